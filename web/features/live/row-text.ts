// What a row shows, reduced to the figures a person can tell apart. Rows are drawn again only when
// this changes, which for a parked vehicle is once a minute and not once a second.
import type { LiveRecord } from "../../../domain/live-protocol.ts";
import { CONDITIONS, type VehicleCondition } from "../../signs/state-sign.ts";
import { conditionOf } from "./fleet-rows.ts";

export interface RowFigures {
  condition: VehicleCondition;
  /** Whole km/h; null = unknown or too old to be told. */
  speedKmh: number | null;
  /** Seconds, rounded down to what the text shows; null = no position ever. */
  ageSeconds: number | null;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function roundedAge(seconds: number): number {
  const whole = Math.max(0, Math.floor(seconds));
  const unit = whole < MINUTE ? 1 : whole < HOUR ? MINUTE : whole < DAY ? HOUR : DAY;
  return whole - (whole % unit);
}

/** As one string, because equal strings are what React compares cheapest. */
export function rowText(record: LiveRecord | undefined, nowMs: number): string {
  const condition = conditionOf(record);
  if (!record) return `${CONDITIONS.indexOf(condition)};;`;
  const speed = record.speedKmh === null || condition === "silent" ? "" : Math.round(record.speedKmh);
  return `${CONDITIONS.indexOf(condition)};${speed};${roundedAge((nowMs - record.fixTimeMs) / 1000)}`;
}

const numberOf = (text: string | undefined): number | null => (text === undefined || text === "" ? null : Number(text));

export function readRowText(text: string): RowFigures {
  const [condition, speed, age] = text.split(";");
  return {
    condition: CONDITIONS[Number(condition)] ?? "unlocated",
    speedKmh: numberOf(speed),
    ageSeconds: numberOf(age),
  };
}
