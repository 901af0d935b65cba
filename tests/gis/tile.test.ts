// Tiles of the base map are the same whichever database cuts them: ST_AsMVT on PostgreSQL, the SQL
// emulation with its encoder on the embedded one.
import { VectorTile, type VectorTileFeature } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { describe, expect, it } from "vitest";
import type { BaseMap } from "../../domain/base-map.ts";
import { baseMapInfo, replaceBaseMap } from "../../gis/base-map.ts";
import { placeAt } from "../../gis/place.ts";
import { baseTile } from "../../gis/tile.ts";
import { generateCity } from "../../simulators/city/generate-city.ts";
import { describeOnBothDatabases, type DatabaseKind } from "../harness/database.ts";

const city = generateCity(35);

function tileOf(lon: number, lat: number, zoom: number): { z: number; x: number; y: number } {
  const scale = 2 ** zoom;
  const radians = (lat * Math.PI) / 180;
  return {
    z: zoom,
    x: Math.floor(((lon + 180) / 360) * scale),
    y: Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * scale),
  };
}

const BOZYAKA = { lon: 27.1115, lat: 38.3911 };
const TILES = [10, 12, 13, 14, 15, 16].map((zoom) => tileOf(BOZYAKA.lon, BOZYAKA.lat, zoom));

interface Decoded {
  properties: Record<string, unknown>;
  type: number;
  rings: { x: number; y: number }[][];
}

function decode(bytes: Uint8Array): Map<string, Decoded> {
  const tile = new VectorTile(new PbfReader(bytes));
  const features = new Map<string, Decoded>();
  for (const [name, layer] of Object.entries(tile.layers)) {
    for (let i = 0; i < layer.length; i += 1) {
      const feature: VectorTileFeature = layer.feature(i);
      features.set(`${name}/${feature.id}`, {
        properties: feature.properties,
        type: feature.type,
        rings: feature.loadGeometry(),
      });
    }
  }
  return features;
}

const signedArea = (ring: { x: number; y: number }[]): number =>
  ring.reduce((sum, point, i) => {
    const next = ring[(i + 1) % ring.length] ?? point;
    return sum + point.x * next.y - next.x * point.y;
  }, 0) / 2;

/** Farthest any vertex of one lies from the outline of the other, in tile units. */
function farthest(a: Decoded, b: Decoded): number {
  const toSegment = (p: { x: number; y: number }, s: { x: number; y: number }, e: { x: number; y: number }): number => {
    const [dx, dy] = [e.x - s.x, e.y - s.y];
    const along =
      dx === 0 && dy === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - s.x) * dx + (p.y - s.y) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(p.x - s.x - along * dx, p.y - s.y - along * dy);
  };
  const oneWay = (from: Decoded, to: Decoded): number =>
    Math.max(
      ...from.rings
        .flat()
        .map((point) =>
          Math.min(
            ...to.rings.flatMap((ring) => ring.map((start, i) => toSegment(point, start, ring[i + 1] ?? start))),
          ),
        ),
    );
  return Math.max(oneWay(a, b), oneWay(b, a));
}

/** PostGIS repairs clipped areas with another algorithm than ST_MakeValid: sharp corners end up to two units apart. */
const MOST_APART = 3;

const decodedBy = new Map<DatabaseKind, Map<string, Decoded>[]>();

describeOnBothDatabases("base map tiles", (open) => {
  it("hold what their zoom asks for, with outer rings the right way round", async () => {
    const { database, kind } = await open();
    expect(await baseMapInfo(database)).toBeNull();
    expect(await baseTile(database, 14, 0, 0)).toHaveLength(0);
    await replaceBaseMap(database, city);
    const tiles: Map<string, Decoded>[] = [];
    for (const { z, x, y } of TILES) tiles.push(decode(await baseTile(database, z, x, y)));
    decodedBy.set(kind, tiles);

    const layersOf = (index: number): Set<string> =>
      new Set([...(tiles[index]?.keys() ?? [])].map((key) => key.split("/")[0] ?? ""));
    expect(layersOf(0)).not.toContain("building");
    expect([...layersOf(4)]).toEqual(expect.arrayContaining(["building", "street", "neighbourhood", "district"]));
    for (const feature of tiles.flatMap((tile) => Array.from(tile.values()))) {
      if (feature.type === 3) expect(signedArea(feature.rings[0] ?? [])).toBeGreaterThan(0);
    }
    expect(await placeAt(database, BOZYAKA.lon, BOZYAKA.lat)).toBe("Bozyaka");
    expect(await placeAt(database, 0, 0)).toBeNull();
  });

  it("name an area once, however many tiles it lies in", async () => {
    const { database } = await open();
    const zoom = 16;
    const spread = city.parks
      .filter(({ name }) => name !== "")
      .map((park) => ({
        park,
        corners: park.area.coordinates.flat().map(([lon = 0, lat = 0]) => tileOf(lon, lat, zoom)),
      }));
    const tilesOf = (corners: { x: number; y: number }[]): number =>
      new Set(corners.map(({ x, y }) => `${x}/${y}`)).size;
    const widest = spread.toSorted((a, b) => tilesOf(b.corners) - tilesOf(a.corners))[0];
    if (!widest) throw new Error("the city has no named park");
    expect(tilesOf(widest.corners)).toBeGreaterThan(1);
    await replaceBaseMap(database, { ...city, streets: [], buildings: [], containers: [], parks: [widest.park] });
    const [xs, ys] = [widest.corners.map(({ x }) => x), widest.corners.map(({ y }) => y)];
    const named: unknown[] = [];
    for (let x = Math.min(...xs); x <= Math.max(...xs); x += 1) {
      for (let y = Math.min(...ys); y <= Math.max(...ys); y += 1) {
        for (const [key, { properties, rings }] of decode(await baseTile(database, zoom, x, y))) {
          const [at] = rings[0] ?? [];
          // Points of the buffer belong to the tile next to it.
          const own = at && at.x >= 0 && at.x < 4096 && at.y >= 0 && at.y < 4096;
          if (key.startsWith("area_label/") && own) named.push(properties["name"]);
        }
      }
    }
    expect(named.filter((name) => name === widest.park.name)).toEqual([widest.park.name]);
  });

  it("are replaced with the map", async () => {
    const { database } = await open();
    const small: BaseMap = { ...city, streets: city.streets.slice(0, 5), buildings: [], containers: [] };
    await replaceBaseMap(database, small);
    await replaceBaseMap(database, { ...small, streets: [] });
    const { z, x, y } = tileOf(BOZYAKA.lon, BOZYAKA.lat, 14);
    expect([...decode(await baseTile(database, z, x, y)).keys()].some((key) => key.startsWith("street/"))).toBe(false);
    expect((await baseMapInfo(database))?.attribution).toContain("Örnek veri");
  });
});

describe("both ways of cutting tiles", () => {
  it("give the same features, properties and geometry (within 3 of 4096 units)", (context) => {
    const [ours, theirs] = [decodedBy.get("embedded"), decodedBy.get("postgresql")];
    if (!ours || !theirs) return context.skip("only one database is here");
    ours.forEach((tile, index) => {
      const other = theirs[index] ?? new Map<string, Decoded>();
      expect([...tile.keys()].sort()).toEqual([...other.keys()].sort());
      for (const [key, feature] of tile) {
        const twin = other.get(key);
        expect({ key, properties: feature.properties, type: feature.type }).toEqual({
          key,
          properties: twin?.properties,
          type: twin?.type,
        });
        if (twin) expect(farthest(feature, twin), key).toBeLessThanOrEqual(MOST_APART);
      }
    });
  });
});
