// Chooses a unit of the tree.
import { Select, type SelectProps } from "@mantine/core";
import type { Unit } from "../../../domain/unit.ts";
import { unitOptions } from "./unit-options.ts";

export interface UnitSelectProps extends Omit<SelectProps, "value" | "onChange" | "data"> {
  units: readonly Unit[];
  value: number | null | undefined;
  onChange: (unitId: number | null) => void;
}

export function UnitSelect({ units, value, onChange, ...rest }: UnitSelectProps) {
  return (
    <Select
      {...rest}
      value={value == null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
      searchable
      data={unitOptions(units)}
    />
  );
}
