// One line for each report and refusal: what the golden tests of the formats compare.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Decoded, Report } from "../../domain/report.ts";
import type { ForeignCodec, Heard } from "./foreign-codec.ts";
import { createSender, type Sender } from "./sender.ts";

/** Recordings of others beside the project (../shared/data), never committed. */
const RECORDED = join(import.meta.dirname, "..", "..", "..", "shared", "data");
export const recordedMissing = !existsSync(RECORDED);
export const recordedBytes = (path: string): Buffer => readFileSync(join(RECORDED, path));
export const recordedFiles = (folder: string): string[] => readdirSync(join(RECORDED, folder)).toSorted();
export const recordedLines = (path: string): string[] =>
  recordedBytes(path)
    .toString("utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");

/** When all examples were received. */
export const RECEIVED_MS = Date.UTC(2026, 10, 22, 12);

const at = (timeMs: number): string =>
  timeMs === RECEIVED_MS ? "now" : new Date(timeMs).toISOString().replace(".000Z", "Z");
const rounded = (value: number | null): string => (value === null ? "-" : String(Math.round(value * 1e6) / 1e6));

export function tellReport(report: Report): string {
  if (report.kind === "message") return `${report.type} @${at(report.timeMs)}`;
  if (report.kind === "observation") {
    const { name, value, unitOfMeasurement, timeMs, flags } = report;
    const unit = unitOfMeasurement === null ? "" : ` ${unitOfMeasurement}`;
    const shown = typeof value === "number" ? rounded(value) : JSON.stringify(value);
    return `${name} = ${shown}${unit} @${at(timeMs)}${flags.map((flag) => ` !${flag}`).join("")}`;
  }
  const { fixTimeMs, lon, lat, speedKmh, headingDeg, altitudeM, accuracyM, odometerKm, ignition, flags } = report;
  const optional = [
    speedKmh === null ? "" : ` ${rounded(speedKmh)}km/h`,
    headingDeg === null ? "" : ` ${rounded(headingDeg)}deg`,
    altitudeM === null ? "" : ` alt ${rounded(altitudeM)}m`,
    accuracyM === null ? "" : ` ±${rounded(accuracyM)}m`,
    odometerKm === null ? "" : ` ${rounded(odometerKm)}km`,
    ignition === null ? "" : ignition ? " on" : " off",
    ...flags.map((flag) => ` !${flag}`),
  ];
  const keys = Object.keys(report.attributes ?? {}).join(",");
  return `fix ${rounded(lon)} ${rounded(lat)} @${at(fixTimeMs)}${optional.join("")} {${keys}}`;
}

function tellRefusals(refusals: Decoded["refusals"]): string[] {
  return refusals.map(({ reason, field }) => `refused ${reason}${field === null ? "" : ` ${field}`}`);
}

export function tellHeard({ parts, refusals }: Heard): string[] {
  const told = parts.flatMap(({ device, reports }) =>
    reports.map((report) => `${device === null ? "" : `${device}: `}${tellReport(report)}`),
  );
  return [...told, ...tellRefusals(refusals)];
}

export const newSender = (): Sender => createSender(Buffer.from("a password of thirty-two symbols"));

/** What a format makes of payloads on a topic: texts and bytes as they are, anything else as JSON. */
export function teller(codec: ForeignCodec, topic: string, sender = newSender()): (payload: unknown) => string[] {
  return (payload) => {
    const channel = codec.channelOf(topic.split("/"));
    if (!channel) return ["no such topic"];
    const bytes =
      payload instanceof Uint8Array
        ? payload
        : Buffer.from(typeof payload === "string" ? payload : JSON.stringify(payload));
    return tellHeard(codec.decode(bytes, channel, RECEIVED_MS, sender));
  };
}
