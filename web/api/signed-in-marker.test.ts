import { describe, expect, it } from "vitest";
import { mayBeSignedIn } from "./signed-in-marker.ts";

describe("mayBeSignedIn", () => {
  it.each([
    ["kentiz_signed_in=1", true],
    ["a=b; kentiz_signed_in=1; c=d", true],
    ["", false],
    ["kentiz_signed_in=", false],
    ["not_kentiz_signed_in=1", false],
  ])("reads %o as %o", (cookies, expected) => {
    expect(mayBeSignedIn(cookies)).toBe(expected);
  });
});
