// The one place that decides what a person may do. A user holds grants: a role within the subtree
// of a unit. A permission gives a scope: the set of units at whose subtree it holds. Every query of
// a list or of a single thing takes that scope; what lies outside does not exist for the user.
import { z } from "zod";

export const Role = z.enum(["administrator", "fleet-manager", "dispatcher", "viewer"]).meta({ id: "Role" });
export type Role = z.infer<typeof Role>;

export const PERMISSIONS = [
  "unit:read",
  "unit:write",
  "user:read",
  "user:write",
  "vehicle:read",
  "vehicle:write",
  "track:read",
  // Who drives: personal data.
  "driver:read",
  "geofence:read",
  "geofence:write",
  "rule:read",
  "rule:write",
  "alarm:read",
  // Acknowledge, assign, comment, shelve.
  "alarm:handle",
  "device:read",
  "device:write",
  "rejection:read",
  // About the whole installation, in numbers and without names: for who administers all of it.
  "system:read",
  "audit:read",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: PERMISSIONS,
  "fleet-manager": [
    "unit:read",
    "vehicle:read",
    "vehicle:write",
    "track:read",
    "driver:read",
    "geofence:read",
    "geofence:write",
    "rule:read",
    "rule:write",
    "alarm:read",
    "alarm:handle",
    "device:read",
    "device:write",
    "rejection:read",
  ],
  dispatcher: [
    "unit:read",
    "vehicle:read",
    "track:read",
    "driver:read",
    "geofence:read",
    "rule:read",
    "alarm:read",
    "alarm:handle",
    "device:read",
  ],
  viewer: ["unit:read", "vehicle:read"],
};

/** Roles that hold a permission. */
export const rolesWith = (permission: Permission): Role[] =>
  Role.options.filter((role) => ROLE_PERMISSIONS[role].includes(permission));

export const Grant = z.object({ role: Role, unitId: z.int() }).meta({ id: "Grant" });
export type Grant = z.infer<typeof Grant>;

/** Units at whose subtree a permission holds; empty = nowhere. */
export interface Scope {
  readonly unitIds: readonly number[];
}

export function scopeOf(grants: readonly Grant[], permission: Permission): Scope {
  const unitIds = grants
    .filter((grant) => ROLE_PERMISSIONS[grant.role].includes(permission))
    .map((grant) => grant.unitId);
  return { unitIds: [...new Set(unitIds)] };
}

const INSTALLATION_PERMISSIONS: ReadonlySet<Permission> = new Set(["system:read"]);

/** What it opens knows no units: it holds at the root of the tree or not at all. */
export const isOfInstallation = (permission: Permission): boolean => INSTALLATION_PERMISSIONS.has(permission);

/** A unit lies in a scope when one of its ancestors, itself included, is granted. */
export function inScope(scope: Scope, unitPath: readonly number[]): boolean {
  return unitPath.some((id) => scope.unitIds.includes(id));
}

/** Permissions that hold somewhere: what the interface may offer. */
export function permissionsOf(grants: readonly Grant[], rootUnitId: number): Permission[] {
  return PERMISSIONS.filter((permission) => {
    const { unitIds } = scopeOf(grants, permission);
    return isOfInstallation(permission) ? unitIds.includes(rootUnitId) : unitIds.length > 0;
  });
}

/** Nobody may hand out a role that can do more than the own rights at that unit. */
export function mayGrant(own: readonly Grant[], grant: Grant, unitPath: readonly number[]): boolean {
  return ROLE_PERMISSIONS[grant.role].every((permission) => inScope(scopeOf(own, permission), unitPath));
}
