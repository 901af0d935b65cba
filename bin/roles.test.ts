import { describe, expect, it } from "vitest";
import { UsageError } from "./explain.ts";
import { ALL_ROLES, checkRoles, readRoles } from "./roles.ts";

const SERVER = "postgres://somewhere/kentiz";

describe("roles of a process", () => {
  it("are those named, and shared with others", () => {
    const roles = readRoles("broker, jobs");
    expect(["broker", "api", "rules", "jobs"].map((role) => roles.has(role as "broker"))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(roles.shared).toBe(true);
    expect(ALL_ROLES.shared).toBe(false);
  });

  it.each(["brokre", "", "api,,jobs", "all"])("names what is no role, and the roles there are: %s", (text) => {
    expect(() => readRoles(text)).toThrow(UsageError);
    expect(() => readRoles(text)).toThrow("Roles are: broker, api, rules, jobs.");
  });

  it("need a server where one process does not have them all", () => {
    expect(() => checkRoles(readRoles("api"), undefined)).toThrow(
      /embedded database belongs to one process.*DATABASE_URL/,
    );
    expect(() => checkRoles(readRoles("api"), SERVER)).not.toThrow();
    expect(() => checkRoles(readRoles("api,broker,jobs,rules"), undefined)).not.toThrow();
    expect(() => checkRoles(ALL_ROLES, undefined)).not.toThrow();
  });
});
