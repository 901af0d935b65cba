// How far a device can be believed: its clock against ours, and messages that never came.
import { z } from "zod";

const HEALTH_FLAGS = ["clock_behind", "clock_ahead", "messages_missing"] as const;
const HealthFlag = z.enum(HEALTH_FLAGS).meta({ id: "HealthFlag" });
type HealthFlag = z.infer<typeof HealthFlag>;

export const DeviceHealth = z
  .object({
    deviceId: z.int(),
    /** Clock of the device minus ours, estimated; null = too little was heard. */
    clockSkewSeconds: z.number().nullable(),
    clockAt: z.iso.datetime().nullable(),
    /** Messages that carried a counter, and those that the counter says are missing; null = it sends none. */
    counted: z.int().nullable(),
    missing: z.int().nullable(),
    /** How often the counter began anew. */
    restarts: z.int(),
    lastGapAt: z.iso.datetime().nullable(),
    lastGapMessages: z.int().nullable(),
    flags: z.array(HealthFlag),
  })
  .meta({ id: "DeviceHealth" });
export type DeviceHealth = z.infer<typeof DeviceHealth>;

/** A clock within this is right enough: messages themselves travel for seconds. */
const CLOCK_TOLERANCE_SECONDS = 30;
const RECENT_GAP_MS = 24 * 3_600_000;

export function healthFlagsOf(health: Omit<DeviceHealth, "flags">, nowMs: number): HealthFlag[] {
  const { clockSkewSeconds, lastGapAt } = health;
  const flags: HealthFlag[] = [];
  if (clockSkewSeconds !== null && clockSkewSeconds < -CLOCK_TOLERANCE_SECONDS) flags.push("clock_behind");
  if (clockSkewSeconds !== null && clockSkewSeconds > CLOCK_TOLERANCE_SECONDS) flags.push("clock_ahead");
  if (lastGapAt !== null && nowMs - Date.parse(lastGapAt) < RECENT_GAP_MS) flags.push("messages_missing");
  return flags;
}
