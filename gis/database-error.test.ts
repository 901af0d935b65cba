import { describe, expect, it } from "vitest";
import { DatabaseError, toDatabaseError } from "./database-error.ts";

const sqlError = (code: string, constraint?: string) =>
  Object.assign(new Error("said the server"), { code, severity: "ERROR", constraint });

describe("toDatabaseError", () => {
  it.each([
    ["22P05", "refused"],
    ["23502", "refused"],
    ["54001", "refused"],
    ["23505", "conflict"],
    ["23P01", "conflict"],
    ["08006", "unavailable"],
    ["53100", "unavailable"],
    ["57P01", "unavailable"],
    ["58030", "unavailable"],
    ["40P01", "unavailable"],
    ["57014", "timeout"],
    ["42P01", "other"],
    ["28P01", "other"],
  ])("sorts SQLSTATE %s as %s", (code, kind) => {
    expect(toDatabaseError(sqlError(code))).toMatchObject({ kind, sqlState: code });
  });

  it("names the constraint", () => {
    expect(toDatabaseError(sqlError("23505", "vehicle_plate_index")).constraint).toBe("vehicle_plate_index");
  });

  it.each([
    [Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", syscall: "connect" }), "unavailable"],
    [new Error("Connection terminated unexpectedly"), "unavailable"],
    [new Error("timeout exceeded when trying to connect"), "unavailable"],
    [new Error("Query read timeout"), "timeout"],
    [new TypeError("x is not a function"), "other"],
    ["a string", "other"],
  ])("sorts what pg and sockets throw: %s", (thrown, kind) => {
    expect(toDatabaseError(thrown).kind).toBe(kind);
  });

  it("leaves a DatabaseError as it is", () => {
    const error = new DatabaseError("silent", "x");
    expect(toDatabaseError(error)).toBe(error);
  });
});
