import { describe, expect, it } from "vitest";
import { readTableView, type TableView, writeTableView } from "./table-view.ts";

const COLUMNS = [{ id: "plaka" }, { id: "tur", filter: {} }, { id: "birim", filter: {} }];

describe("readTableView", () => {
  it("reads search, order, columns and filters", () => {
    expect(readTableView({ ara: "35 abc", sira: "-plaka", sutun: "plaka,tur", tur: "van,bus" }, COLUMNS)).toEqual({
      query: "35 abc",
      sort: { id: "plaka", descending: true },
      filters: { tur: ["van", "bus"] },
      columns: ["plaka", "tur"],
    });
  });

  it("leaves out what it does not know", () => {
    expect(readTableView({ sira: "yok", sutun: "yok", plaka: "1" }, COLUMNS)).toEqual({
      query: "",
      sort: null,
      filters: {},
      columns: null,
    });
  });
});

describe("writeTableView", () => {
  const view: TableView = {
    query: "a",
    sort: { id: "tur", descending: false },
    filters: { birim: ["3"], tur: [] },
    columns: null,
  };

  it("keeps what belongs to the screen and drops what is empty", () => {
    expect(writeTableView(view, COLUMNS, { kayit: "12", tur: "van", sira: "-plaka" })).toEqual({
      ara: "a",
      sira: "tur",
      birim: "3",
      kayit: "12",
    });
  });

  it("is read back as it was", () => {
    expect(readTableView(writeTableView(view, COLUMNS, {}), COLUMNS)).toEqual({ ...view, filters: { birim: ["3"] } });
  });
});
