// A field of a row as people call it.
import type { TFunction } from "i18next";

const FIELDS = ["plate", "code", "name", "kind", "unitId", "colour", "speedLimitKmh", "format", "vehicleId"] as const;

export function fieldNameOf(t: TFunction, field: string): string {
  const known = FIELDS.find((name) => name === field);
  if (known) return t(`adminImport.fieldName.${known}`);
  return field === "" ? t("adminImport.wholeRow") : field;
}
