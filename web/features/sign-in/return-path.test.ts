import { describe, expect, it } from "vitest";
import { safeReturnPath } from "./return-path.ts";

describe("safeReturnPath", () => {
  it("keeps paths of the console with their view", () => {
    expect(safeReturnPath("/canli?z=13&c=38,27")).toBe("/canli?z=13&c=38,27");
  });

  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "canli",
    "",
    "/giris?donus=/canli",
    3,
    undefined,
  ])("refuses %o", (value) => {
    expect(safeReturnPath(value)).toBeNull();
  });
});
