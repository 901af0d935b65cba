import { expect, it } from "vitest";
import { isExpired, keepProperties, propertiesOf } from "./message-properties.ts";

it("go with the payload they came with, and with no other", () => {
  const payload = Buffer.from("same");
  keepProperties(payload, { contentType: "text/plain" }, 0);
  expect(propertiesOf(payload, 0)).toEqual({ contentType: "text/plain" });
  expect(propertiesOf(Buffer.from("same"), 0)).toBeNull();
  expect(isExpired(payload, Number.MAX_SAFE_INTEGER)).toBe(false);
});

it("tell the seconds that are left, until none is", () => {
  const payload = Buffer.from("x");
  keepProperties(payload, { messageExpiryInterval: 10 }, 1000);
  expect(propertiesOf(payload, 4500)).toEqual({ messageExpiryInterval: 7 });
  expect(isExpired(payload, 10_999)).toBe(false);
  expect(isExpired(payload, 11_000)).toBe(true);
});
