// Why one field of an input was refused, as constants that the interface translates. The server puts
// them into problems; a form that checks with the same schema gets the same reasons.
import { z } from "zod";
import { GEOFENCES_NEEDED, SCHEDULE_NEEDED } from "./alarm/rule.ts";
import { IMPORT_REASONS } from "./csv-import.ts";
import { SHAPE_REASONS } from "./geofence/shape-reason.ts";
import { PLATE_INVALID } from "./plate.ts";
import { PLATE_OR_CODE_REQUIRED } from "./vehicle.ts";

export const INPUT_REASONS = [
  "required",
  "wrong_type",
  "wrong_format",
  "not_offered",
  "too_short",
  "too_long",
  "too_small",
  "too_large",
  "wrong_value",
  PLATE_INVALID,
  PLATE_OR_CODE_REQUIRED,
  /** The id names nothing that the caller may use here. */
  "unit_unknown",
  "vehicle_unknown",
  "geofence_unknown",
  "user_unknown",
  "period_reversed",
  "period_too_long",
  /** Areas drawn on the map. */
  "area_open",
  "area_too_detailed",
  "area_invalid",
  "area_too_busy",
  "time_in_future",
  "time_in_past",
  /** Rules that lack something. */
  GEOFENCES_NEEDED,
  SCHEDULE_NEEDED,
  /** Shapes that are no area; the field says where. */
  ...SHAPE_REASONS,
  /** Addresses of others, and who is trusted there. */
  "address_scheme",
  "address_with_password",
  "certificate_not_pem",
  /** Passwords. */
  "current_password_wrong",
  "current_password_needed",
  "password_unchanged",
  /** Rows and files of an import. */
  ...IMPORT_REASONS,
] as const;
export type InputReason = (typeof INPUT_REASONS)[number];

const isReason = (text: string): text is InputReason => INPUT_REASONS.some((reason) => reason === text);

/** Parse with `reportInput: true`, or a missing field counts as one of the wrong type. */
export function inputReasonOf(issue: z.core.$ZodIssue): InputReason {
  switch (issue.code) {
    case "invalid_type":
    case "invalid_union":
      return issue.input === undefined ? "required" : "wrong_type";
    case "invalid_value":
      return issue.input === undefined ? "required" : "not_offered";
    case "too_small":
      return issue.origin === "string" || issue.origin === "array" ? "too_short" : "too_small";
    case "too_big":
      return issue.origin === "string" || issue.origin === "array" ? "too_long" : "too_large";
    case "invalid_format":
      return "wrong_format";
    case "custom":
      return isReason(issue.message) ? issue.message : "wrong_value";
    default:
      return "wrong_value";
  }
}

/** Path as people write it: "grants[0].unitId". */
export function inputPathOf(issue: z.core.$ZodIssue): string {
  return issue.path.reduce<string>((path, key) => {
    if (typeof key === "number") return `${path}[${key}]`;
    return path === "" ? String(key) : `${path}.${String(key)}`;
  }, "");
}

const Place = z.tuple([z.number(), z.number()]);

/** [lon, lat] of what is wrong with a shape; null where the issue has no place. */
export function inputPlaceOf(issue: z.core.$ZodIssue): [number, number] | null {
  return issue.code === "custom" ? (Place.safeParse(issue.params?.["at"]).data ?? null) : null;
}
