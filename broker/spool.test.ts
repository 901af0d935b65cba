import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IngestBatch } from "../gis/ingest-row.ts";
import { openSpool, SpoolFullError, type Spool } from "./spool.ts";

let directory: string;
let spool: Spool;
const open = (maxBytes = 1e6, maxAgeMs = 1e6): Promise<Spool> => openSpool({ directory, maxBytes, maxAgeMs });

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "kentiz-spool-"));
  spool = await open();
});
afterEach(async () => {
  await spool.close();
  await rm(directory, { recursive: true });
});

function batchOf(...names: string[]): IngestBatch {
  return {
    positions: [],
    messages: names.map((type) => ({
      kind: "message",
      type,
      timeMs: 1,
      data: { text: "Şükrü", nested: [1, { a: null }] },
      deviceId: 1,
      receivedAtMs: 2,
      principal: "p",
      topic: "t",
    })),
    observations: [],
    rejections: [
      {
        principal: "p",
        topic: "t",
        reason: "payload_not_utf8",
        field: null,
        deviceId: null,
        payload: Buffer.from([0xc3, 0x28, 0]),
        payloadBytes: 3,
        count: 2,
        atMs: 5,
      },
    ],
  };
}

const namesIn = async (rows = 1000): Promise<string[]> =>
  (await spool.oldest(rows)).flatMap(({ batch }) => batch.messages.map(({ type }) => type));

describe("spool", () => {
  it("gives back what was put in, payload bytes included, in order of sequence", async () => {
    await spool.append(7, batchOf("b"), 10);
    await spool.append(6, batchOf("a"), 11);
    await spool.append(1_000_000, batchOf("c"), 12);
    expect(await namesIn()).toEqual(["a", "b", "c"]);
    const [first] = await spool.oldest(1);
    expect(first?.batch).toEqual(batchOf("a"));
  });

  it("keeps values of sensors as they are", async () => {
    const value = {
      kind: "observation",
      name: "pm10",
      timeMs: 1,
      value: "açık",
      unitOfMeasurement: null,
      flags: ["received_time"],
      deviceId: 1,
      receivedAtMs: 2,
      principal: "p",
      topic: "t",
    } as const;
    await spool.append(0, { positions: [], messages: [], observations: [value], rejections: [] }, 10);
    expect((await spool.oldest(10)).map(({ batch }) => batch.observations)).toEqual([[value]]);
  });

  it("gives at least one batch, and not more rows than asked for", async () => {
    await spool.append(1, batchOf("a", "b", "c"), 0);
    await spool.append(2, batchOf("d"), 0);
    expect(await namesIn(1)).toEqual(["a", "b", "c"]);
    expect(await namesIn(6)).toEqual(["a", "b", "c", "d"]);
  });

  it("is the same after a restart", async () => {
    await spool.append(3, batchOf("a"), 100);
    await spool.append(4, batchOf("b"), 200);
    await spool.remove(await spool.oldest(1));
    const before = { bytes: spool.bytes, length: spool.length, next: spool.nextSequence, at: spool.oldestAtMs };
    await spool.close();
    spool = await open();
    expect({ bytes: spool.bytes, length: spool.length, next: spool.nextSequence, at: spool.oldestAtMs }).toEqual(
      before,
    );
    expect(before).toMatchObject({ length: 1, next: 5, at: 200 });
    expect(await namesIn()).toEqual(["b"]);
  });

  it("takes nothing beyond its size, and again when there is room", async () => {
    await spool.close();
    spool = await open(1000);
    await spool.append(1, batchOf("a"), 0);
    await spool.append(2, batchOf("b"), 0);
    await expect(spool.append(3, batchOf("c"), 0)).rejects.toThrow(SpoolFullError);
    await spool.remove(await spool.oldest(1));
    await spool.append(3, batchOf("c"), 0);
    expect(await namesIn()).toEqual(["b", "c"]);
  });

  it("takes nothing while its oldest batch is too old", async () => {
    await spool.close();
    spool = await open(1e6, 1000);
    await spool.append(1, batchOf("a"), 0);
    await spool.append(2, batchOf("b"), 1000);
    await expect(spool.append(3, batchOf("c"), 1001)).rejects.toThrow(SpoolFullError);
  });

  it("is empty after everything was taken out", async () => {
    for (let index = 0; index < 20; index++) await spool.append(index, batchOf(String(index)), index);
    while (spool.length > 0) await spool.remove(await spool.oldest(6));
    expect(spool).toMatchObject({ bytes: 0, length: 0, oldestAtMs: null, nextSequence: 20 });
    await spool.append(20, batchOf("again"), 30);
    expect(await namesIn()).toEqual(["again"]);
  });

  it("belongs to one process", async () => {
    await expect(open()).rejects.toThrow("failed to open");
  });
});
