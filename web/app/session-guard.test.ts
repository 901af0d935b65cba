import { expect, it } from "vitest";
import { createSessionGuard } from "./session-guard.ts";

it("asks once for everybody who waits, and tells all of them", async () => {
  const guard = createSessionGuard();
  const answers = Promise.all([guard.ask("expired"), guard.ask("expired")]);
  expect(guard.asking.getState()).toBe("expired");
  guard.answer(true);
  expect(await answers).toEqual([true, true]);
  expect(guard.asking.getState()).toBeNull();
});

it("can be asked again", async () => {
  const guard = createSessionGuard();
  const first = guard.ask("switch");
  guard.answer(false);
  expect(await first).toBe(false);
  const second = guard.ask("expired");
  expect(guard.asking.getState()).toBe("expired");
  guard.answer(true);
  expect(await second).toBe(true);
});
