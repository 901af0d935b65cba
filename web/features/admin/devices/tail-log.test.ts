import { expect, it } from "vitest";
import type { TailMessage } from "../../../../domain/tail.ts";
import { EMPTY_LOG, KEPT_MESSAGES, type TailAction, tailLog } from "./tail-log.ts";

const message = (topic: string): TailAction => {
  const content: TailMessage = {
    at: "2026-11-22T12:00:00.000Z",
    topic,
    qos: 1,
    payloadBytes: 2,
    payloadStart: "{}",
    payloadHex: "7b7d",
    accepted: 1,
    refused: [],
  };
  return { type: "message", message: content };
};
const after = (...actions: TailAction[]) => actions.reduce(tailLog, EMPTY_LOG);

it("shows the newest first and forgets the oldest", () => {
  const log = after(...Array.from({ length: KEPT_MESSAGES + 5 }, (_, index) => message(`t${index}`)));
  expect(log.entries).toHaveLength(KEPT_MESSAGES);
  expect(log.entries[0]?.topic).toBe(`t${KEPT_MESSAGES + 4}`);
});

it("holds messages back while paused and brings them in order", () => {
  const paused = after(message("a"), { type: "pause" }, message("b"), message("c"));
  expect(paused.entries.map(({ topic }) => topic)).toEqual(["a"]);
  expect(paused.waiting).toHaveLength(2);
  expect(tailLog(paused, { type: "resume" }).entries.map(({ topic }) => topic)).toEqual(["c", "b", "a"]);
});

it("counts what the server left out, and forgets on request", () => {
  const log = after(message("a"), { type: "skipped", count: 3 }, { type: "skipped", count: 4 });
  expect(log.skipped).toBe(7);
  expect(tailLog(log, { type: "clear" })).toMatchObject({ entries: [], skipped: 0 });
});
