import { describe, expect, it } from "vitest";
import { type LiveView, readLiveSearch, writeLiveSearch } from "./live-search.ts";

describe("live search", () => {
  it("reads the documented address", () => {
    const view = readLiveSearch({ z: "13.2", c: "38.385,27.12", sec: "12", durum: "hareketli,sessiz", ara: "35abc" });
    expect(view).toEqual({
      camera: { zoom: 13.2, lat: 38.385, lon: 27.12 },
      selectedId: 12,
      conditions: ["moving", "silent"],
      kinds: [],
      query: "35abc",
      alarmOnly: false,
      sort: "label",
      grouping: "none",
      backdrop: null,
      wall: false,
      wallSource: "all",
      wallSeconds: 20,
    });
  });

  it("writes what it reads", () => {
    const view: LiveView = {
      camera: { zoom: 15.25, lat: 38.38512, lon: 27.12044 },
      selectedId: 7,
      conditions: ["idling", "stopped", "parked", "unlocated"],
      kinds: ["sweeper", "bus"],
      query: "çöp",
      alarmOnly: true,
      sort: "distance",
      grouping: "unit",
      backdrop: "ortofoto-2024",
      wall: true,
      wallSource: "views",
      wallSeconds: 45,
    };
    expect(readLiveSearch({ ...writeLiveSearch(view) })).toEqual(view);
  });

  it("leaves the usual out of the address", () => {
    expect(writeLiveSearch(readLiveSearch({}))).toEqual({});
  });

  it.each([
    { z: "abc", c: "38,27" },
    { z: "13", c: "38" },
    { z: "13", c: "38,27,1" },
    { z: "13", c: "95,27" },
    { z: "", c: "38,27" },
  ])("opens without a view on %o", (search) => {
    expect(readLiveSearch(search).camera).toBeNull();
  });

  it("drops what it does not know", () => {
    expect(
      readLiveSearch({ sec: "-3", durum: "uçuyor,hareketli,hareketli", sira: "renk", ara: 35, altlik: "<b>" }),
    ).toEqual({
      camera: null,
      selectedId: null,
      conditions: ["moving"],
      kinds: [],
      query: "",
      alarmOnly: false,
      sort: "label",
      grouping: "none",
      backdrop: null,
      wall: false,
      wallSource: "all",
      wallSeconds: 20,
    });
    expect(readLiveSearch({ sec: "1.5" }).selectedId).toBeNull();
  });
});
