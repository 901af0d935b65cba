// OwnTracks recordings: one JSON payload a line (bare, or {source, payload}), or the recorder's .rec
// lines "time TAB type TAB payload".
import { z } from "zod";
import { recordedTimeMs } from "./recorded-time.ts";
import type { RecordedMessage, Recording, RecordingProblem } from "./recording.ts";

const Payload = z.looseObject({ _type: z.string() });
const Wrapped = z.object({ payload: Payload });
const Line = z.union([Payload, Wrapped.transform((wrapped) => wrapped.payload), z.array(Payload)]);

function timeOf(payload: z.infer<typeof Payload>, recordedAt: string | null): number | null {
  for (const candidate of [payload["tst"], payload["created_at"], recordedAt]) {
    const known = typeof candidate === "string" || typeof candidate === "number";
    const timeMs = known ? recordedTimeMs(`${candidate}`) : null;
    if (timeMs !== null) return timeMs;
  }
  return null;
}

export function parseOwnTracks(text: string): Recording {
  const messages: RecordedMessage[] = [];
  const problems: RecordingProblem[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === "") return;
    const recorder = /^(\d{4}-\d{2}-\d{2}T[^\t]*)\t[^\t]*\t(.*)$/.exec(line);
    try {
      const parsed = Line.parse(JSON.parse(recorder?.[2] ?? line));
      for (const payload of Array.isArray(parsed) ? parsed : [parsed]) {
        messages.push({ timeMs: timeOf(payload, recorder?.[1] ?? null), payload });
      }
    } catch (error) {
      const reason = error instanceof SyntaxError ? "not JSON" : "JSON without an OwnTracks _type";
      problems.push({ line: index + 1, reason });
    }
  });
  return { kind: "owntracks", messages, problems };
}
