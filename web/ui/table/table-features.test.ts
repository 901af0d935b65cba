import { describe, expect, it } from "vitest";
import type { TableColumn } from "./table-column.ts";
import { compareValues, createMatcher } from "./table-features.ts";

interface Place {
  plate: string;
  unit: string;
}
const COLUMNS: TableColumn<Place>[] = [
  { id: "plaka", header: "Plaka", value: ({ plate }) => plate, width: 100 },
  { id: "birim", header: "Birim", value: ({ unit }) => unit, width: 100 },
];
const ROW = { plate: "35 ABC 123", unit: "Iğdır Şube" };

describe("createMatcher", () => {
  const matches = createMatcher(COLUMNS);
  it.each(["35abc", "35 abc 123", "ığdır", "İĞDIR", "igdir", "igdir 35", "şube abc", ""])("finds %s", (query) => {
    expect(matches(ROW, query)).toBe(true);
  });
  it.each(["36", "igdir 36", "123igdir"])("does not find %s", (query) => {
    expect(matches(ROW, query)).toBe(false);
  });
});

describe("compareValues", () => {
  it("orders words the Turkish way and numbers by value", () => {
    expect(["Ilıca", "Işık", "İzmir", "Çeşme", "Cuma"].toSorted(compareValues)).toEqual([
      "Cuma",
      "Çeşme",
      "Ilıca",
      "Işık",
      "İzmir",
    ]);
    expect([10, 9, 100].toSorted(compareValues)).toEqual([9, 10, 100]);
  });
});
