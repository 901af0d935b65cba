import { describe, expect, it } from "vitest";
import { backdropId } from "./backdrop.ts";
import { backdropOf, backdropOrigins, BackdropSettings } from "./backdrop-setting.ts";

const templateOf = (setting: object): string => {
  const [parsed] = BackdropSettings.parse([{ name: "Ortofoto", ...setting }]);
  if (!parsed) throw new Error("nothing parsed");
  return backdropOf(parsed).url;
};

const complaintsOf = (...settings: object[]): string[] =>
  (BackdropSettings.safeParse(settings).error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`);

describe("a configured backdrop", () => {
  it("keeps an XYZ template as it is", () => {
    const url = "https://tiles.example.bel.tr/orto/{z}/{x}/{y}.jpg?key=abc";
    expect(templateOf({ type: "xyz", url })).toBe(url);
  });

  it("asks a WMS for rectangles in Web Mercator, after what its address already says", () => {
    const wms = { type: "wms", url: "https://wms.example.bel.tr/ows?map=kent.map", layers: "orto 2024,yollar" };
    expect(templateOf(wms)).toBe(
      "https://wms.example.bel.tr/ows?map=kent.map&SERVICE=WMS&REQUEST=GetMap&VERSION=1.3.0&LAYERS=orto%202024%2Cyollar" +
        "&STYLES=&FORMAT=image%2Fpng&CRS=EPSG%3A3857&BBOX={bbox-epsg-3857}&WIDTH=256&HEIGHT=256",
    );
    expect(templateOf({ ...wms, version: "1.1.1" })).toContain("&SRS=EPSG%3A3857&");
  });

  it("asks a WMTS by query or by its template", () => {
    const byQuery = {
      type: "wmts",
      url: "https://wmts.example.bel.tr/gwc?",
      layer: "orto",
      tileMatrixSet: "EPSG:3857",
    };
    expect(templateOf({ ...byQuery, tileMatrix: "EPSG:3857:{z}" })).toBe(
      "https://wmts.example.bel.tr/gwc?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=orto&STYLE=default" +
        "&TILEMATRIXSET=EPSG%3A3857&TILEMATRIX=EPSG%3A3857%3A{z}&TILEROW={y}&TILECOL={x}&FORMAT=image%2Fpng",
    );
    const url = "https://wmts.example.bel.tr/{Layer}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png";
    expect(templateOf({ type: "wmts", url, layer: "orto", tileMatrixSet: "g" })).toBe(
      "https://wmts.example.bel.tr/orto/g/{z}/{y}/{x}.png",
    );
  });

  it.each([
    [{ type: "xyz", url: "https://a.example/{z}/{x}.png" }, "0.url must contain {y}"],
    [{ type: "xyz", url: "https://{s}.example/{z}/{x}/{y}" }, "0.url must name one host, without placeholders in it"],
    [{ type: "xyz", url: "https://a.example/{z}/{x}/{y}/{q}" }, "0.url does not know {q}; known: {z} {x} {y}"],
    [{ type: "xyz", url: "ftp://a.example/{z}/{x}/{y}" }, "0.url must be a whole http:// or https:// address"],
    [{ type: "xyz", url: "https://u:p@a.example/{z}/{x}/{y}" }, "0.url must not hold a user name or password"],
    [{ type: "wms", url: "https://a.example" }, "0.layers "],
    [
      { type: "wmts", url: "https://a.example/{TileMatrix}" },
      "0.url must contain all of {TileMatrix} {TileRow} {TileCol}",
    ],
    [{ type: "wmts", url: "https://a.example", layer: "a" }, "0.tileMatrixSet is needed by this address"],
    [{ type: "xyz", name: "Kentiz", url: "https://a.example/{z}/{x}/{y}" }, '0.name "kentiz" and "yok" are taken'],
    [{ type: "xyz", name: "!?", url: "https://a.example/{z}/{x}/{y}" }, "0.name needs a letter or a digit"],
    [{ type: "xyz", url: "https://a.example/{z}/{x}/{y}", maxzoom: 3 }, 'Unrecognized key: "maxzoom"'],
    [{ type: "xyz", url: "https://a.example/{z}/{x}/{y}", minZoom: 9, maxZoom: 3 }, "0.maxZoom must not be below"],
  ])("is refused: %o", (setting, complaint) => {
    expect(complaintsOf({ name: "Ortofoto", ...setting }).join("\n")).toContain(complaint);
  });

  it("has a name of its own, whatever the case and the spaces", () => {
    const url = "https://a.example/{z}/{x}/{y}";
    expect(complaintsOf({ type: "xyz", name: "Uydu 1", url }, { type: "xyz", name: "UYDU-1", url })).toEqual([
      "1.name is used by another base map",
    ]);
    expect(backdropId("Ortofoto 2024 (İBB)")).toBe("ortofoto-2024-ibb");
  });

  it("names the hosts browsers must be allowed to ask, each once", () => {
    const settings = BackdropSettings.parse([
      { type: "xyz", name: "a", url: "https://t.example:8443/{z}/{x}/{y}" },
      { type: "wms", name: "b", url: "https://t.example:8443/wms", layers: "x" },
      { type: "xyz", name: "c", url: "http://127.0.0.1:9000/{z}/{x}/{y}" },
    ]);
    expect(backdropOrigins(settings)).toEqual(["https://t.example:8443", "http://127.0.0.1:9000"]);
  });
});
