import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { inputPathOf, inputReasonOf } from "./input-reason.ts";
import { NewDevice } from "./device.ts";
import { NewUser } from "./user.ts";
import { NewVehicle } from "./vehicle.ts";

function reasons(schema: z.ZodType, input: unknown): Record<string, string> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return {};
  return Object.fromEntries(result.error.issues.map((issue) => [inputPathOf(issue), inputReasonOf(issue)]));
}

describe("inputReasonOf", () => {
  it.each([
    ["a plate that is none", { plate: "99 ABC 1", kind: "car", unitId: 1 }, { plate: "plate_invalid" }],
    ["neither plate nor code", { kind: "car", unitId: 1 }, { plate: "plate_or_code_required" }],
    ["an unknown kind", { plate: "35 ABC 12", kind: "ufo", unitId: 1 }, { kind: "not_offered" }],
    ["a missing unit", { plate: "35 ABC 12", kind: "car" }, { unitId: "required" }],
    ["a number as text", { plate: "35 ABC 12", kind: "car", unitId: "1" }, { unitId: "wrong_type" }],
    [
      "a limit above the highest",
      { plate: "35 ABC 12", kind: "car", unitId: 1, speedLimitKmh: 900 },
      { speedLimitKmh: "too_large" },
    ],
    ["a colour name", { plate: "35 ABC 12", kind: "car", unitId: 1, colour: "red" }, { colour: "wrong_format" }],
  ])("names %s", (_, input, expected) => {
    expect(reasons(NewVehicle, input)).toEqual(expected);
  });

  it("writes paths into arrays the way people do", () => {
    const input = { username: "ayse", displayName: "Ayşe", password: "0123456789", grants: [{ role: "viewer" }] };
    expect(reasons(NewUser, input)).toEqual({ "grants[0].unitId": "required" });
  });

  it("tells an empty text from a missing one", () => {
    expect(reasons(NewDevice, { name: " " })).toEqual({ name: "too_short" });
    expect(reasons(NewDevice, {})).toEqual({ name: "required" });
    expect(reasons(NewDevice, undefined)).toEqual({ "": "required" });
  });
});
