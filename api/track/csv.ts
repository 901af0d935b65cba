// CSV that a Turkish Excel opens with a double click: UTF-8 with BOM, semicolons, decimal commas.
import type { Position } from "../../domain/position.ts";
import type { TrackFormat } from "./track-writer.ts";

const BOM = "\uFEFF";
const COLUMNS = [
  "zaman",
  "zaman_utc",
  "enlem",
  "boylam",
  "hiz_kmh",
  "yon_derece",
  "rakim_m",
  "dogruluk_m",
  "kontak",
  "kilometre_sayaci",
  // Which trip of the period the fix belongs to, counted from 1; empty = it stood.
  "sefer",
];

const number = (value: number | null): string => (value === null ? "" : String(value).replace(".", ","));
const ignition = (value: boolean | null): string => (value === null ? "" : value ? "açık" : "kapalı");

export const csv: TrackFormat = {
  mediaType: "text/csv; charset=utf-8",
  extension: "csv",
  createWriter({ timeZone, trips }) {
    const local = new Intl.DateTimeFormat("tr-TR", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    const spans = trips.map((trip) => [Date.parse(trip.startTime), Date.parse(trip.endTime)] as const);
    let next = 0;
    /** Fixes come in order of time, so trips are walked once. */
    function tripOf(timeMs: number): string {
      while ((spans[next]?.[1] ?? Number.POSITIVE_INFINITY) < timeMs) next += 1;
      return (spans[next]?.[0] ?? Number.POSITIVE_INFINITY) <= timeMs ? String(next + 1) : "";
    }
    const row = (position: Position): string =>
      [
        local.format(new Date(position.fixTime)),
        position.fixTime,
        number(position.lat),
        number(position.lon),
        number(position.speedKmh),
        number(position.headingDeg),
        number(position.altitudeM),
        number(position.accuracyM),
        ignition(position.ignition),
        number(position.odometerKm),
        tripOf(Date.parse(position.fixTime)),
      ].join(";");
    return {
      head: () => `${BOM}${COLUMNS.join(";")}\r\n`,
      page: (positions) => positions.map((position) => `${row(position)}\r\n`).join(""),
      tail: () => "",
    };
  },
};
