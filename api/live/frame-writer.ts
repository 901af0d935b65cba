// Builds binary frames by copying records that are encoded at most once per tick, however many
// clients get them. Nothing is allocated but the finished frame.
//
//   records   ┌ slot 0 ┬ slot 1 ┬ slot 2 ┬ …   7 words each, encoded when first needed in a tick
//                   └──────┐  └─────┐
//   scratch   ┌ header ┬ record ┬ record ┬ gone id ┬ …   ── slice ──▶ frame
import {
  LIVE_HEADER_BYTES,
  LIVE_RECORD_BYTES,
  writeLiveHeader,
  writeLiveRecord,
  type LiveFrame,
} from "../../domain/live-protocol.ts";
import type { VehicleTable } from "./vehicle-table.ts";

const HEADER_WORDS = LIVE_HEADER_BYTES / 4;
const RECORD_WORDS = LIVE_RECORD_BYTES / 4;

export interface FrameWriter {
  /** Starts a tick: records encoded before are out of date, because they hold ages. */
  startTick(seq: number, nowMs: number): void;
  addRecord(slot: number): void;
  /** After all records. */
  addGone(vehicleId: number): void;
  /** The frame, and an empty writer. */
  finish(kind: LiveFrame["kind"], baseSeq: number): Uint8Array;
}

export function createFrameWriter(table: VehicleTable): FrameWriter {
  let records = new Uint32Array(1024 * RECORD_WORDS);
  let recordBytes = new DataView(records.buffer);
  /** Tick in which a slot was encoded last. */
  let encodedIn = new Uint32Array(1024);
  let scratch = new Uint32Array(1024);
  let used = HEADER_WORDS;
  let recordCount = 0;
  let goneCount = 0;
  let seq = 0;
  let now = 0;

  function growSlots(slot: number): void {
    const capacity = Math.max(slot + 1, encodedIn.length * 2);
    const moreRecords = new Uint32Array(capacity * RECORD_WORDS);
    moreRecords.set(records);
    records = moreRecords;
    recordBytes = new DataView(records.buffer);
    const moreMarks = new Uint32Array(capacity);
    moreMarks.set(encodedIn);
    encodedIn = moreMarks;
  }

  function reserve(words: number): void {
    if (used + words <= scratch.length) return;
    const more = new Uint32Array(Math.max(used + words, scratch.length * 2));
    more.set(scratch);
    scratch = more;
  }

  return {
    startTick(tickSeq, nowMs) {
      seq = tickSeq;
      now = nowMs;
    },
    addRecord(slot) {
      const from = slot * RECORD_WORDS;
      if (encodedIn[slot] !== seq) {
        const vehicle = table.bySlot(slot);
        if (!vehicle) return;
        if (slot >= encodedIn.length) growSlots(slot);
        encodedIn[slot] = seq;
        writeLiveRecord(recordBytes, from * 4, vehicle, now);
      }
      reserve(RECORD_WORDS);
      for (let word = 0; word < RECORD_WORDS; word += 1) scratch[used + word] = records[from + word] ?? 0;
      used += RECORD_WORDS;
      recordCount += 1;
    },
    addGone(vehicleId) {
      reserve(1);
      // The frame is little endian whatever this machine is.
      new DataView(scratch.buffer).setUint32(used * 4, vehicleId, true);
      used += 1;
      goneCount += 1;
    },
    finish(kind, baseSeq) {
      const frame = new Uint8Array(scratch.buffer.slice(0, used * 4));
      const header = { kind, seq, baseSeq, serverTimeMs: now, records: recordCount, gone: goneCount };
      writeLiveHeader(new DataView(frame.buffer), header);
      used = HEADER_WORDS;
      recordCount = 0;
      goneCount = 0;
      return frame;
    },
  };
}
