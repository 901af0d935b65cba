// What every screen tells about alarms: how many wait for somebody, and whether their sound is held.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Severity } from "../../../domain/alarm/severity.ts";

export interface AlarmBellState {
  /** Open and acknowledged by nobody. */
  waiting: number;
  /** The most pressing of those; null = none. */
  severity: Severity | null;
  /** The most pressing open alarm of each vehicle. */
  byVehicle: ReadonlyMap<number, VehicleAlarm>;
  /** Epoch ms of this computer; the sound is back then. null = it is not held. */
  silencedUntilMs: number | null;
}

export interface VehicleAlarm {
  severity: Severity;
  /** Nobody need be called to it. */
  acknowledged: boolean;
}

export type AlarmBell = StoreApi<AlarmBellState>;

export const createAlarmBell = (): AlarmBell =>
  createStore<AlarmBellState>(() => ({ waiting: 0, severity: null, byVehicle: new Map(), silencedUntilMs: null }));
