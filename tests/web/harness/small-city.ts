// A few blocks around a square: enough streets, parks and names to see that the base map is drawn.
import type { BaseMap, StreetClass } from "../../../domain/base-map.ts";

const WEST = 27.1;
const SOUTH = 38.37;
/** About 260 × 220 m per block. */
const STEP_LON = 0.003;
const STEP_LAT = 0.002;
const BLOCKS = 10;

type Rect = [west: number, south: number, east: number, north: number];

const at = (column: number, row: number): [number, number] => [WEST + column * STEP_LON, SOUTH + row * STEP_LAT];

const rect = ([west, south, east, north]: Rect): { type: "Polygon"; coordinates: [number, number][][] } => ({
  type: "Polygon",
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});

function block(column: number, row: number, margin: number, columns = 1, rows = 1): Rect {
  const [west, south] = at(column, row);
  return [west + margin, south + margin, west + columns * STEP_LON - margin, south + rows * STEP_LAT - margin];
}

const classOf = (index: number): StreetClass =>
  index === 5 ? "primary" : index % 3 === 0 ? "secondary" : "residential";

export function smallCity(): BaseMap {
  const lines = Array.from({ length: BLOCKS + 1 }, (_, index) => index);
  const streets = lines.flatMap((index): BaseMap["streets"] => [
    {
      name: index === 5 ? "Yeşillik Caddesi" : `${5700 + index}. Sokak`,
      class: classOf(index),
      line: { type: "LineString", coordinates: lines.map((step) => at(step, index)) },
    },
    {
      name: index === 5 ? "İnönü Caddesi" : `${5800 + index}. Sokak`,
      class: classOf(index),
      line: { type: "LineString", coordinates: lines.map((step) => at(index, step)) },
    },
  ]);
  const [west, south] = at(0, 0);
  const [east, north] = at(BLOCKS, BLOCKS);
  const half = (west + east) / 2;
  return {
    attribution: "Örnek veri – temsilî, resmî sınır değildir",
    bounds: [west, south, east, north],
    district: rect([west, south, east, north]),
    neighbourhoods: [
      { name: "Şehitler", label: { type: "Point", coordinates: at(2.5, 7.5) }, area: rect([west, south, half, north]) },
      { name: "Çalıkuşu", label: { type: "Point", coordinates: at(7.5, 7.5) }, area: rect([half, south, east, north]) },
    ],
    streets,
    parks: [{ name: "Özdemir Sabancı Parkı", area: rect(block(3, 3, 0.0002, 2, 1)) }],
    woods: [{ area: rect(block(0, 0, 0, 2, 2)) }],
    water: [{ name: "Gölet", area: rect(block(8, 1, 0.0004)) }],
    buildings: [6, 7, 8].flatMap((column) =>
      [4, 6, 8].map((row) => ({ area: rect(block(column, row, 0.0006)), heightM: 12 })),
    ),
    sites: [{ name: "Temizlik İşleri Garajı", kind: "depot", point: { type: "Point", coordinates: at(1.5, 4.5) } }],
    containers: [2.2, 4.2, 6.2].map((column, index) => ({
      code: `K-${index + 1}`,
      material: "metal",
      volumeL: 770,
      point: { type: "Point", coordinates: at(column, 5.05) },
    })),
  };
}
