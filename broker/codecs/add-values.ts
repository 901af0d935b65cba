// Values of sensors as observations. Nested objects and lists become names with dots
// ("BME280.Temperature"), so that every value has a datastream of its own.
import { observationFlagsOf, type Refusal, type Report } from "../../domain/report.ts";
import { isJsonObject } from "./json-payload.ts";
import { numberOf } from "./loose-value.ts";
import { storableText } from "./storable.ts";

/** More values than any device sends at once. */
const MAX_VALUES = 500;
const MAX_NAME_LENGTH = 200;
const MAX_TEXT_LENGTH = 1000;

/** Where the values of one message go, and when they were measured. */
export interface Measured {
  timeMs: number;
  /** The message has no time of its own: that of its receipt stands in. */
  timeIsReceipt: boolean;
  receivedAtMs: number;
  reports: Report[];
  refusals: Refusal[];
}

/** A value with its unit, where the format says what unit a name has. */
export interface UnitRule {
  (name: string, value: number): { value: number; unitOfMeasurement: string | null };
}

const AS_IT_IS: UnitRule = (_name, value) => ({ value, unitOfMeasurement: null });

function nameIsUsable(name: string): boolean {
  return name.length > 0 && name.length <= MAX_NAME_LENGTH && storableText(name);
}

/** One value; null and empty texts say nothing, and add nothing. */
export function addValue(
  into: Measured,
  name: string,
  value: number | boolean | string | null | undefined,
  unitOfMeasurement: string | null = null,
): void {
  if (value === null || value === undefined || value === "") return;
  const refuse = (reason: Refusal["reason"]): void => {
    into.refusals.push({ reason, field: nameIsUsable(name) ? name : null });
  };
  if (!nameIsUsable(name)) return refuse("stored_value_refused");
  if (typeof value === "number" && !Number.isFinite(value)) return refuse("field_out_of_range");
  if (typeof value === "string" && (value.length > MAX_TEXT_LENGTH || !storableText(value))) {
    return refuse("stored_value_refused");
  }
  const { timeMs, receivedAtMs, timeIsReceipt } = into;
  into.reports.push({
    kind: "observation",
    name,
    timeMs,
    value,
    unitOfMeasurement: typeof value === "number" ? unitOfMeasurement : null,
    flags: observationFlagsOf(timeMs, receivedAtMs, timeIsReceipt),
  });
}

/**
 * Everything measured below `value`, named from `name` on. Texts that are numbers count as numbers
 * where `castNumbers` says so.
 */
export function addValues(
  into: Measured,
  name: string,
  value: unknown,
  options: { units?: UnitRule; castNumbers?: boolean; skip?: ReadonlySet<string> } = {},
): void {
  const { units = AS_IT_IS, castNumbers = false, skip } = options;
  let left = MAX_VALUES;

  function add(path: string, at: unknown): void {
    if (left <= 0 || skip?.has(path)) return;
    if (Array.isArray(at)) {
      for (let index = 0; index < at.length && left > 0; index++) add(`${path}.${index}`, at[index]);
    } else if (isJsonObject(at)) {
      for (const [key, below] of Object.entries(at)) {
        if (left <= 0) return;
        add(path === "" ? key : `${path}.${key}`, below);
      }
    } else {
      left--;
      const number = typeof at === "number" ? at : castNumbers ? numberOf(at) : null;
      if (number !== null) {
        const measured = units(path, number);
        addValue(into, path, measured.value, measured.unitOfMeasurement);
      } else if (typeof at === "boolean" || typeof at === "string") addValue(into, path, at);
    }
  }

  add(name, value);
  if (left <= 0) into.refusals.push({ reason: "batch_too_long", field: name === "" ? null : name });
}
