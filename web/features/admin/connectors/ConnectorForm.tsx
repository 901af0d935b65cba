// A connection to set up or to change: where to, as whom, and what is taken there.
import { NumberInput, PasswordInput, Select, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Controller } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { type Connector, isFeedAddress, NewConnector } from "../../../../domain/connector.ts";
import { IntegrationFormat } from "../../../../domain/device.ts";
import type { Unit } from "../../../../domain/unit.ts";
import { useServices } from "../../../app/use-services.ts";
import { RecordForm } from "../../../ui/form/RecordForm.tsx";
import { useRecordForm } from "../../../ui/form/use-record-form.ts";
import { FORMAT_NAMES } from "../format-name.ts";
import { unitOptions } from "../unit-options.ts";

export interface ConnectorFormProps {
  /** null = a new one. */
  connector: Connector | null;
  units: readonly Unit[];
  onSaved: (connector: Connector) => void;
  onCancel: () => void;
}

/** An empty field means "none", which the server calls null. */
const orNone = (text: string): string | null => (text.trim() === "" ? null : text);

export function ConnectorForm({ connector, units, onSaved, onCancel }: ConnectorFormProps) {
  const { api } = useServices();
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { form, errorOf, ...frame } = useRecordForm({
    schema: NewConnector,
    values: connector
      ? { ...connector, password: null }
      : { name: "", url: "", username: null, password: null, ca: null, topicFilters: [], intervalSeconds: null },
    save: (body) => {
      if (!connector) return api.call("createConnector", { body });
      const { format: _format, unitId: _unitId, password, ...rest } = body;
      const params = { id: connector.id };
      return api.call("changeConnector", { params, body: password == null ? rest : { ...rest, password } });
    },
    onSaved: (saved) => {
      void queryClient.invalidateQueries({ queryKey: ["connectors"] });
      onSaved(saved);
    },
  });
  const { control, register, watch } = form;
  const isFeed = isFeedAddress(watch("url") ?? "");
  return (
    <RecordForm {...frame} label={connector ? connector.name : t("adminConnectors.addTitle")} onCancel={onCancel}>
      <TextInput
        {...register("name")}
        data-autofocus
        label={t("adminConnectors.form.name")}
        error={errorOf("name")}
        withAsterisk
        autoComplete="off"
      />
      <TextInput
        {...register("url")}
        label={t("adminConnectors.form.url")}
        description={t("adminConnectors.form.urlHint")}
        error={errorOf("url")}
        withAsterisk
        autoComplete="off"
        spellCheck={false}
      />
      {connector ? null : (
        <>
          <Controller
            control={control}
            name="format"
            render={({ field: { value, ...field } }) => (
              <Select
                {...field}
                value={value ?? null}
                label={t("adminConnectors.form.format")}
                error={errorOf("format")}
                withAsterisk
                data={IntegrationFormat.options.map((format) => ({ value: format, label: FORMAT_NAMES[format] }))}
              />
            )}
          />
          <Controller
            control={control}
            name="unitId"
            render={({ field: { value, onChange, ...field } }) => (
              <Select
                {...field}
                value={value === undefined ? null : String(value)}
                onChange={(id) => onChange(id === null ? undefined : Number(id))}
                label={t("adminConnectors.form.unit")}
                error={errorOf("unitId")}
                withAsterisk
                searchable
                data={unitOptions(units)}
              />
            )}
          />
        </>
      )}
      {isFeed ? (
        <Controller
          control={control}
          name="intervalSeconds"
          render={({ field: { value, onChange, ...field } }) => (
            <NumberInput
              {...field}
              value={value ?? ""}
              onChange={(seconds) => onChange(typeof seconds === "number" ? seconds : null)}
              label={t("adminConnectors.form.interval")}
              description={t("adminConnectors.form.intervalHint")}
              error={errorOf("intervalSeconds")}
              min={5}
            />
          )}
        />
      ) : (
        <Controller
          control={control}
          name="topicFilters"
          render={({ field: { value, ...field } }) => (
            <TagsInput
              {...field}
              value={value ?? []}
              label={t("adminConnectors.form.filters")}
              description={t("adminConnectors.form.filtersHint")}
              error={errorOf("topicFilters") ?? errorOf("topicFilters.0")}
              withAsterisk
            />
          )}
        />
      )}
      <TextInput
        {...register("username", { setValueAs: (text: string | null) => orNone(text ?? "") })}
        label={t("adminConnectors.form.username")}
        error={errorOf("username")}
        autoComplete="off"
        spellCheck={false}
      />
      <PasswordInput
        {...register("password", { setValueAs: (text: string | null) => orNone(text ?? "") })}
        label={t("adminConnectors.form.password")}
        description={t(
          connector?.hasPassword === true ? "adminConnectors.form.passwordKept" : "adminConnectors.form.passwordHint",
        )}
        error={errorOf("password")}
        autoComplete="new-password"
      />
      <Textarea
        {...register("ca", { setValueAs: (text: string | null) => orNone(text ?? "") })}
        label={t("adminConnectors.form.ca")}
        description={t("adminConnectors.form.caHint")}
        error={errorOf("ca")}
        autosize
        minRows={2}
        maxRows={6}
        spellCheck={false}
      />
    </RecordForm>
  );
}
