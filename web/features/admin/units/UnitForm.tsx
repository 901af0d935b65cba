// One unit: new, renamed, or moved below another.
import { Select, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Controller } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { NewUnit, type Unit, type UnitChange, UnitKind } from "../../../../domain/unit.ts";
import { useServices } from "../../../app/use-services.ts";
import { RecordForm } from "../../../ui/form/RecordForm.tsx";
import { useRecordForm } from "../../../ui/form/use-record-form.ts";
import { unitOptions } from "../unit-options.ts";

export interface UnitFormProps {
  /** null = a new one. */
  unit: Unit | null;
  /** Where a new one goes, unless chosen otherwise. */
  parentId: number | null;
  units: readonly Unit[];
  onSaved: (unit: Unit) => void;
  onCancel: () => void;
}

export function UnitForm({ unit, parentId, units, onSaved, onCancel }: UnitFormProps) {
  const { api } = useServices();
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { form, errorOf, ...frame } = useRecordForm({
    schema: NewUnit,
    values: unit
      ? { name: unit.name, kind: unit.kind, parentId: unit.parentId ?? unit.id }
      : { kind: "section", ...(parentId === null ? {} : { parentId }) },
    save: (body) =>
      unit === null
        ? api.call("createUnit", { body })
        : api.call("changeUnit", { params: { id: unit.id }, body: changeOf(unit, body) }),
    onSaved: (saved) => {
      void queryClient.invalidateQueries({ queryKey: ["units"] });
      onSaved(saved);
    },
  });
  const isRoot = unit !== null && unit.parentId === null;
  // A unit cannot go below itself.
  const parents = units.filter(({ path }) => unit === null || !path.includes(unit.id));

  return (
    <RecordForm {...frame} label={t(unit === null ? "adminUnits.addTitle" : "adminUnits.edit")} onCancel={onCancel}>
      <TextInput
        {...form.register("name")}
        data-autofocus
        label={t("adminUnits.form.name")}
        error={errorOf("name")}
        withAsterisk
        autoComplete="off"
      />
      <Controller
        control={form.control}
        name="kind"
        render={({ field: { value, ...field } }) => (
          <Select
            {...field}
            value={value ?? null}
            label={t("adminUnits.form.kind")}
            error={errorOf("kind")}
            allowDeselect={false}
            data={UnitKind.options.map((kind) => ({ value: kind, label: t(`adminUnits.kind.${kind}`) }))}
          />
        )}
      />
      {isRoot ? (
        <p>{t("adminUnits.root")}</p>
      ) : (
        <Controller
          control={form.control}
          name="parentId"
          render={({ field: { value, onChange, ...field } }) => (
            <Select
              {...field}
              value={value === undefined ? null : String(value)}
              onChange={(id) => onChange(id === null ? undefined : Number(id))}
              label={t("adminUnits.form.parent")}
              description={unit === null ? undefined : t("adminUnits.form.parentHint")}
              error={errorOf("parentId")}
              searchable
              withAsterisk
              data={unitOptions(parents)}
            />
          )}
        />
      )}
    </RecordForm>
  );
}

/** Only what differs: the root has no parent to send. */
function changeOf(unit: Unit, body: NewUnit): UnitChange {
  return {
    ...(body.name === unit.name ? {} : { name: body.name }),
    ...(body.kind === unit.kind ? {} : { kind: body.kind }),
    ...(unit.parentId === null || body.parentId === unit.parentId ? {} : { parentId: body.parentId }),
  };
}
