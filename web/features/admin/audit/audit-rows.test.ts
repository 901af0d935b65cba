import { expect, it } from "vitest";
import { auditRows } from "./audit-rows.ts";

it("shows each field once, with what it was and what it is", () => {
  expect(auditRows({ before: { name: "Eski", grants: [] }, after: { name: "Yeni", disabled: true } })).toEqual([
    { field: "name", before: "Eski", after: "Yeni" },
    { field: "grants", before: "[]", after: "–" },
    { field: "disabled", before: "–", after: "true" },
  ]);
});
