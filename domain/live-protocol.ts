// The live stream between api/live and the console: JSON text frames for control, binary frames for
// positions. One binary frame per second at most; the newest record of a vehicle wins.
//
//   client                                   server
//     │── hello {epoch?, lastSeq?, view} ─────▶│
//     │◀───────────────────────── welcome ─────│  epoch, seq, server time
//     │◀──────── snapshot (binary, seq n) ─────│  or a delta where lastSeq could be resumed
//     │◀──────── delta    (binary, seq n+1) ───│  every second, empty ones included (heartbeat)
//     │── view {bbox, keep} ──────────────────▶│  outside the view: state changes at once, moves every 10 s
//
// Binary frame, little endian, 32-byte header:
//   0 u8 kind (1 snapshot, 2 delta)   1 u8 version   2 u16 reserved
//   4 u32 seq          8 f64 server time, epoch ms
//  16 u32 records     20 u32 gone ids   24 u32 base seq (a delta follows this frame)   28 u32 reserved
// then `records` × 28 bytes:
//   0 u32 vehicle id   4 i32 lon·1e7   8 i32 lat·1e7  12 u32 age of the fix, s
//  16 u32 age of the link, s          20 u16 heading deg (65535 = unknown)
//  22 u16 speed in 0.1 km/h (65535 = unknown)   24 u8 motion   25 u8 flags   26 u16 reserved
// then `gone` × u32 ids of vehicles that are no longer the client's to see.
import { z } from "zod";
import { MOTIONS, type Motion } from "./motion.ts";

export const LIVE_PROTOCOL_VERSION = 1;
export const LIVE_TICK_MS = 1000;
/** WebSocket close codes of our own (4000–4999 are free for applications, RFC 6455 §7.4.2). */
export const LIVE_CLOSE = { signedOut: 4401, protocol: 4400, slow: 1013, restart: 1012 } as const;

const Bbox = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** West, south, east, north in degrees; null = everything. `keep` are always sent at full rate. */
const View = z.object({
  bbox: Bbox.nullable(),
  keep: z.array(z.int()).max(50).default([]),
  /** The tab is hidden: one frame every five seconds is enough. */
  hidden: z.boolean().default(false),
});

export const LiveClientMessage = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("hello"),
    protocol: z.literal(LIVE_PROTOCOL_VERSION),
    /** From the last `welcome`, with the newest seq seen: asks to resume. */
    epoch: z.string().max(64).optional(),
    lastSeq: z.int().nonnegative().optional(),
    view: View,
  }),
  z.object({ type: z.literal("view"), view: View }),
]);
export type LiveClientMessage = z.infer<typeof LiveClientMessage>;

export const LiveServerMessage = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("welcome"),
    protocol: z.literal(LIVE_PROTOCOL_VERSION),
    /** Names this run of the server: sequence numbers of another epoch mean nothing. */
    epoch: z.string(),
    serverTime: z.iso.datetime(),
    resumed: z.boolean(),
  }),
  /** Names, kinds or units of vehicles changed: fetch the list again. */
  z.object({ type: z.literal("vehicles-changed") }),
  /** Alarms were raised, changed or cleared, perhaps none that this person may see: ask for them again. */
  z.object({ type: z.literal("alarms-changed") }),
  /** The ingest side cannot reach its database: positions are late, not lost. */
  z.object({ type: z.literal("ingest"), state: z.enum(["ok", "spooling", "blocked"]) }),
]);
export type LiveServerMessage = z.infer<typeof LiveServerMessage>;

export interface LiveRecord {
  vehicleId: number;
  lon: number;
  lat: number;
  fixTimeMs: number;
  linkTimeMs: number;
  headingDeg: number | null;
  speedKmh: number | null;
  motion: Motion;
  ignition: boolean | null;
  connected: boolean;
}

export interface LiveFrame {
  kind: "snapshot" | "delta";
  seq: number;
  /** A delta tells what changed after this frame; equals the client's last seq in a whole stream. */
  baseSeq: number;
  serverTimeMs: number;
  records: LiveRecord[];
  gone: number[];
}

export const LIVE_HEADER_BYTES = 32;
export const LIVE_RECORD_BYTES = 28;
const UNKNOWN_U16 = 65535;
const MAX_U32 = 0xffffffff;
const FLAG_IGNITION_KNOWN = 1;
const FLAG_IGNITION_ON = 2;
const FLAG_CONNECTED = 4;

const ageSeconds = (nowMs: number, thenMs: number): number =>
  Math.min(MAX_U32, Math.max(0, Math.round((nowMs - thenMs) / 1000)));

