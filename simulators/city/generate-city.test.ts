import { createHash } from "node:crypto";
import { booleanPointInPolygon, booleanValid, area } from "@turf/turf";
import type { Polygon, Position } from "geojson";
import { describe, expect, it } from "vitest";
import type { BaseMap } from "../../domain/base-map.ts";
import { generateCity, type City } from "./generate-city.ts";
import { NAMED_PARKS } from "./landmarks.ts";
import { HALF_STREET_M } from "./build-houses.ts";
import { NEIGHBOURHOOD_PLACES } from "./neighbourhood-places.ts";
import { toPlane, type PlanePoint } from "./plane.ts";
import { segmentTouches, type Rectangle } from "./rectangle.ts";
import { createSegmentIndex } from "./segment-index.ts";

const WORKING_BOX = [26.92, 38.28, 27.15, 38.41] as const;

/** What the city hands to the map; its functions and the graph are not part of it. */
function mapOf(city: City): BaseMap {
  const { attribution, bounds, district, neighbourhoods, streets, parks, woods, water, buildings, sites, containers } =
    city;
  return { attribution, bounds, district, neighbourhoods, streets, parks, woods, water, buildings, sites, containers };
}
const hashOf = (city: City): string =>
  createHash("sha256")
    .update(JSON.stringify(mapOf(city)))
    .digest("hex");

const city = generateCity(35);
const polygons: { what: string; area: Polygon }[] = [
  ...city.parks.map((park) => ({ what: park.name, area: park.area })),
  ...city.woods.map((wood) => ({ what: "wood", area: wood.area })),
  ...city.water.map((water) => ({ what: water.name, area: water.area })),
  ...city.buildings.map((building) => ({ what: "building", area: building.area })),
];
const positionsOf = (area: { coordinates: unknown }): Position[] => {
  const flat: Position[] = [];
  const walk = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    if (typeof value[0] === "number") flat.push(value as Position);
    else value.forEach(walk);
  };
  walk(area.coordinates);
  return flat;
};

it("is the same for the same seed, byte for byte, and another for another", () => {
  expect(hashOf(generateCity(35))).toBe(hashOf(city));
  expect(hashOf(generateCity(36))).not.toBe(hashOf(city));
}, 30_000);

it("says that it is sample data", () => {
  expect(city.attribution).toBe("Örnek veri – temsilî, resmî sınır değildir");
});

it("has about the numbers of a district", () => {
  expect(city.neighbourhoods).toHaveLength(58);
  expect(city.streets.length).toBeGreaterThan(4000);
  expect(city.streets.length).toBeLessThan(8000);
  expect(city.buildings.length).toBeGreaterThan(10_000);
  expect(city.parks.length).toBeGreaterThan(30);
  expect(city.containers).toHaveLength(600);
  expect(city.containers.filter((container) => container.material === "plastic")).toHaveLength(200);
  expect(new Set(city.containers.map((container) => container.code)).size).toBe(600);
  expect(area(city.district) / 1e6).toBeGreaterThan(80);
  expect(area(city.district) / 1e6).toBeLessThan(110);
});

it("lies in the working box, every part of it", () => {
  const [west, south, east, north] = WORKING_BOX;
  const everything = [
    ...positionsOf(city.district),
    ...city.neighbourhoods.flatMap((neighbourhood) => positionsOf(neighbourhood.area)),
    ...city.streets.flatMap((street) => street.line.coordinates),
    ...polygons.flatMap(({ area }) => positionsOf(area)),
    ...[...city.sites, ...city.containers].map((site) => site.point.coordinates),
  ];
  const outside = everything.filter(([x, y]) => !(x! >= west && x! <= east && y! >= south && y! <= north));
  expect(outside).toEqual([]);
});

it("has only valid areas", () => {
  const areas = [...polygons, ...city.neighbourhoods.map(({ name, area }) => ({ what: name, area }))];
  const broken = areas.filter(({ area }) => !booleanValid(area)).map(({ what }) => what);
  expect(broken).toEqual([]);
  expect(booleanValid(city.district)).toBe(true);
});

