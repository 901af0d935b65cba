import { describe, expect, it } from "vitest";
import { createCredentialCache } from "./credential-cache.ts";

interface Device {
  key: string;
  version: number;
}

/** A register of devices that counts questions and can be away. */
function register() {
  const devices = new Map<string, Device>([["a", { key: "a", version: 1 }]]);
  const state = { asked: 0, running: 0, most: 0, away: false };
  const lookup = async (key: string): Promise<Device | null> => {
    state.asked++;
    state.running++;
    state.most = Math.max(state.most, state.running);
    await new Promise((resolve) => setImmediate(resolve));
    state.running--;
    if (state.away) throw new Error("away");
    return devices.get(key) ?? null;
  };
  return { devices, state, lookup };
}

describe("credential cache", () => {
  it("asks once for many sign-ins, and again when the answer is old", async () => {
    const { state, lookup } = register();
    const cache = createCredentialCache({ lookup, freshMs: 100 });
    await Promise.all(Array.from({ length: 50 }, () => cache.get("a", 0)));
    await cache.get("a", 99);
    expect(state.asked).toBe(1);
    await cache.get("a", 100);
    expect(state.asked).toBe(2);
  });

  it("remembers that a device does not exist", async () => {
    const { state, lookup } = register();
    const cache = createCredentialCache({ lookup });
    expect(await cache.get("x", 0)).toBeNull();
    expect(await cache.get("x", 1)).toBeNull();
    expect(state.asked).toBe(1);
  });

  it("lets known devices in while the database is away, unknown ones not", async () => {
    const { state, lookup } = register();
    const cache = createCredentialCache({ lookup, freshMs: 100 });
    await cache.get("a", 0);
    state.away = true;
    expect(await cache.get("a", 1e9)).toEqual({ key: "a", version: 1 });
    await expect(cache.get("b", 1e9)).rejects.toThrow("away");
  });

  it("forgets everything after a change, also answers under way", async () => {
    const { devices, state, lookup } = register();
    const cache = createCredentialCache({ lookup });
    const under = cache.get("a", 0);
    cache.clear();
    await under;
    devices.set("a", { key: "a", version: 2 });
    expect(await cache.get("a", 1)).toEqual({ key: "a", version: 2 });
    cache.clear();
    state.away = true;
    await expect(cache.get("a", 2)).rejects.toThrow("away");
  });

  it("bounds questions at once and questions waiting", async () => {
    const { state, lookup } = register();
    const cache = createCredentialCache({ lookup, maxConcurrentLookups: 2, maxWaitingLookups: 3 });
    const answers = await Promise.allSettled(Array.from({ length: 10 }, (_, index) => cache.get(`d${index}`, 0)));
    expect(state.most).toBe(2);
    expect(answers.filter(({ status }) => status === "rejected")).toHaveLength(5);
    expect(await cache.get("a", 0)).not.toBeNull();
  });

  it("does not let invented names push real devices out", async () => {
    const { state, lookup } = register();
    const cache = createCredentialCache({ lookup, maxKnown: 2, maxUnknown: 2 });
    await cache.get("a", 0);
    for (const name of ["x", "y", "z", "w"]) await cache.get(name, 0);
    const before = state.asked;
    await cache.get("a", 1);
    expect(state.asked).toBe(before);
    await cache.get("x", 1);
    expect(state.asked).toBe(before + 1);
  });
});