/** Writes one record of LIVE_RECORD_BYTES; the server keeps records ready and copies them into frames. */
export function writeLiveRecord(view: DataView, offset: number, record: LiveRecord, serverTimeMs: number): void {
  view.setUint32(offset, record.vehicleId, true);
  view.setInt32(offset + 4, Math.round(record.lon * 1e7), true);
  view.setInt32(offset + 8, Math.round(record.lat * 1e7), true);
  view.setUint32(offset + 12, ageSeconds(serverTimeMs, record.fixTimeMs), true);
  view.setUint32(offset + 16, ageSeconds(serverTimeMs, record.linkTimeMs), true);
  view.setUint16(offset + 20, record.headingDeg === null ? UNKNOWN_U16 : Math.round(record.headingDeg) % 360, true);
  view.setUint16(
    offset + 22,
    record.speedKmh === null ? UNKNOWN_U16 : Math.min(UNKNOWN_U16 - 1, Math.round(record.speedKmh * 10)),
    true,
  );
  view.setUint8(offset + 24, MOTIONS.indexOf(record.motion));
  const ignition = record.ignition === null ? 0 : FLAG_IGNITION_KNOWN | (record.ignition ? FLAG_IGNITION_ON : 0);
  view.setUint8(offset + 25, ignition | (record.connected ? FLAG_CONNECTED : 0));
}

type LiveFrameHeader = Omit<LiveFrame, "records" | "gone"> & { records: number; gone: number };

/** Writes the header of LIVE_HEADER_BYTES at the start of a frame whose bytes are still zero there. */
export function writeLiveHeader(view: DataView, header: LiveFrameHeader): void {
  view.setUint8(0, header.kind === "snapshot" ? 1 : 2);
  view.setUint8(1, LIVE_PROTOCOL_VERSION);
  view.setUint32(4, header.seq, true);
  view.setFloat64(8, header.serverTimeMs, true);
  view.setUint32(16, header.records, true);
  view.setUint32(20, header.gone, true);
  view.setUint32(24, header.baseSeq, true);
}

export function encodeLiveFrame(frame: LiveFrame): Uint8Array {
  const bytes = new Uint8Array(LIVE_HEADER_BYTES + frame.records.length * LIVE_RECORD_BYTES + frame.gone.length * 4);
  const view = new DataView(bytes.buffer);
  writeLiveHeader(view, { ...frame, records: frame.records.length, gone: frame.gone.length });
  let offset = LIVE_HEADER_BYTES;
  for (const record of frame.records) {
    writeLiveRecord(view, offset, record, frame.serverTimeMs);
    offset += LIVE_RECORD_BYTES;
  }
  for (const id of frame.gone) {
    view.setUint32(offset, id, true);
    offset += 4;
  }
  return bytes;
}

function readRecord(view: DataView, offset: number, serverTimeMs: number): LiveRecord {
  const heading = view.getUint16(offset + 20, true);
  const speed = view.getUint16(offset + 22, true);
  const flags = view.getUint8(offset + 25);
  return {
    vehicleId: view.getUint32(offset, true),
    lon: view.getInt32(offset + 4, true) / 1e7,
    lat: view.getInt32(offset + 8, true) / 1e7,
    fixTimeMs: serverTimeMs - view.getUint32(offset + 12, true) * 1000,
    linkTimeMs: serverTimeMs - view.getUint32(offset + 16, true) * 1000,
    headingDeg: heading === UNKNOWN_U16 ? null : heading,
    speedKmh: speed === UNKNOWN_U16 ? null : speed / 10,
    motion: MOTIONS[view.getUint8(offset + 24)] ?? "silent",
    ignition: flags & FLAG_IGNITION_KNOWN ? (flags & FLAG_IGNITION_ON) !== 0 : null,
    connected: (flags & FLAG_CONNECTED) !== 0,
  };
}

/** @throws RangeError where the bytes are not a whole frame of this version. */
export function decodeLiveFrame(bytes: ArrayBuffer): LiveFrame {
  const view = new DataView(bytes);
  if (view.getUint8(1) !== LIVE_PROTOCOL_VERSION) throw new RangeError(`live frame version ${view.getUint8(1)}`);
  const serverTimeMs = view.getFloat64(8, true);
  const recordCount = view.getUint32(16, true);
  const goneCount = view.getUint32(20, true);
  if (bytes.byteLength !== LIVE_HEADER_BYTES + recordCount * LIVE_RECORD_BYTES + goneCount * 4)
    throw new RangeError("live frame length");
  const records = Array.from({ length: recordCount }, (_, i) =>
    readRecord(view, LIVE_HEADER_BYTES + i * LIVE_RECORD_BYTES, serverTimeMs),
  );
  const goneStart = LIVE_HEADER_BYTES + recordCount * LIVE_RECORD_BYTES;
  const gone = Array.from({ length: goneCount }, (_, i) => view.getUint32(goneStart + i * 4, true));
  return {
    kind: view.getUint8(0) === 1 ? "snapshot" : "delta",
    seq: view.getUint32(4, true),
    baseSeq: view.getUint32(24, true),
    serverTimeMs,
    records,
    gone,
  };
}
