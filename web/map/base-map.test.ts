import { describe, expect, it } from "vitest";
import { absoluteTiles } from "./base-map.ts";

const tileJson = (tiles: string[]) => ({ tiles, attribution: "", minzoom: 0, maxzoom: 16 });

describe("absoluteTiles", () => {
  it("makes relative addresses whole without touching the placeholders", () => {
    expect(
      absoluteTiles(tileJson(["/tiles/base/{z}/{x}/{y}.mvt", "tiles/{z}"]), "http://127.0.0.1:8080").tiles,
    ).toEqual(["http://127.0.0.1:8080/tiles/base/{z}/{x}/{y}.mvt", "http://127.0.0.1:8080/tiles/{z}"]);
  });

  it("leaves whole addresses alone", () => {
    expect(absoluteTiles(tileJson(["https://tiles.example/{z}"]), "http://127.0.0.1").tiles).toEqual([
      "https://tiles.example/{z}",
    ]);
  });
});
