// A new integration: name, format, unit, and where it may publish.
import { Select, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Controller } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { type DeviceCredential, IntegrationFormat } from "../../../../domain/device.ts";
import { NewIntegration } from "../../../../domain/integration.ts";
import type { Unit } from "../../../../domain/unit.ts";
import { useServices } from "../../../app/use-services.ts";
import { RecordForm } from "../../../ui/form/RecordForm.tsx";
import { useRecordForm } from "../../../ui/form/use-record-form.ts";
import { FORMAT_NAMES } from "../format-name.ts";
import { UnitSelect } from "../UnitSelect.tsx";
import { firstError, TopicFilters } from "./TopicFilters.tsx";

export interface IntegrationFormProps {
  units: readonly Unit[];
  onCreated: (credential: DeviceCredential, name: string) => void;
  onCancel: () => void;
}

export function IntegrationForm({ units, onCreated, onCancel }: IntegrationFormProps) {
  const { api } = useServices();
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { form, errorOf, ...frame } = useRecordForm({
    schema: NewIntegration,
    values: { name: "", topicFilters: [] },
    save: async (body) => ({ credential: await api.call("createIntegration", { body }), name: body.name }),
    onSaved: ({ credential, name }) => {
      void queryClient.invalidateQueries({ queryKey: ["integrations"] });
      onCreated(credential, name);
    },
  });
  const { control, register } = form;
  return (
    <RecordForm {...frame} label={t("adminIntegrations.addTitle")} onCancel={onCancel}>
      <TextInput
        {...register("name")}
        data-autofocus
        label={t("adminIntegrations.form.name")}
        error={errorOf("name")}
        withAsterisk
        autoComplete="off"
      />
      <Controller
        control={control}
        name="format"
        render={({ field: { value, ...field } }) => (
          <Select
            {...field}
            value={value ?? null}
            label={t("adminIntegrations.form.format")}
            error={errorOf("format")}
            withAsterisk
            data={IntegrationFormat.options.map((format) => ({ value: format, label: FORMAT_NAMES[format] }))}
          />
        )}
      />
      <Controller
        control={control}
        name="unitId"
        render={({ field: { onChange, ...field } }) => (
          <UnitSelect
            {...field}
            units={units}
            onChange={(id) => onChange(id ?? undefined)}
            label={t("adminIntegrations.form.unit")}
            error={errorOf("unitId")}
            withAsterisk
          />
        )}
      />
      <Controller
        control={control}
        name="topicFilters"
        render={({ field: { value, ...field } }) => (
          <TopicFilters
            {...field}
            value={value ?? []}
            error={firstError((index) => errorOf(`topicFilters.${index}`), value ?? []) ?? errorOf("topicFilters")}
          />
        )}
      />
    </RecordForm>
  );
}
