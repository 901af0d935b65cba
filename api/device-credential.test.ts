import { describe, expect, it } from "vitest";
import { hashSecret, newDeviceKey, newDeviceSecret } from "./device-credential.ts";

describe("device credentials", () => {
  it("have keys of ten unambiguous symbols, first a letter", () => {
    for (let i = 0; i < 2000; i += 1) expect(newDeviceKey()).toMatch(/^[a-hjkmnp-tv-z][0-9a-hjkmnp-tv-z]{9}$/);
  });

  it("never have keys that name something every object has", () => {
    const alphabet = /^[0-9a-hjkmnp-tv-z]+$/;
    const names = Object.getOwnPropertyNames(Object.prototype);
    expect(names.filter((name) => name.length === 10 && alphabet.test(name))).toEqual([]);
  });

  it("have secrets of 160 bits that do not repeat", () => {
    const secrets = new Set(Array.from({ length: 1000 }, newDeviceSecret));
    expect(secrets.size).toBe(1000);
    for (const secret of secrets) expect(secret).toMatch(/^[0-9a-hjkmnp-tv-z]{32}$/);
  });

  it("are stored as SHA-256", () => {
    expect(hashSecret("abc").toString("hex")).toMatch(/^ba7816bf8f01cfea/);
  });
});
