import { expect, it } from "vitest";
import { deviceStateOf } from "./device-state.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const at = (minutesAgo: number): string => new Date(NOW - minutesAgo * 60_000).toISOString();

it.each([
  [{ revokedAt: at(1), lastSeenAt: at(0) }, "revoked"],
  [{ revokedAt: null, lastSeenAt: null }, "never"],
  [{ revokedAt: null, lastSeenAt: at(15) }, "recent"],
  [{ revokedAt: null, lastSeenAt: at(16) }, "silent"],
])("%o is %s", (device, state) => {
  expect(deviceStateOf(device, NOW)).toBe(state);
});
