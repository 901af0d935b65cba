// What a device is doing, by what is known of it.
import type { Device } from "../../../../domain/device.ts";

export const DEVICE_STATES = ["connected", "recent", "silent", "never", "revoked"] as const;
export type DeviceState = (typeof DEVICE_STATES)[number];

/** Trackers that stand report every few minutes. */
const SILENT_AFTER_MS = 15 * 60_000;

export function deviceStateOf(device: Pick<Device, "revokedAt" | "lastSeenAt" | "link">, nowMs: number): DeviceState {
  if (device.revokedAt !== null) return "revoked";
  if (device.link === "connected") return "connected";
  if (device.lastSeenAt === null) return "never";
  return nowMs - Date.parse(device.lastSeenAt) > SILENT_AFTER_MS ? "silent" : "recent";
}
