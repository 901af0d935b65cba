import { describe, expect, it } from "vitest";
import { forgetSignIn, mayBeSignedIn } from "./signed-in-marker.ts";

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

describe("forgetSignIn", () => {
  it("removes the cookie the server set", () => {
    const page = { cookie: "" };
    forgetSignIn(page);
    expect(page.cookie).toBe("kentiz_signed_in=; Max-Age=0; Path=/");
  });
});
