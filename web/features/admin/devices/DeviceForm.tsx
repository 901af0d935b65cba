// A new device: name, format, whom it serves.
import { Select, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Controller, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { type DeviceCredential, DeviceFormat, NewDevice } from "../../../../domain/device.ts";
import type { Unit } from "../../../../domain/unit.ts";
import type { Vehicle } from "../../../../domain/vehicle.ts";
import { useServices } from "../../../app/use-services.ts";
import { RecordForm } from "../../../ui/form/RecordForm.tsx";
import { useRecordForm } from "../../../ui/form/use-record-form.ts";
import { FORMAT_NAMES } from "../format-name.ts";
import { UnitSelect } from "../UnitSelect.tsx";
import { vehicleOptions } from "../vehicle-options.ts";

export interface DeviceFormProps {
  units: readonly Unit[];
  vehicles: readonly Vehicle[];
  onCreated: (credential: DeviceCredential, name: string, format: DeviceFormat) => void;
  onCancel: () => void;
}

export function DeviceForm({ units, vehicles, onCreated, onCancel }: DeviceFormProps) {
  const { api } = useServices();
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [onlyUnit, ...otherUnits] = units;
  const { form, errorOf, ...frame } = useRecordForm({
    schema: NewDevice,
    values: { format: "kentiz", ...(otherUnits.length === 0 && onlyUnit ? { unitId: onlyUnit.id } : {}) },
    save: async (body) => ({
      credential: await api.call("createDevice", { body }),
      name: body.name,
      format: body.format,
    }),
    onSaved: ({ credential, name, format }) => {
      void queryClient.invalidateQueries({ queryKey: ["devices"] });
      onCreated(credential, name, format);
    },
  });
  const { control, register } = form;
  const vehicleId = useWatch({ control, name: "vehicleId" });

  return (
    <RecordForm {...frame} label={t("adminDevices.addTitle")} onCancel={onCancel}>
      <TextInput
        {...register("name")}
        data-autofocus
        label={t("adminDevices.form.name")}
        description={t("adminDevices.form.nameHint")}
        error={errorOf("name")}
        withAsterisk
        autoComplete="off"
      />
      <Controller
        control={control}
        name="format"
        render={({ field: { value, onChange, ...field } }) => (
          <Select
            {...field}
            value={value ?? "kentiz"}
            onChange={(format) => onChange(format ?? "kentiz")}
            label={t("adminDevices.form.format")}
            error={errorOf("format")}
            allowDeselect={false}
            data={DeviceFormat.options.map((format) => ({ value: format, label: FORMAT_NAMES[format] }))}
          />
        )}
      />
      <Controller
        control={control}
        name="vehicleId"
        render={({ field: { value, onChange, ...field } }) => (
          <Select
            {...field}
            value={value == null ? null : String(value)}
            onChange={(id) => onChange(id === null ? null : Number(id))}
            label={t("adminDevices.form.vehicle")}
            description={t("adminDevices.form.vehicleHint")}
            error={errorOf("vehicleId")}
            searchable
            clearable
            limit={100}
            data={vehicleOptions(vehicles)}
          />
        )}
      />
      <Controller
        control={control}
        name="unitId"
        render={({ field }) => (
          <UnitSelect
            {...field}
            units={units}
            label={t("adminDevices.form.unit")}
            description={t(vehicleId == null ? "adminDevices.form.unitHint" : "adminDevices.form.unitOfVehicle")}
            error={errorOf("unitId")}
            clearable
          />
        )}
      />
    </RecordForm>
  );
}
