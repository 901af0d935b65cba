// What a vehicle is doing, from its newest fix and the ages of fix and link.
//
//          speed ≥ 3 km/h ─────────────▶ moving
//   still, ignition on ───────────────▶ idling
//   still, ignition off or unknown ───▶ stopped ── 5 min ──▶ parked
//   nothing heard for too long ───────▶ silent (from any of them)
import { z } from "zod";

export const MOTIONS = ["moving", "idling", "stopped", "parked", "silent"] as const;
export const Motion = z.enum(MOTIONS).meta({ id: "Motion" });
export type Motion = z.infer<typeof Motion>;

/** GPS noise of a standing vehicle stays under this. */
export const MOVING_SPEED_KMH = 3;
export const PARKED_AFTER_MS = 5 * 60_000;
/** Three times the longest usual interval: 60 s under way, 15 min parked. */
export const SILENT_AFTER_ACTIVE_MS = 3 * 60_000;
export const SILENT_AFTER_STILL_MS = 45 * 60_000;

export interface MotionInput {
  fixTimeMs: number;
  /** When the device was last heard, whatever it sent. */
  linkTimeMs: number;
  speedKmh: number | null;
  ignition: boolean | null;
  /** Start of the present standstill; null while moving. */
  stationarySinceMs: number | null;
}

export function isMovingFix(speedKmh: number | null): boolean {
  return speedKmh !== null && speedKmh >= MOVING_SPEED_KMH;
}

export function motionOf(state: MotionInput, nowMs: number): Motion {
  const active = isMovingFix(state.speedKmh) || state.ignition === true;
  const quietMs = nowMs - state.linkTimeMs;
  if (quietMs > (active ? SILENT_AFTER_ACTIVE_MS : SILENT_AFTER_STILL_MS)) return "silent";
  if (isMovingFix(state.speedKmh)) return "moving";
  if (state.ignition === true) return "idling";
  const stillMs = nowMs - (state.stationarySinceMs ?? state.fixTimeMs);
  return stillMs >= PARKED_AFTER_MS ? "parked" : "stopped";
}
