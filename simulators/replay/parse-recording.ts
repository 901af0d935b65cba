// A recorded file, by its content's first sign and its name.
import { parseCsv } from "./parse-csv.ts";
import { parseGpx } from "./parse-gpx.ts";
import { parseOwnTracks } from "./parse-owntracks.ts";
import type { Recording } from "./recording.ts";

/** Never throws: what cannot be read is a problem of the recording. */
export function parseRecording(fileName: string, bytes: Uint8Array): Recording {
  const text = new TextDecoder().decode(bytes);
  const start = text.trimStart().slice(0, 200);
  if (/\.gpx$/i.test(fileName) || start.startsWith("<")) return parseGpx(text);
  if (/\.(rec|jsonl?|ndjson)$/i.test(fileName) || start.startsWith("{") || start.startsWith("["))
    return parseOwnTracks(text);
  try {
    return parseCsv(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "fixes", fixes: [], problems: [{ line: 1, reason }] };
  }
}
