// What moves. Plant without registration carries a machine code instead of a plate.
import { z } from "zod";
import { normalisePlate, PLATE_INVALID } from "./plate.ts";
import { VehicleKind } from "./vehicle-kind.ts";

export const Plate = z
  .string()
  .max(20)
  .transform((input, context) => {
    const result = normalisePlate(input);
    if (result.ok) return result.plate;
    context.addIssue({ code: "custom", message: PLATE_INVALID, params: { reason: PLATE_INVALID } });
    return z.NEVER;
  });

/** Machine code, e.g. "GRY-03": letters, digits, dash. */
export const MachineCode = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._/-]{0,31}$/u);

const Colour = z.string().regex(/^#[0-9a-fA-F]{6}$/);
const SpeedLimitKmh = z.int().min(5).max(200);

export const Vehicle = z
  .object({
    id: z.int(),
    plate: z.string().nullable(),
    code: z.string().nullable(),
    /** Free name; may be empty. What people see is the plate or the code. */
    name: z.string().nullable(),
    kind: VehicleKind,
    unitId: z.int(),
    colour: z.string().nullable(),
    speedLimitKmh: z.int().nullable(),
    archived: z.boolean(),
    hasPhoto: z.boolean(),
  })
  .meta({ id: "Vehicle" });
export type Vehicle = z.infer<typeof Vehicle>;

export const PLATE_OR_CODE_REQUIRED = "plate_or_code_required";

const vehicleFields = {
  plate: Plate.nullish(),
  code: MachineCode.nullish(),
  name: z.string().trim().max(300).nullish(),
  kind: VehicleKind,
  unitId: z.int(),
  colour: Colour.nullish(),
  speedLimitKmh: SpeedLimitKmh.nullish(),
};

export const NewVehicle = z
  .object(vehicleFields)
  .refine((vehicle) => Boolean(vehicle.plate) || Boolean(vehicle.code), {
    message: PLATE_OR_CODE_REQUIRED,
    path: ["plate"],
  })
  .meta({ id: "NewVehicle" });
export type NewVehicle = z.infer<typeof NewVehicle>;

export const VehicleChange = z
  .object({ ...vehicleFields, archived: z.boolean() })
  .partial()
  .meta({ id: "VehicleChange" });
export type VehicleChange = z.infer<typeof VehicleChange>;

/** Archived ones are counted apart and in none of the others. */
export const VehicleCounts = z
  .object({
    total: z.int(),
    archived: z.int(),
    /** Served by no device now. */
    untracked: z.int(),
    byKind: z.array(z.object({ kind: VehicleKind, count: z.int() })),
    /** Directly in the unit; units without vehicles are left out. */
    byUnit: z.array(z.object({ unitId: z.int(), count: z.int() })),
  })
  .meta({ id: "VehicleCounts" });
export type VehicleCounts = z.infer<typeof VehicleCounts>;

/** What people call a vehicle. */
export function vehicleLabel(vehicle: Pick<Vehicle, "plate" | "code" | "id">): string {
  return vehicle.plate ?? vehicle.code ?? `#${vehicle.id}`;
}