it("has every park that is known by name", () => {
  const names = new Set(city.parks.map((park) => park.name));
  expect(NAMED_PARKS.filter((park) => !names.has(park.name))).toEqual([]);
});

describe("neighbourhoods", () => {
  it("carry the 58 names once, each label within its own area", () => {
    expect(new Set(city.neighbourhoods.map(({ name }) => name)).size).toBe(58);
    expect(city.neighbourhoods.map(({ name }) => name)).toEqual(NEIGHBOURHOOD_PLACES.map(({ name }) => name));
    for (const { name, label, area: cell } of city.neighbourhoods) {
      expect(booleanPointInPolygon(label, cell), name).toBe(true);
    }
  });

  it("fill the district without overlaps", () => {
    const total = city.neighbourhoods.reduce((sum, { area: cell }) => sum + area(cell), 0);
    expect(total / area(city.district)).toBeCloseTo(1, 4);
  });
});

describe("streets", () => {
  it("are named; small ones of the town carry numbers of their own", () => {
    expect(city.streets.filter((street) => street.name.trim() === "")).toEqual([]);
    const numbered = city.streets.filter((street) => /^\d+(\/\d+)? Sokak$/.test(street.name));
    expect(numbered.length / city.streets.length).toBeGreaterThan(0.9);
    expect(new Set(numbered.map((street) => street.name)).size).toBe(numbered.length);
    const names = new Set(city.streets.map((street) => street.name));
    for (const name of ["Yeşillik Caddesi", "Eski İzmir Caddesi", "İnönü Caddesi", "Gazeteci Hasan Tahsin Caddesi"]) {
      expect(names).toContain(name);
    }
  });

  it("hang together: every junction is reached from every depot", () => {
    const { edges, edgesAt } = city.graph;
    const reached = new Set([edges[city.depots[0]!.edge]!.from]);
    for (const node of reached) {
      for (const edge of edgesAt[node]!) reached.add(edges[edge]!.from).add(edges[edge]!.to);
    }
    for (const depot of city.depots) expect(reached.has(edges[depot.edge]!.to), depot.name).toBe(true);
    expect(edges.every((edge) => reached.has(edge.from) && reached.has(edge.to))).toBe(true);
  });

  it("lead to both villages", () => {
    const near = (lon: number, lat: number): boolean => {
      const [x, y] = toPlane(lon, lat);
      return city.graph.nodes.some(([nx, ny]) => Math.hypot(nx - x, ny - y) < 150);
    };
    expect(near(26.958, 38.311)).toBe(true);
    expect(near(27.0615, 38.319)).toBe(true);
  });
});

it("has no building on a street", () => {
  const streets = createSegmentIndex(60);
  city.graph.edges.forEach((edge, e) => streets.addLine(e, edge.points));
  const blocked = city.buildings.filter(({ area: footprint }) => {
    const house = rectangleOf(footprint.coordinates[0]!);
    const [x, y] = house.centre;
    let touches = false;
    streets.near({ west: x - 60, south: y - 60, east: x + 60, north: y + 60 }, ({ line, a, b }) => {
      // Rounding of the published corners moves a wall by a few centimetres.
      const half = HALF_STREET_M[city.graph.edges[line]!.class] - 0.3;
      touches ||= segmentTouches(house, a, b, half);
    });
    return touches;
  });
  expect(blocked).toEqual([]);
});

function rectangleOf(ring: readonly Position[]): Rectangle {
  const corners = ring.slice(0, 4).map(([lon, lat]) => toPlane(lon!, lat!));
  const [a, b, c] = corners as [PlanePoint, PlanePoint, PlanePoint];
  const widthM = Math.hypot(b[0] - a[0], b[1] - a[1]);
  return {
    centre: [(a[0] + c[0]) / 2, (a[1] + c[1]) / 2],
    ux: (b[0] - a[0]) / widthM,
    uy: (b[1] - a[1]) / widthM,
    widthM,
    depthM: Math.hypot(c[0] - b[0], c[1] - b[1]),
  };
}
