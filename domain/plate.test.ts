import { describe, expect, it } from "vitest";
import { normalisePlate, PLATE_INVALID } from "./plate.ts";

describe("normalisePlate", () => {
  it.each([
    ["35abc123", "35 ABC 123"],
    [" 35 ABC 12 ", "35 ABC 12"],
    ["35-A-1234", "35 A 1234"],
    ["01 ab 123", "01 AB 123"],
    ["35 kiz 99", "35 KIZ 99"],
    ["81.a.12345", "81 A 12345"],
  ])("%s → %s", (input, plate) => {
    expect(normalisePlate(input)).toEqual({ ok: true, plate });
  });

  it.each([
    "82 A 1234",
    "00 A 1234",
    "35 ÇA 123",
    "35 QA 123",
    "35 ABC 1",
    "35 ABC 1234",
    "35 A 123",
    "35 İA 123",
    "",
    "ABC",
  ])("refuses %s", (input) => {
    expect(normalisePlate(input)).toEqual({ ok: false, reason: PLATE_INVALID });
  });
});
