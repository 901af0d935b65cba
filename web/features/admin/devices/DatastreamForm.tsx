// What a datastream is: its name, what it observes, in which unit of measurement, how often.
import { Checkbox, NumberInput, SimpleGrid, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Controller } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { type Datastream, DatastreamChange } from "../../../../domain/observation.ts";
import { useServices } from "../../../app/use-services.ts";
import { RecordForm } from "../../../ui/form/RecordForm.tsx";
import { useRecordForm } from "../../../ui/form/use-record-form.ts";
import { datastreamsQuery } from "../admin-queries.ts";
import { showNotice } from "../notices.ts";

const emptyAsNull = (text: string | null): string | null => (text === null || text.trim() === "" ? null : text);

export function DatastreamForm({ datastream, onClose }: { datastream: Datastream; onClose: () => void }) {
  const { api } = useServices();
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { name, observedProperty, unitOfMeasurement, expectedIntervalSeconds, hidden } = datastream;
  const { form, errorOf, ...frame } = useRecordForm({
    schema: DatastreamChange,
    values: { name, observedProperty, unitOfMeasurement, expectedIntervalSeconds, hidden },
    save: (body) => api.call("changeDatastream", { params: { id: datastream.id }, body }),
    onSaved: () => {
      void queryClient.invalidateQueries({ queryKey: datastreamsQuery(api, datastream.deviceId).queryKey });
      showNotice(t("form.saved"));
      onClose();
    },
  });
  const { register, control } = form;
  return (
    <RecordForm {...frame} label={t("adminDatastreams.editOne", { name })} onCancel={onClose}>
      <TextInput
        {...register("name")}
        data-autofocus
        label={t("adminDatastreams.form.name")}
        error={errorOf("name")}
        autoComplete="off"
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextInput
          {...register("observedProperty")}
          label={t("adminDatastreams.form.property")}
          description={t("adminDatastreams.form.propertyHint")}
          error={errorOf("observedProperty")}
          autoCapitalize="none"
          spellCheck={false}
          autoComplete="off"
        />
        <TextInput
          {...register("unitOfMeasurement", { setValueAs: emptyAsNull })}
          label={t("adminDatastreams.form.unit")}
          description={t("adminDatastreams.form.unitHint")}
          error={errorOf("unitOfMeasurement")}
          spellCheck={false}
          autoComplete="off"
        />
      </SimpleGrid>
      <Controller
        control={control}
        name="expectedIntervalSeconds"
        render={({ field: { value, onChange, ...field } }) => (
          <NumberInput
            {...field}
            value={value ?? ""}
            onChange={(seconds) => onChange(seconds === "" ? null : Number(seconds))}
            label={t("adminDatastreams.form.interval")}
            description={t("adminDatastreams.form.intervalHint")}
            error={errorOf("expectedIntervalSeconds")}
            allowDecimal={false}
            min={1}
            clampBehavior="none"
          />
        )}
      />
      <Checkbox {...register("hidden")} label={t("adminDatastreams.form.hidden")} />
    </RecordForm>
  );
}
