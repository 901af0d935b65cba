// Rows of a file as devices.
import type { ImportedDevice } from "../../domain/csv-import.ts";
import { DeviceFormat, NewDevice } from "../../domain/device.ts";
import { normalisePlate } from "../../domain/plate.ts";
import { foldForSearch } from "../../domain/turkish-text.ts";
import { vehicleLabel } from "../../domain/vehicle.ts";
import type { LabelledVehicle } from "../../gis/bulk-create.ts";
import type { Headings, Table, TableRow } from "./read-table.ts";
import type { RowErrors } from "./row-errors.ts";
import type { FoundUnit } from "./unit-finder.ts";

export const DEVICE_HEADINGS = {
  name: ["ad", "adı", "cihaz", "cihaz adı", "device", "device name"],
  format: ["biçim", "format", "protokol", "protocol"],
  vehicleId: ["plaka", "plaka no", "araç", "araç plakası", "makine kodu", "vehicle", "plate", "machine code"],
  unitId: ["birim", "birim adı", "müdürlük", "unit", "department"],
} satisfies Headings<string>;
type DeviceColumn = keyof typeof DEVICE_HEADINGS;

const FORMATS = new Map(DeviceFormat.options.map((format) => [foldForSearch(format), format]));

export interface ReadDevice {
  row: TableRow<DeviceColumn>;
  /** null = the row has errors. */
  device: (NewDevice & { unitId: number }) | null;
  shown: ImportedDevice;
}

/** Plate in its normal form, or machine code. */
export function labelOf(cell: string): string {
  const plate = normalisePlate(cell);
  return plate.ok ? plate.plate : cell;
}

export interface DeviceSurroundings {
  /** By plate in normal form or code. */
  vehicles: ReadonlyMap<string, LabelledVehicle>;
  findUnit: (name: string) => FoundUnit;
  /** Of rows that name neither unit nor vehicle. */
  standardUnitId: number | null;
}

function vehicleOf(row: TableRow<DeviceColumn>, around: DeviceSurroundings, errors: RowErrors): LabelledVehicle | null {
  const cell = row.cell("vehicleId");
  if (cell === "") return null;
  const vehicle = around.vehicles.get(labelOf(cell)) ?? null;
  if (!vehicle) errors.add(row.line, "vehicleId", "vehicle_unknown", cell);
  if (vehicle?.archived) errors.add(row.line, "vehicleId", "vehicle_archived", cell);
  return vehicle;
}

function unitIdOf(
  row: TableRow<DeviceColumn>,
  vehicle: LabelledVehicle | null,
  around: DeviceSurroundings,
  errors: RowErrors,
): number | null {
  const cell = row.cell("unitId");
  if (cell !== "") {
    const found = around.findUnit(cell);
    if ("id" in found) return found.id;
    errors.add(row.line, "unitId", found.reason, cell);
    return null;
  }
  const unitId = vehicle?.unitId ?? around.standardUnitId;
  if (unitId === null && row.cell("vehicleId") === "") errors.add(row.line, "unitId", "required", "");
  return unitId;
}

/** Every row, good or not; what is wrong with it goes to `errors`. */
export function readDevices(table: Table<DeviceColumn>, around: DeviceSurroundings, errors: RowErrors): ReadDevice[] {
  return table.rows.map((row): ReadDevice => {
    const { line, cell } = row;
    const vehicle = vehicleOf(row, around, errors);
    const unitId = unitIdOf(row, vehicle, around, errors);
    const format = cell("format") === "" ? "kentiz" : (FORMATS.get(foldForSearch(cell("format"))) ?? null);
    if (format === null) errors.add(line, "format", "format_unknown", cell("format"));
    const input = { name: cell("name"), format: format ?? "kentiz", vehicleId: vehicle?.id ?? null, unitId };
    const parsed = NewDevice.safeParse(input, { reportInput: true });
    if (!parsed.success) errors.addIssues(line, parsed.error.issues, () => cell("name"));
    return {
      row,
      device: parsed.success && unitId !== null ? { ...parsed.data, unitId } : null,
      shown: {
        line,
        name: cell("name"),
        format,
        unitId,
        vehicleId: vehicle?.id ?? null,
        vehicleLabel: vehicle ? vehicleLabel(vehicle) : null,
        valid: true,
      },
    };
  });
}
