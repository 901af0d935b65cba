// One vehicle: new or changed. The plate falls into its form while it is typed.
import { ColorInput, NumberInput, Select, SimpleGrid, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Controller } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { plateDraft } from "../../../../domain/plate-draft.ts";
import { compareTurkish } from "../../../../domain/turkish-text.ts";
import type { Unit } from "../../../../domain/unit.ts";
import { NewVehicle, type Vehicle } from "../../../../domain/vehicle.ts";
import { VEHICLE_KIND_KEYS, VEHICLE_KINDS } from "../../../../domain/vehicle-kind.ts";
import { useServices } from "../../../app/use-services.ts";
import { isLanguage } from "../../../i18n/create-i18n.ts";
import { RecordForm } from "../../../ui/form/RecordForm.tsx";
import { useRecordForm } from "../../../ui/form/use-record-form.ts";
import { UnitSelect } from "../UnitSelect.tsx";

/** Colours municipal vehicles are painted in; any other can be typed. */
const SWATCHES = [
  "#FFFFFF",
  "#C9CED6",
  "#6B7280",
  "#111827",
  "#B3261E",
  "#E07B00",
  "#F2C500",
  "#1F7A3F",
  "#0B6E6A",
  "#1E5AA8",
];

export interface VehicleFormProps {
  vehicle: Vehicle | null;
  units: readonly Unit[];
  onSaved: (vehicle: Vehicle) => void;
  onCancel: () => void;
}

const emptyAsNull = (text: string | null): string | null => (text === null || text.trim() === "" ? null : text);

export function VehicleForm({ vehicle, units, onSaved, onCancel }: VehicleFormProps) {
  const { api } = useServices();
  const { t, i18n } = useTranslation();
  const queryClient = useQueryClient();
  const names = isLanguage(i18n.language) ? i18n.language : "tr";
  const [onlyUnit, ...otherUnits] = units;
  const { form, errorOf, ...frame } = useRecordForm({
    schema: NewVehicle,
    values: vehicle ?? (otherUnits.length === 0 && onlyUnit ? { unitId: onlyUnit.id } : {}),
    fieldOfCode: { plate_taken: "plate", code_taken: "code" },
    save: (body) =>
      vehicle === null
        ? api.call("createVehicle", { body })
        : api.call("changeVehicle", { params: { id: vehicle.id }, body }),
    onSaved: (saved) => {
      void queryClient.invalidateQueries({ queryKey: ["vehicles"] });
      onSaved(saved);
    },
  });
  const { control, register } = form;

  return (
    <RecordForm
      {...frame}
      label={t(vehicle === null ? "adminVehicles.addTitle" : "adminVehicles.edit")}
      onCancel={onCancel}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <Controller
          control={control}
          name="plate"
          render={({ field: { value, onChange, ...field } }) => (
            <TextInput
              {...field}
              data-autofocus
              label={t("adminVehicles.form.plate")}
              description={t("adminVehicles.form.plateHint")}
              error={errorOf("plate")}
              maxLength={20}
              autoComplete="off"
              spellCheck={false}
              value={value ?? ""}
              onChange={({ currentTarget }) => {
                // In the middle of the text the cursor would jump to the end.
                const atEnd = currentTarget.selectionStart === currentTarget.value.length;
                onChange(emptyAsNull(atEnd ? plateDraft(currentTarget.value) : currentTarget.value));
              }}
            />
          )}
        />
        <TextInput
          {...register("code", { setValueAs: emptyAsNull })}
          label={t("adminVehicles.form.code")}
          description={t("adminVehicles.form.codeHint")}
          error={errorOf("code")}
          maxLength={32}
          autoComplete="off"
        />
      </SimpleGrid>
      <TextInput
        {...register("name", { setValueAs: emptyAsNull })}
        label={t("adminVehicles.form.name")}
        description={t("adminVehicles.form.nameHint")}
        error={errorOf("name")}
        autoComplete="off"
      />
      <Controller
        control={control}
        name="kind"
        render={({ field: { value, ...field } }) => (
          <Select
            {...field}
            value={value ?? null}
            label={t("adminVehicles.form.kind")}
            error={errorOf("kind")}
            withAsterisk
            searchable
            data={VEHICLE_KIND_KEYS.map((kind) => ({ value: kind, label: VEHICLE_KINDS[kind][names] })).toSorted(
              (a, b) => compareTurkish(a.label, b.label),
            )}
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
            label={t("adminVehicles.form.unit")}
            error={errorOf("unitId")}
            withAsterisk
          />
        )}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <Controller
          control={control}
          name="colour"
          render={({ field: { value, onChange, ...field } }) => (
            <ColorInput
              {...field}
              value={value ?? ""}
              onChange={(colour) => onChange(emptyAsNull(colour))}
              label={t("adminVehicles.form.colour")}
              error={errorOf("colour")}
              swatches={SWATCHES}
              withPicker={false}
              withEyeDropper={false}
            />
          )}
        />
        <Controller
          control={control}
          name="speedLimitKmh"
          render={({ field: { value, onChange, ...field } }) => (
            <NumberInput
              {...field}
              value={value ?? ""}
              onChange={(limit) => onChange(limit === "" ? null : Number(limit))}
              label={t("adminVehicles.form.speedLimit")}
              description={t("adminVehicles.form.speedLimitHint")}
              error={errorOf("speedLimitKmh")}
              allowDecimal={false}
              min={5}
              max={200}
              clampBehavior="none"
            />
          )}
        />
      </SimpleGrid>
    </RecordForm>
  );
}
