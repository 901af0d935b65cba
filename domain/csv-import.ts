// Vehicles and devices from a CSV file: what a preview shows and what the import answers.
import { z } from "zod";
import { VehicleKind } from "./vehicle-kind.ts";

export const MAX_IMPORT_BYTES = 2 * 1024 * 1024;

/** Reasons of an import beyond those of single fields; the interface translates them. */
export const IMPORT_REASONS = [
  /** The file as a whole: refused before any row is looked at. */
  "file_empty",
  "too_many_rows",
  "column_missing",
  "column_repeated",
  "csv_unreadable",
  /** Rows. */
  "plate_taken",
  "code_taken",
  "repeated_in_file",
  "unit_ambiguous",
  "kind_unknown",
  "format_unknown",
  "vehicle_archived",
] as const;

/** `line` is that of the file, counted from 1 with the heading; a quoted cell may span several. */
export const ImportError = z
  .object({
    line: z.int(),
    /** Name of the field as in the JSON interface; "" = the whole row. */
    field: z.string(),
    /** A constant of domain/input-reason. */
    reason: z.string(),
    /** Plain English for programs; the interface translates `reason`. */
    message: z.string(),
    /** The cell as it stands in the file. */
    value: z.string(),
  })
  .meta({ id: "ImportError" });
export type ImportError = z.infer<typeof ImportError>;

const summary = {
  dryRun: z.boolean(),
  encoding: z.enum(["utf-8", "utf-16le", "windows-1254"]),
  delimiter: z.enum([";", ",", "\t"]),
  /** Headings that mean nothing here; their columns are ignored. */
  unknownColumns: z.array(z.string()),
  total: z.int(),
  /** Rows without errors. */
  valid: z.int(),
  /** Rows written: 0 in a preview, and where errors kept everything from being written. */
  created: z.int(),
  errors: z.array(ImportError),
};

export const ImportedVehicle = z
  .object({
    line: z.int(),
    plate: z.string().nullable(),
    code: z.string().nullable(),
    name: z.string().nullable(),
    /** null = not understood; see the errors of the line. */
    kind: VehicleKind.nullable(),
    unitId: z.int().nullable(),
    speedLimitKmh: z.int().nullable(),
    valid: z.boolean(),
  })
  .meta({ id: "ImportedVehicle" });
export type ImportedVehicle = z.infer<typeof ImportedVehicle>;

export const VehicleImport = z.object({ ...summary, rows: z.array(ImportedVehicle) }).meta({ id: "VehicleImport" });
export type VehicleImport = z.infer<typeof VehicleImport>;

export const ImportedDevice = z
  .object({
    line: z.int(),
    name: z.string(),
    /** null = not understood. */
    format: z.string().nullable(),
    unitId: z.int().nullable(),
    vehicleId: z.int().nullable(),
    vehicleLabel: z.string().nullable(),
    valid: z.boolean(),
  })
  .meta({ id: "ImportedDevice" });
export type ImportedDevice = z.infer<typeof ImportedDevice>;

/** Passwords are shown only in the answer that creates the devices. */
export const ImportedCredential = z
  .object({
    line: z.int(),
    id: z.int(),
    name: z.string(),
    vehicleLabel: z.string().nullable(),
    username: z.string(),
    password: z.string(),
  })
  .meta({ id: "ImportedCredential" });
export type ImportedCredential = z.infer<typeof ImportedCredential>;

export const DeviceImport = z
  .object({ ...summary, rows: z.array(ImportedDevice), credentials: z.array(ImportedCredential) })
  .meta({ id: "DeviceImport" });
export type DeviceImport = z.infer<typeof DeviceImport>;
