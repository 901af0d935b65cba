// OwnTracks recordings: one JSON payload a line (bare, or {source, payload}, or an array of them), the
// recorder's .rec lines "time TAB type TAB payload", or one JSON array over many lines.
import { z } from "zod";
import { recordedTimeMs } from "./recorded-time.ts";
import type { RecordedMessage, Recording, RecordingProblem } from "./recording.ts";

const Payload = z.looseObject({ _type: z.string() });
const Wrapped = z.object({ payload: Payload }).transform((wrapped) => wrapped.payload);
const Item = z.union([Payload, Wrapped]);

const NOT_JSON = "not JSON";
const NO_TYPE = "JSON without an OwnTracks _type";

function timeOf(payload: z.infer<typeof Payload>, recordedAt: string | null): number | null {
  for (const candidate of [payload["tst"], payload["created_at"], recordedAt]) {
    const known = typeof candidate === "string" || typeof candidate === "number";
    const timeMs = known ? recordedTimeMs(`${candidate}`) : null;
    if (timeMs !== null) return timeMs;
  }
  return null;
}

function readJson(text: string): { value: unknown } | null {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return null;
  }
}

export function parseOwnTracks(text: string): Recording {
  const messages: RecordedMessage[] = [];
  const problems: RecordingProblem[] = [];
  const add = (value: unknown, line: number, recordedAt: string | null, place = ""): void => {
    const item = Item.safeParse(value);
    if (item.success) messages.push({ timeMs: timeOf(item.data, recordedAt), payload: item.data });
    else problems.push({ line, reason: NO_TYPE + place });
  };
  const addAll = (values: readonly unknown[], line: number, recordedAt: string | null): void =>
    values.forEach((value, index) => add(value, line, recordedAt, ` (element ${index + 1})`));

  const document = text.trimStart().startsWith("[") ? readJson(text) : null;
  if (document && Array.isArray(document.value)) {
    addAll(document.value, 1, null);
    return { kind: "owntracks", messages, problems };
  }
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === "") return;
    const recorder = /^(\d{4}-\d{2}-\d{2}T[^\t]*)\t[^\t]*\t(.*)$/.exec(line);
    const recordedAt = recorder?.[1] ?? null;
    const parsed = readJson(recorder?.[2] ?? line);
    if (!parsed) problems.push({ line: index + 1, reason: NOT_JSON });
    else if (Array.isArray(parsed.value)) addAll(parsed.value, index + 1, recordedAt);
    else add(parsed.value, index + 1, recordedAt);
  });
  return { kind: "owntracks", messages, problems };
}
