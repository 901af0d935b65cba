import { describe, expect, it } from "vitest";
import { inScope, mayGrant, permissionsOf, scopeOf, type Grant } from "./rights.ts";

// 1 Başkanlık ─ 2 Temizlik ─ 4 Süpürme
//             └ 3 Fen
const paths = { root: [1], cleaning: [1, 2], works: [1, 3], sweeping: [1, 2, 4] };
const manager: Grant[] = [{ role: "fleet-manager", unitId: 2 }];

describe("scopeOf and inScope", () => {
  it("reaches the subtree of the granted unit and nothing else", () => {
    const scope = scopeOf(manager, "vehicle:read");
    expect(inScope(scope, paths.cleaning)).toBe(true);
    expect(inScope(scope, paths.sweeping)).toBe(true);
    expect(inScope(scope, paths.works)).toBe(false);
    expect(inScope(scope, paths.root)).toBe(false);
  });

  it("is empty without a role that has the permission", () => {
    expect(scopeOf(manager, "user:write").unitIds).toEqual([]);
    expect(scopeOf([], "vehicle:read").unitIds).toEqual([]);
  });

  it("adds up several grants", () => {
    const grants: Grant[] = [...manager, { role: "viewer", unitId: 3 }];
    expect(inScope(scopeOf(grants, "vehicle:read"), paths.works)).toBe(true);
    expect(inScope(scopeOf(grants, "vehicle:write"), paths.works)).toBe(false);
  });
});

describe("mayGrant", () => {
  it("hands out nothing beyond the own rights", () => {
    expect(mayGrant(manager, { role: "viewer", unitId: 4 }, paths.sweeping)).toBe(true);
    expect(mayGrant(manager, { role: "administrator", unitId: 4 }, paths.sweeping)).toBe(false);
    expect(mayGrant(manager, { role: "viewer", unitId: 3 }, paths.works)).toBe(false);
  });
});

it("lists what the interface may offer", () => {
  expect(permissionsOf([{ role: "viewer", unitId: 1 }], 1)).toEqual(["unit:read", "vehicle:read"]);
  expect(permissionsOf([{ role: "administrator", unitId: 1 }], 1)).toContain("system:read");
  expect(permissionsOf([{ role: "administrator", unitId: 2 }], 1)).not.toContain("system:read");
});
