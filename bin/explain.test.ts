import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { DatabaseError } from "../gis/database-error.ts";
import { explain, UsageError } from "./explain.ts";

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe("explain", () => {
  it("names a missing file, a folder, an address where nothing answers", async () => {
    expect(explain(await failureOf(readFile("/does/not/exist.csv")))).toBe("/does/not/exist.csv does not exist.");
    expect(explain(await failureOf(readFile("/")))).toContain("is a folder");
    const refused = await new Promise((resolve) => connect(1, "127.0.0.1").once("error", resolve));
    expect(explain(refused)).toBe("Nothing answers at 127.0.0.1:1. Is Kentiz running there?");
  });

  it("gives sentences for known errors and the whole story for others", () => {
    expect(explain(new UsageError("Do this."))).toBe("Do this.");
    expect(explain(new DatabaseError("unavailable", "no route"))).toContain("DATABASE_URL");
    expect(explain(new TypeError("a bug"))).toContain("at ");
  });
});
