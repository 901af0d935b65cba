// Values of sensors as observations.
import { observationFlagsOf, type Refusal, type Report } from "../../domain/report.ts";
import { storableText } from "./storable.ts";

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
