import { describe, expect, it } from "vitest";
import { readNotice, writeNotices } from "./feed-notice.ts";

const MAX_NOTIFY_BYTES = 7999;

describe("notices between processes", () => {
  it("carry every id once, in pieces that PostgreSQL takes", () => {
    const states = Array.from({ length: 3000 }, (_, index) => 2_000_000_000 + index);
    const links = [7, 8];
    const payloads = writeNotices("a1b2c3d4", { states, links, events: [{ type: "devices" }] });
    for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(MAX_NOTIFY_BYTES);
    const read = payloads.map(readNotice);
    expect(read.flatMap((notice) => notice?.states ?? [])).toEqual(states);
    expect(read.flatMap((notice) => notice?.links ?? [])).toEqual(links);
    expect(read[0]).toEqual({ from: "a1b2c3d4", event: { type: "devices" } });
  });

  it("say nothing where nothing changed", () => {
    expect(writeNotices("a", { states: [], links: [], events: [] })).toEqual([]);
  });

  it.each(["", "{", "[]", '{"from":1}', '{"from":"a","states":["x"]}', '{"from":"a","event":{"type":"new"}}'])(
    "of another version are passed over: %s",
    (payload) => {
      expect(readNotice(payload)).toBeNull();
    },
  );
});
