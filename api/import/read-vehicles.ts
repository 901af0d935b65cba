// Rows of a file as vehicles.
import type { ImportedVehicle } from "../../domain/csv-import.ts";
import { normalisePlate } from "../../domain/plate.ts";
import { foldForSearch } from "../../domain/turkish-text.ts";
import { NewVehicle } from "../../domain/vehicle.ts";
import { VEHICLE_KIND_KEYS, VEHICLE_KINDS, type VehicleKind } from "../../domain/vehicle-kind.ts";
import type { Headings, Table, TableRow } from "./read-table.ts";
import type { RowErrors } from "./row-errors.ts";
import type { FoundUnit } from "./unit-finder.ts";

export const VEHICLE_HEADINGS = {
  plate: ["plaka", "plaka no", "araç plakası", "licence plate", "license plate", "registration"],
  code: ["kod", "makine kodu", "makine no", "demirbaş no", "machine code"],
  name: ["ad", "adı", "araç adı", "açıklama", "description"],
  kind: ["tür", "araç türü", "tip", "araç tipi", "cins", "cinsi", "type", "vehicle type"],
  unitId: ["birim", "birim adı", "müdürlük", "unit", "department"],
  colour: ["renk", "color"],
  speedLimitKmh: [
    "hız sınırı",
    "hız sınırı km/sa",
    "hız sınırı (km/sa)",
    "hız limiti",
    "speed limit",
    "speed limit km/h",
  ],
} satisfies Headings<string>;
type VehicleColumn = keyof typeof VEHICLE_HEADINGS;

const KINDS = new Map<string, VehicleKind>(
  VEHICLE_KIND_KEYS.flatMap((key) =>
    [key, VEHICLE_KINDS[key].tr, VEHICLE_KINDS[key].en].map((name): [string, VehicleKind] => [
      foldForSearch(name),
      key,
    ]),
  ),
);

export interface ReadVehicle {
  row: TableRow<VehicleColumn>;
  /** null = the row has errors. */
  vehicle: NewVehicle | null;
  shown: ImportedVehicle;
}

/** "" is no value; "50,5" is a number as Turkish spreadsheets write it. */
const numberOrText = (cell: string): number | string | null => {
  if (cell === "") return null;
  const number = Number(cell.replace(",", "."));
  return Number.isFinite(number) ? number : cell;
};

const textOrNull = (cell: string): string | null => (cell === "" ? null : cell);

function readVehicle(
  row: TableRow<VehicleColumn>,
  unitOf: (name: string) => FoundUnit | null,
  errors: RowErrors,
): ReadVehicle {
  const { line, cell } = row;
  const kind = KINDS.get(foldForSearch(cell("kind"))) ?? null;
  if (kind === null) errors.add(line, "kind", cell("kind") === "" ? "required" : "kind_unknown", cell("kind"));
  const unit = unitOf(cell("unitId"));
  if (unit === null) errors.add(line, "unitId", "required", "");
  else if ("reason" in unit) errors.add(line, "unitId", unit.reason, cell("unitId"));
  const unitId = unit && "id" in unit ? unit.id : null;
  const input = {
    plate: textOrNull(cell("plate")),
    code: textOrNull(cell("code")),
    name: textOrNull(cell("name")),
    // Any values in place of what was not understood: those errors are told already.
    kind: kind ?? "other",
    unitId: unitId ?? 0,
    colour: textOrNull(cell("colour")),
    speedLimitKmh: numberOrText(cell("speedLimitKmh")),
  };
  const parsed = NewVehicle.safeParse(input, { reportInput: true });
  if (!parsed.success) {
    errors.addIssues(line, parsed.error.issues, (field) =>
      field in VEHICLE_HEADINGS ? cell(field as VehicleColumn) : "",
    );
  }
  const plate = normalisePlate(cell("plate"));
  return {
    row,
    vehicle: parsed.success ? parsed.data : null,
    shown: {
      line,
      plate: plate.ok ? plate.plate : input.plate,
      code: input.code,
      name: input.name,
      kind,
      unitId,
      speedLimitKmh: typeof input.speedLimitKmh === "number" ? Math.round(input.speedLimitKmh) : null,
      valid: true,
    },
  };
}

/** Every row, good or not; what is wrong with it goes to `errors`. */
export function readVehicles(
  table: Table<VehicleColumn>,
  unitOf: (name: string) => FoundUnit | null,
  errors: RowErrors,
): ReadVehicle[] {
  const seen = new Set<string>();
  return table.rows.map((row) => {
    const read = readVehicle(row, unitOf, errors);
    const { plate, code } = read.vehicle ?? {};
    for (const [field, value] of [["plate", plate] as const, ["code", code] as const]) {
      if (!value) continue;
      const key = `${field} ${value}`;
      if (seen.has(key)) errors.add(row.line, field, "repeated_in_file", value);
      seen.add(key);
    }
    return read;
  });
}
