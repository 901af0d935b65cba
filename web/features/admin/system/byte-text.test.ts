import { expect, it } from "vitest";
import { byteText } from "./byte-text.ts";

it.each([
  [0, "0 B"],
  [1023, "1.023 B"],
  [1536, "1,5 KB"],
  [300 * 1024 ** 2, "300 MB"],
  [1.42 * 1024 ** 3, "1,4 GB"],
])("%d bytes are %s", (bytes, text) => {
  expect(byteText(bytes, "tr")).toBe(text);
});
