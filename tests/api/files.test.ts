// Routes that carry more than a page of JSON: positions, tracks as files, photos, the base map.
import { gzipSync } from "node:zlib";
import { VectorTile } from "@mapbox/vector-tile";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { FeatureCollection } from "geojson";
import { PbfReader } from "pbf";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BaseMap } from "../../domain/base-map.ts";
import type { Position } from "../../domain/position.ts";
import { replaceBaseMap } from "../../gis/base-map.ts";
import { startTestApi, type TestApi } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import { createTracked, storeFixes, type Tracked } from "./store-fixes.ts";

const START_MS = Date.UTC(2026, 4, 1, 6, 0, 0);
const PERIOD = { from: "2026-05-01T06:00:00Z", to: "2026-05-01T09:00:00+03:00" };
const WHOLE_DAY = { from: "2026-05-01T00:00:00Z", to: "2026-05-02T00:00:00Z" };
const COUNT = 120;

/** Asks whether what was answered before is still right, as a browser does; fetch alone would add "no-cache". */
const ifChanged = (before: Response): RequestInit => ({
  headers: { "if-none-match": before.headers.get("etag") ?? "", "cache-control": "max-age=0" },
});

const square = (size: number): BaseMap["district"] => ({
  type: "Polygon",
  coordinates: [
    [
      [27.1 - size, 38.38 - size],
      [27.1 + size, 38.38 - size],
      [27.1 + size, 38.38 + size],
      [27.1 - size, 38.38 + size],
      [27.1 - size, 38.38 - size],
    ],
  ],
});

const CITY: BaseMap = {
  attribution: "Örnek veri",
  bounds: [27.0, 38.3, 27.2, 38.5],
  district: square(0.05),
  neighbourhoods: [{ name: "Bozyaka", label: { type: "Point", coordinates: [27.1, 38.38] }, area: square(0.02) }],
  streets: [],
  parks: [],
  woods: [],
  water: [],
  buildings: [],
  sites: [],
  containers: [],
};

