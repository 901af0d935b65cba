// The messages of a live tail that are kept, newest first, and what the pause holds back.
import type { TailMessage } from "../../../../domain/tail.ts";

export const KEPT_MESSAGES = 200;

export interface TailEntry extends TailMessage {
  /** Counts up: messages have no identity of their own. */
  number: number;
}

export interface TailLog {
  entries: readonly TailEntry[];
  /** Arrived while paused. */
  waiting: readonly TailEntry[];
  isPaused: boolean;
  /** Left out by the server because they came too fast. */
  skipped: number;
  next: number;
}

export const EMPTY_LOG: TailLog = { entries: [], waiting: [], isPaused: false, skipped: 0, next: 1 };

export type TailAction =
  | { type: "message"; message: TailMessage }
  | { type: "skipped"; count: number }
  | { type: "pause" }
  | { type: "resume" }
  | { type: "clear" };

export function tailLog(log: TailLog, action: TailAction): TailLog {
  switch (action.type) {
    case "message": {
      const entry = { ...action.message, number: log.next };
      const place = log.isPaused ? "waiting" : "entries";
      return { ...log, next: log.next + 1, [place]: [entry, ...log[place]].slice(0, KEPT_MESSAGES) };
    }
    case "skipped":
      return { ...log, skipped: log.skipped + action.count };
    case "pause":
      return { ...log, isPaused: true };
    case "resume":
      return {
        ...log,
        isPaused: false,
        waiting: [],
        entries: [...log.waiting, ...log.entries].slice(0, KEPT_MESSAGES),
      };
    case "clear":
      return { ...log, entries: [], waiting: [], skipped: 0 };
  }
}
