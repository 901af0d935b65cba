import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createSessionExpiry } from "./session-expiry.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("forgets a session after its time, and not when its client came back", () => {
  const forgotten: string[] = [];
  const expiry = createSessionExpiry((clientId) => forgotten.push(clientId));
  expiry.went("now", 0);
  expiry.went("later", 10);
  expiry.went("back", 10);
  vi.advanceTimersByTime(9000);
  expiry.came("back");
  vi.advanceTimersByTime(2000);
  expect(forgotten).toEqual(["now", "later"]);
});

it("lets a will speak once its time has come, and cancels it otherwise", () => {
  const said: string[] = [];
  const expiry = createSessionExpiry(() => undefined);
  for (const id of ["lost", "back", "end"]) {
    expiry.delayWill(
      id,
      id === "end" ? 60 : 5,
      () => said.push(`${id} speaks`),
      () => said.push(`${id} cancelled`),
    );
  }
  expiry.came("back");
  vi.advanceTimersByTime(5000);
  expiry.stop();
  expect(said).toEqual(["back cancelled", "lost speaks", "end cancelled"]);
});
