// What one process of an installation does. Several processes over one PostgreSQL may share the roles.
import { UsageError } from "./explain.ts";

export const ROLES = ["broker", "api", "rules", "jobs"] as const;
export type Role = (typeof ROLES)[number];

export interface Roles {
  has(role: Role): boolean;
  /** Other processes may have the rest, or the same: they have to tell each other what changes. */
  readonly shared: boolean;
}

export const ALL_ROLES: Roles = { has: () => true, shared: false };

const isRole = (name: string): name is Role => ROLES.some((role) => role === name);

/** @param text "broker,api" @throws UsageError naming what is no role */
export function readRoles(text: string): Roles {
  const names = text.split(",").map((name) => name.trim());
  const wrong = names.filter((name) => !isRole(name));
  if (wrong.length > 0) {
    const shown = wrong.map((name) => `"${name}"`).join(", ");
    throw new UsageError(`--roles: there is no role ${shown}. Roles are: ${ROLES.join(", ")}.`);
  }
  const chosen: ReadonlySet<string> = new Set(names);
  return { has: (role) => chosen.has(role), shared: true };
}

/** @throws UsageError where roles are shared over a database that belongs to one process. */
export function checkRoles(roles: Roles, databaseUrl: string | undefined): void {
  if (databaseUrl !== undefined || ROLES.every((role) => roles.has(role))) return;
  throw new UsageError(
    "The embedded database belongs to one process. To share the roles between several, set DATABASE_URL to a " +
      "PostgreSQL server; else start kentiz serve without --roles.",
  );
}
