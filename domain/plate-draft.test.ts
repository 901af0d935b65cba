import { expect, it } from "vitest";
import { plateDraft } from "./plate-draft.ts";

it.each([
  ["3", "3"],
  ["35", "35"],
  ["35a", "35 A"],
  ["35abc1", "35 ABC 1"],
  ["35-abc-123", "35 ABC 123"],
  ["35 iz ı", "35 IZI"],
  ["grayder", "GRAYDER"],
  ["35 ŞA 12", "35 ŞA 12"],
])("%s becomes %s", (typed, shown) => {
  expect(plateDraft(typed)).toBe(shown);
});

it("stays as it is once it is right", () => {
  expect(plateDraft(plateDraft("35abc123"))).toBe("35 ABC 123");
});
