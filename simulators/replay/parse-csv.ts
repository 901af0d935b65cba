// Tables with one fix a row. Columns are found by their names, English or Turkish; the separator and
// the decimal comma by the header line.
import { parse } from "csv-parse/sync";
import { foldTurkish } from "../../domain/turkish-text.ts";
import { recordedTimeMs } from "./recorded-time.ts";
import type { RecordedFix, Recording, RecordingProblem } from "./recording.ts";

const KMH_PER_MS = 3.6;
const KMH_PER_KNOT = 1.852;

const NAMES = {
  time: [
    "ts_utc",
    "fix_time",
    "fixtime",
    "timestamp",
    "datetime",
    "date_time",
    "time",
    "ts",
    "t",
    "zaman",
    "tarih_saat",
    "saat",
    // NDS-BR names its column of UTC times by the offset to local ones.
    "03:00:00",
  ],
  /** Where date and time of day are apart. The corrected day of NDS-BR is that of the UTC time. */
  date: ["day_corrigido", "date", "tarih", "day"],
  lat: ["lat", "latitude", "enlem", "y"],
  lon: ["lon", "lng", "long", "longitude", "boylam", "x"],
  speedKmh: ["speed_kmh", "speedkmh", "spd_kmh", "hiz_kmh", "speed", "hiz"],
  speedMs: ["speed_ms", "speed_mps", "spd_ms", "spd_mps"],
  speedKnots: ["speed_knots", "speed_kn", "spd_knots"],
  headingDeg: ["heading_deg", "headingdeg", "heading", "course", "bearing", "cog", "yon"],
  altitudeM: ["alt_m", "altitudem", "altitude_m", "altitude", "alt", "ele", "yukseklik"],
  accuracyM: ["accuracy_m", "accuracym", "acc_m", "accuracy", "acc"],
} as const;
type Column = keyof typeof NAMES;

function separatorOf(header: string): string {
  const counts = [";", "\t", ","].map((separator) => ({ separator, count: header.split(separator).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).separator;
}

function columnsOf(header: readonly string[]): Map<Column, number> {
  const names = header.map((name) => foldTurkish(name.trim()).replace(/\s+/g, "_"));
  const columns = new Map<Column, number>();
  for (const [column, candidates] of Object.entries(NAMES) as [Column, readonly string[]][]) {
    const index = candidates.map((candidate) => names.indexOf(candidate)).find((found) => found >= 0);
    if (index !== undefined) columns.set(column, index);
  }
  return columns;
}

/** Day first ("26/8/2019", "26.08.2019") as it is written in most of the world; ISO dates stay. */
function isoDate(text: string): string {
  const match = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text);
  const [, day = "", month = "", year = ""] = match ?? [];
  return match ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text;
}

export function parseCsv(text: string): Recording {
  const header = text.slice(0, text.search(/\r?\n|$/));
  const delimiter = separatorOf(header);
  const rows: { record: string[]; line: number }[] = [];
  parse(text, {
    delimiter,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    on_record: (record: string[], { lines }) => {
      rows.push({ record, line: lines });
      return null;
    },
  });
  const columns = columnsOf(rows[0]?.record ?? []);
  const missing = (["time", "lat", "lon"] as const).filter((column) => !columns.has(column));
  if (missing.length > 0) {
    const wanted = missing.map((column) => `${column} (${NAMES[column].join(", ")})`).join("; ");
    return { kind: "fixes", fixes: [], problems: [{ line: 1, reason: `The header has no column for: ${wanted}` }] };
  }

  const fixes: RecordedFix[] = [];
  const problems: RecordingProblem[] = [];
  for (const { record, line } of rows.slice(1)) {
    const cell = (column: Column): string => record[columns.get(column) ?? -1]?.trim() ?? "";
    const number = (column: Column): number | null => {
      // A comma within a cell can only be a decimal one: where commas separate, the cell was quoted.
      const value = cell(column).replace(",", ".");
      return value === "" || Number.isNaN(Number(value)) ? null : Number(value);
    };
    const scaled = (column: Column, factor: number): number | null => {
      const value = number(column);
      return value === null ? null : value * factor;
    };
    const isClock = /^\d{2}:\d{2}/.test(cell("time"));
    const time = isClock ? `${isoDate(cell("date"))} ${cell("time")}` : cell("time");
    const timeMs = recordedTimeMs(time);
    const lat = number("lat");
    const lon = number("lon");
    if (timeMs === null || lat === null || lon === null) {
      const bad = timeMs === null ? "time" : lat === null ? "lat" : "lon";
      problems.push({ line, reason: `${bad} is not readable: "${bad === "time" ? time : cell(bad)}"` });
      continue;
    }
    fixes.push({
      timeMs,
      lat,
      lon,
      speedKmh: number("speedKmh") ?? scaled("speedMs", KMH_PER_MS) ?? scaled("speedKnots", KMH_PER_KNOT),
      headingDeg: number("headingDeg"),
      altitudeM: number("altitudeM"),
      accuracyM: number("accuracyM"),
    });
  }
  return { kind: "fixes", fixes, problems };
}