describeOnBothDatabases("files", (open) => {
  let test: TestApi;
  let car: Tracked;
  beforeAll(async () => {
    const { database } = await open();
    test = await startTestApi(database);
    car = await createTracked(test, "35 ABC 123", test.root.id);
    const fixes = Array.from({ length: COUNT }, (_, i) => ({
      fixTimeMs: START_MS + i * 10_000,
      lon: 27.1 + i / 10_000,
      lat: 38.38,
      speedKmh: 36,
      headingDeg: 90,
      ignition: true,
      odometerKm: 1000.5,
    }));
    // A fix in the Gulf of Guinea is kept in history and out of every track.
    await storeFixes(test, car.deviceId, [...fixes, { fixTimeMs: START_MS + 5000, lon: 0, lat: 0 }]);
  });
  afterAll(() => test.stop());

  describe("positions", () => {
    it("come in order of time, flagged ones included, with units in their names", async () => {
      const { items, next } = await test.admin.call("listPositions", {
        params: { id: car.vehicleId },
        query: WHOLE_DAY,
      });
      expect(next).toBeNull();
      expect(items).toHaveLength(COUNT + 1);
      expect(items.map((item) => item.fixTime)).toEqual(items.map((item) => item.fixTime).toSorted());
      expect(items[1]).toMatchObject({ lon: 0, lat: 0, flags: ["null_island"] });
      expect(items[0]).toMatchObject({
        fixTime: "2026-05-01T06:00:00.000Z",
        lon: 27.1,
        lat: 38.38,
        speedKmh: 36,
        headingDeg: 90,
        altitudeM: null,
        ignition: true,
        odometerKm: 1000.5,
        flags: [],
        attributes: {},
      });
    });

    it("come in pages that hold each fix once", async () => {
      const seen: Position[] = [];
      let after: string | undefined;
      do {
        const query = { ...WHOLE_DAY, limit: 50, ...(after ? { after } : {}) };
        const page = await test.admin.call("listPositions", { params: { id: car.vehicleId }, query });
        seen.push(...page.items);
        after = page.next ?? undefined;
      } while (after);
      expect(seen).toHaveLength(COUNT + 1);
      expect(new Set(seen.map((position) => position.fixTime))).toHaveLength(COUNT + 1);
    });

    it("lie in [from, to)", async () => {
      const times = async (from: string, to: string): Promise<string[]> =>
        (await test.admin.call("listPositions", { params: { id: car.vehicleId }, query: { from, to } })).items.map(
          (item) => item.fixTime,
        );
      expect(await times("2026-05-01T06:00:10Z", "2026-05-01T06:00:30Z")).toEqual([
        "2026-05-01T06:00:10.000Z",
        "2026-05-01T06:00:20.000Z",
      ]);
      expect(await times(PERIOD.from, PERIOD.to)).toEqual([]);
    });

    it("need a period that does not end before it begins", async () => {
      const params = { id: car.vehicleId };
      const reversed = { from: WHOLE_DAY.to, to: WHOLE_DAY.from };
      const problem = await test.admin.refused("listPositions", { params, query: reversed });
      expect(problem.fields).toEqual([{ path: "to", reason: "period_reversed" }]);
      const response = await test.admin.fetch(`/api/vehicles/${car.vehicleId}/positions?from=yesterday`);
      expect(await response.json()).toMatchObject({
        fields: [
          { path: "from", reason: "wrong_format" },
          { path: "to", reason: "required" },
        ],
      });
    });
  });

  describe("a track", () => {
    const fetchTrack = (format: string): Promise<Response> =>
      test.admin.fetch(
        `/api/vehicles/${car.vehicleId}/track?from=${WHOLE_DAY.from}&to=${WHOLE_DAY.to}&format=${format}`,
      );

    it.each([
      ["geojson", "application/geo+json"],
      ["gpx", "application/gpx+xml"],
      ["kml", "application/vnd.google-earth.kml+xml"],
      ["csv", "text/csv; charset=utf-8"],
    ])("is a download as %s", async (format, type) => {
      const response = await fetchTrack(format);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe(type);
      expect(response.headers.get("content-disposition")).toBe(
        `attachment; filename="35abc123_20260501-0300_20260502-0300.${format}"`,
      );
    });

    it("leaves flagged fixes out, in every format", async () => {
      const collection = JSON.parse(await (await fetchTrack("geojson")).text()) as FeatureCollection;
      const points = collection.features.filter((feature) => feature.geometry.type === "Point");
      expect(points).toHaveLength(COUNT);
      const line = collection.features.find((feature) => feature.geometry.type === "LineString");
      expect(line?.geometry).toMatchObject({ coordinates: expect.arrayContaining([[27.1, 38.38]]) });

      const parser = new XMLParser({ ignoreAttributes: false });
      const gpx = await (await fetchTrack("gpx")).text();
      expect(XMLValidator.validate(gpx)).toBe(true);
      expect(parser.parse(gpx).gpx.trk.trkseg.trkpt).toHaveLength(COUNT);
      const kml = await (await fetchTrack("kml")).text();
      expect(XMLValidator.validate(kml)).toBe(true);
      expect(parser.parse(kml).kml.Document.Placemark["gx:MultiTrack"]["gx:Track"].when).toHaveLength(COUNT);

      const bytes = Buffer.from(await (await fetchTrack("csv")).arrayBuffer());
      expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
      const rows = bytes.toString("utf8").trimEnd().split("\r\n");
      expect(rows).toHaveLength(COUNT + 1);
      expect(rows[1]).toBe("01.05.2026 09:00:00;2026-05-01T06:00:00.000Z;38,38;27,1;36;90;;;açık;1000,5;");
    });

    it("is refused in a format nobody knows", async () => {
      const response = await fetchTrack("dwg");
      expect(await response.json()).toMatchObject({ fields: [{ path: "format", reason: "not_offered" }] });
    });
  });

  describe("a photo", () => {
    const address = (): string => `/api/vehicles/${car.vehicleId}/photo`;
    const put = (body: Uint8Array, type: string): Promise<Response> =>
      test.admin.fetch(address(), { method: "PUT", body: Buffer.from(body), headers: { "content-type": type } });
    const png = Buffer.concat([Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), Buffer.alloc(100)]);

    it("is kept, shown with its own type and taken away", async () => {
      expect((await test.admin.fetch(address())).status).toBe(404);
      expect((await put(png, "image/png")).status).toBe(204);
      expect((await test.admin.call("getVehicle", { params: { id: car.vehicleId } })).hasPhoto).toBe(true);
      const response = await test.admin.fetch(address());
      expect(response.headers.get("content-type")).toBe("image/png");
      expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(Buffer.from(await response.arrayBuffer())).toEqual(png);
      const again = await test.admin.fetch(address(), ifChanged(response));
      expect(again.status).toBe(304);
      expect((await test.admin.fetch(address(), { method: "DELETE" })).status).toBe(204);
      expect((await test.admin.fetch(address())).status).toBe(404);
    });

    it.each([
      ["a page that says it is a picture", Buffer.from("<html><script>alert(1)</script></html>"), 415],
      ["an SVG, which could hold scripts", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 415],
      ["nothing", Buffer.alloc(0), 415],
      ["more than two megabytes", Buffer.concat([png, Buffer.alloc(2 * 1024 * 1024)]), 413],
    ])("is not %s", async (_, bytes, status) => {
      expect((await put(bytes, "image/png")).status).toBe(status);
    });

    it("is not a small body that grows when unpacked", async () => {
      const body = new Uint8Array(gzipSync(Buffer.concat([png, Buffer.alloc(8 * 1024 * 1024)])));
      const headers = { "content-type": "image/png", "content-encoding": "gzip" };
      expect((await test.admin.fetch(address(), { method: "PUT", body, headers })).status).toBe(413);
    });
  });

  describe("the base map", () => {
    const tilePath = (z: number, x: number, y: number): string => `/tiles/base/${z}/${x}/${y}.mvt`;
    const inside = tilePath(13, 4712, 3149);

    it("does not exist before one was loaded", async () => {
      const response = await fetch(`${test.url}/tiles/base.json`);
      expect([response.status, await response.json()]).toEqual([404, expect.objectContaining({ code: "not_found" })]);
    });

    describe("once loaded", () => {
      let again: TestApi;
      beforeAll(async () => {
        await replaceBaseMap(test.database, CITY);
        again = await startTestApi(test.database);
      });
      afterAll(() => again.stop());

      it("describes itself as TileJSON with absolute addresses, to everybody", async () => {
        const response = await fetch(`${again.url}/tiles/base.json`);
        const tileJson = (await response.json()) as { tiles: string[] };
        expect(tileJson).toMatchObject({
          tilejson: "3.0.0",
          attribution: "Örnek veri",
          bounds: CITY.bounds,
          minzoom: 0,
          maxzoom: 16,
          vector_layers: expect.arrayContaining([{ id: "street", fields: { name: "", class: "" } }]),
        });
        expect(tileJson.tiles[0]).toMatch(
          new RegExp(`^${again.url}/tiles/base/\\{z\\}/\\{x\\}/\\{y\\}\\.mvt\\?v=\\w+$`),
        );
      });

      it("has tiles that are vector tiles, compressed or not", async () => {
        for (const encoding of ["gzip", "identity"]) {
          const response = await fetch(`${again.url}${inside}`, { headers: { "accept-encoding": encoding } });
          expect(response.status).toBe(200);
          expect(response.headers.get("content-type")).toBe("application/vnd.mapbox-vector-tile");
          expect(response.headers.get("content-encoding")).toBe(encoding === "gzip" ? "gzip" : null);
          const tile = new VectorTile(new PbfReader(new Uint8Array(await response.arrayBuffer())));
          expect(Object.keys(tile.layers)).toEqual(expect.arrayContaining(["district", "neighbourhood"]));
        }
      });

      it("lets browsers ask whether a tile changed, or keep one of a known version", async () => {
        const first = await fetch(`${again.url}${inside}`);
        expect(first.headers.get("cache-control")).toBe("public, no-cache");
        const same = await fetch(`${again.url}${inside}`, ifChanged(first));
        expect(same.status).toBe(304);
        const { tiles } = (await (await fetch(`${again.url}/tiles/base.json`)).json()) as { tiles: string[] };
        const version = new URL(tiles[0] ?? "").searchParams.get("v");
        const known = await fetch(`${again.url}${inside}?v=${version}`);
        expect(known.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      });

      it("has nothing far away and no tile that cannot be", async () => {
        expect((await fetch(`${again.url}${tilePath(13, 0, 0)}`)).status).toBe(204);
        for (const path of [tilePath(17, 1, 1), tilePath(2, 4, 0), tilePath(2, -1, 0), "/tiles/base/a/b/c.mvt"]) {
          expect([path, (await fetch(`${again.url}${path}`)).status]).toEqual([path, 404]);
        }
      });
    });
  });
});
