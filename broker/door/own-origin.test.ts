import { expect, it } from "vitest";
import { isOwnOrigin } from "./own-origin.ts";

it.each([
  [undefined, true],
  ["https://kentiz.example", true],
  ["http://KENTIZ.example", true],
  ["https://harita.example", true],
  ["https://else.example", false],
  ["https://kentiz.example.else", false],
  ["https://kentiz.example:8443", false],
  ["null", false],
  ["", false],
])("the origin %s", (origin, own) => {
  const headers = { host: "Kentiz.example", ...(origin === undefined ? {} : { origin }) };
  expect(isOwnOrigin(headers, ["https://harita.example"])).toBe(own);
});
