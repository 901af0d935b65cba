import { describe, expect, it } from "vitest";
import { createClientClaims } from "./client-claims.ts";

const claimsOf = () => createClientClaims({ sessionExpiryMs: 1000, maxSessionsPerDevice: 2 });

describe("ownership of client ids", () => {
  it("belongs to the device that uses the id", () => {
    const claims = claimsOf();
    expect(claims.claim("a", 1, {}, false)).toBe(true);
    expect(claims.claim("a", 2, {}, false)).toBe(false);
  });

  it("lets a device take its own id over, and the old connection not release it", () => {
    const claims = claimsOf();
    const [old, young] = [{}, {}];
    claims.claim("a", 1, old, false);
    expect(claims.claim("a", 1, young, false)).toBe(true);
    claims.release("a", old, 0);
    expect(claims.claim("a", 2, {}, false)).toBe(false);
    claims.release("a", young, 0);
    expect(claims.claim("a", 2, {}, false)).toBe(true);
  });

  it("lasts as long as the persistent session of an owner who is away", () => {
    const claims = claimsOf();
    const connection = {};
    claims.claim("a", 1, connection, true);
    claims.release("a", connection, 5000);
    expect(claims.expire(5999)).toEqual([]);
    expect(claims.claim("a", 2, {}, false)).toBe(false);
    expect(claims.expire(6000)).toEqual(["a"]);
    expect(claims.claim("a", 2, {}, false)).toBe(true);
  });

  it("does not expire while the owner is connected", () => {
    const claims = claimsOf();
    claims.claim("a", 1, {}, true);
    expect(claims.expire(Number.MAX_SAFE_INTEGER)).toEqual([]);
  });

  it("ends with the device", () => {
    const claims = claimsOf();
    const connection = {};
    claims.claim("a", 1, connection, true);
    claims.release("a", connection, 0);
    expect(claims.expire(1, (deviceId) => deviceId === 1)).toEqual(["a"]);
    expect(claims.size).toBe(0);
  });

  it("keeps only so many sessions of one device", () => {
    const claims = claimsOf();
    for (const [index, id] of ["a", "b", "c"].entries()) {
      const connection = {};
      claims.claim(id, 1, connection, true);
      claims.release(id, connection, index);
    }
    expect(claims.expire(3)).toEqual(["a"]);
  });
});
