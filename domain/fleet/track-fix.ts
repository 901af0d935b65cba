// A stored fix as the segmenter takes it, and the one order of a vehicle's fixes. Plain interfaces:
// they are read from the database by the hundred thousand and never cross a door.
import type { Inputs } from "./working-inputs.ts";

export interface TrackFix {
  timeMs: number;
  deviceId: number;
  placeHash: number;
  lon: number;
  lat: number;
  /** null, or nonsense such as -1, where the tracker does not know. */
  speedKmh: number | null;
  ignition: boolean | null;
  accuracyM: number | null;
  /** A working input is on (PTO, lift, broom, …): engine on and standing is then work, not idling. */
  working: boolean;
  /** As reported, by name; null = none. */
  inputs: Inputs | null;
  batteryPct: number | null;
  /** Card or name the tracker reports; null = none. */
  driver: string | null;
}

/** What tells fixes of one vehicle apart, and orders them. */
export type FixKey = Pick<TrackFix, "timeMs" | "deviceId" | "placeHash">;

export function compareFixKeys(a: FixKey, b: FixKey): number {
  return a.timeMs - b.timeMs || a.deviceId - b.deviceId || a.placeHash - b.placeHash;
}

/** Sorted, each fix once, whatever order and however often they arrived. */
export function canonicalOrder(fixes: readonly TrackFix[]): TrackFix[] {
  return fixes
    .toSorted(compareFixKeys)
    .filter((fix, i, sorted) => i === 0 || compareFixKeys(sorted[i - 1] ?? fix, fix) !== 0);
}
