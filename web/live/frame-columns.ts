// A live frame as typed arrays: they cross from the worker to the page by transfer, not by copying
// thousands of objects each second.
import type { LiveFrame, LiveRecord } from "../../domain/live-protocol.ts";
import { MOTIONS } from "../../domain/motion.ts";
import { mercatorX, mercatorY } from "./mercator.ts";

const IGNITION_UNKNOWN = 2;

/** One vehicle per row. */
export interface VehicleColumns {
  vehicleId: Uint32Array;
  lon: Float64Array;
  lat: Float64Array;
  /** Web Mercator, the world from 0 to 1, y southwards: what maps are drawn in. */
  x: Float64Array;
  y: Float64Array;
  fixTimeMs: Float64Array;
  linkTimeMs: Float64Array;
  /** NaN = unknown, as is the speed. */
  headingDeg: Float32Array;
  speedKmh: Float32Array;
  motion: Uint8Array;
  /** 0 off, 1 on, 2 unknown. */
  ignition: Uint8Array;
  connected: Uint8Array;
}

export interface FrameColumns extends VehicleColumns {
  kind: LiveFrame["kind"];
  serverTimeMs: number;
  gone: Uint32Array;
}

export function newColumns(capacity: number): VehicleColumns {
  return {
    vehicleId: new Uint32Array(capacity),
    lon: new Float64Array(capacity),
    lat: new Float64Array(capacity),
    x: new Float64Array(capacity),
    y: new Float64Array(capacity),
    fixTimeMs: new Float64Array(capacity),
    linkTimeMs: new Float64Array(capacity),
    headingDeg: new Float32Array(capacity),
    speedKmh: new Float32Array(capacity),
    motion: new Uint8Array(capacity),
    ignition: new Uint8Array(capacity),
    connected: new Uint8Array(capacity),
  };
}

/** The same rows with room for twice as many. */
export function growColumns(columns: VehicleColumns): VehicleColumns {
  const larger = newColumns(columns.vehicleId.length * 2);
  larger.vehicleId.set(columns.vehicleId);
  larger.lon.set(columns.lon);
  larger.lat.set(columns.lat);
  larger.x.set(columns.x);
  larger.y.set(columns.y);
  larger.fixTimeMs.set(columns.fixTimeMs);
  larger.linkTimeMs.set(columns.linkTimeMs);
  larger.headingDeg.set(columns.headingDeg);
  larger.speedKmh.set(columns.speedKmh);
  larger.motion.set(columns.motion);
  larger.ignition.set(columns.ignition);
  larger.connected.set(columns.connected);
  return larger;
}

const ignitionCode = (ignition: boolean | null): number => (ignition === null ? IGNITION_UNKNOWN : Number(ignition));

export function packFrame(frame: LiveFrame): FrameColumns {
  const { records } = frame;
  return {
    kind: frame.kind,
    serverTimeMs: frame.serverTimeMs,
    vehicleId: Uint32Array.from(records, (record) => record.vehicleId),
    lon: Float64Array.from(records, (record) => record.lon),
    lat: Float64Array.from(records, (record) => record.lat),
    x: Float64Array.from(records, (record) => mercatorX(record.lon)),
    y: Float64Array.from(records, (record) => mercatorY(record.lat)),
    fixTimeMs: Float64Array.from(records, (record) => record.fixTimeMs),
    linkTimeMs: Float64Array.from(records, (record) => record.linkTimeMs),
    headingDeg: Float32Array.from(records, (record) => record.headingDeg ?? Number.NaN),
    speedKmh: Float32Array.from(records, (record) => record.speedKmh ?? Number.NaN),
    motion: Uint8Array.from(records, (record) => MOTIONS.indexOf(record.motion)),
    ignition: Uint8Array.from(records, (record) => ignitionCode(record.ignition)),
    connected: Uint8Array.from(records, (record) => Number(record.connected)),
    gone: Uint32Array.from(frame.gone),
  };
}

/** The buffers to hand over instead of copying. */
export function buffersOf(columns: FrameColumns): ArrayBuffer[] {
  return Object.values(columns).flatMap((column: unknown) =>
    ArrayBuffer.isView(column) && column.buffer instanceof ArrayBuffer ? [column.buffer] : [],
  );
}

const orNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

/** Speeds travel as tenths: undo what single precision added (37.2 → 37.200000762…). */
const tenths = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10);

export function recordAt(columns: VehicleColumns, index: number): LiveRecord {
  const ignition = columns.ignition[index];
  return {
    vehicleId: columns.vehicleId[index] ?? 0,
    lon: columns.lon[index] ?? 0,
    lat: columns.lat[index] ?? 0,
    fixTimeMs: columns.fixTimeMs[index] ?? 0,
    linkTimeMs: columns.linkTimeMs[index] ?? 0,
    headingDeg: orNull(columns.headingDeg[index]),
    speedKmh: tenths(orNull(columns.speedKmh[index])),
    motion: MOTIONS[columns.motion[index] ?? MOTIONS.length] ?? "silent",
    ignition: ignition === undefined || ignition === IGNITION_UNKNOWN ? null : ignition === 1,
    connected: columns.connected[index] === 1,
  };
}
