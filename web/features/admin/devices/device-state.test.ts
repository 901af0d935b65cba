import { expect, it } from "vitest";
import { deviceStateOf } from "./device-state.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const at = (minutesAgo: number): string => new Date(NOW - minutesAgo * 60_000).toISOString();

it.each([
  [{ link: "connected", revokedAt: at(1), lastSeenAt: at(0) }, "revoked"],
  [{ link: "connected", revokedAt: null, lastSeenAt: at(600) }, "connected"],
  [{ link: "never", revokedAt: null, lastSeenAt: null }, "never"],
  [{ link: "disconnected", revokedAt: null, lastSeenAt: at(15) }, "recent"],
  [{ link: "disconnected", revokedAt: null, lastSeenAt: at(16) }, "silent"],
] as const)("%o is %s", (device, state) => {
  expect(deviceStateOf(device, NOW)).toBe(state);
});
