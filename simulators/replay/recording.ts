// What a recorded file holds: fixes that are sent as native JSON, or OwnTracks messages that are sent
// as they were recorded. Lines that hold neither are told, never dropped in silence.

export interface RecordedFix {
  timeMs: number;
  lat: number;
  lon: number;
  speedKmh: number | null;
  headingDeg: number | null;
  altitudeM: number | null;
  accuracyM: number | null;
}

export interface RecordedMessage {
  /** When it was sent; null where the message carries no time: it follows the one before at once. */
  timeMs: number | null;
  payload: Record<string, unknown>;
}

export interface RecordingProblem {
  /** 1-based line (or point) of the file. */
  line: number;
  reason: string;
}

export type Recording = { problems: RecordingProblem[] } & (
  | { kind: "fixes"; fixes: RecordedFix[] }
  | { kind: "owntracks"; messages: RecordedMessage[] }
);
