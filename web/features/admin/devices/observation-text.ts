// The newest value of a datastream in words, and whether the next one should have come by now.
import type { TFunction } from "i18next";
import type { Datastream } from "../../../../domain/observation.ts";
import { localeOf } from "../../../lib/number-format.ts";

/** UCUM codes that people write otherwise. */
const WRITTEN: Readonly<Record<string, string>> = {
  Cel: "°C",
  degF: "°F",
  deg: "°",
  "ug/m3": "µg/m³",
  "mg/m3": "mg/m³",
  m3: "m³",
  "m3/h": "m³/sa",
  "[ppm]": "ppm",
  "[ppb]": "ppb",
  "dB[SPL]": "dB",
  Ohm: "Ω",
};

/** Networks deliver late: only what is well over its time is said to be missing. */
const PATIENCE = 2;

export function observationText(t: TFunction, language: string, { latest, unitOfMeasurement }: Datastream): string {
  if (latest === null) return "–";
  const { value } = latest;
  if (typeof value === "boolean") return t(value ? "adminDatastreams.yes" : "adminDatastreams.no");
  if (typeof value === "string") return value;
  const number = new Intl.NumberFormat(localeOf(language), { maximumSignificantDigits: 6 }).format(value);
  if (unitOfMeasurement === "%") return t("adminDatastreams.percent", { value: number });
  const unit = unitOfMeasurement === null ? "" : (WRITTEN[unitOfMeasurement] ?? unitOfMeasurement);
  return unit === "" ? number : `${number} ${unit}`;
}

export const isOverdue = ({ ageSeconds, expectedIntervalSeconds }: Datastream): boolean =>
  ageSeconds !== null && expectedIntervalSeconds !== null && ageSeconds > PATIENCE * expectedIntervalSeconds;
