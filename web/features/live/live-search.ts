// The view of the live screen in the address:
//   /canli?z=13.2&c=38.385,27.12&sec=12&durum=hareketli,sessiz&tur=sweeper&ara=35abc&sira=hiz&grup=birim&altlik=ortofoto
// Words are Turkish and stable: addresses are sent to colleagues and kept as bookmarks. Kinds keep
// their keys, which are as stable.
import { VehicleKind } from "../../../domain/vehicle-kind.ts";
import type { VehicleCondition } from "../../signs/state-sign.ts";

/** As it stands in the address. */
export interface LiveSearch {
  z?: number;
  c?: string;
  sec?: number;
  durum?: string;
  tur?: string;
  ara?: string;
  sira?: string;
  grup?: string;
  altlik?: string;
  alarm?: string;
  ekran?: string;
  donen?: string;
  sure?: number;
}

/** What a wall display takes its turns from. */
export const WALL_SOURCES = ["all", "units", "views"] as const;
export type WallSource = (typeof WALL_SOURCES)[number];
export const WALL_SECONDS = { min: 5, max: 600, initial: 20 } as const;

export const SORTS = ["label", "condition", "speed", "age", "kind", "distance"] as const;
export type Sort = (typeof SORTS)[number];

export const GROUPINGS = ["none", "unit", "kind"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What it means. */
export interface LiveView {
  camera: { zoom: number; lat: number; lon: number } | null;
  selectedId: number | null;
  /** Empty = all. */
  conditions: readonly VehicleCondition[];
  /** Empty = all. */
  kinds: readonly VehicleKind[];
  query: string;
  /** Only vehicles with an open alarm. */
  alarmOnly: boolean;
  sort: Sort;
  grouping: Grouping;
  /** Id of the base map; null = as this person has it. */
  backdrop: string | null;
  /** A screen on the wall: no controls, goes round by itself. */
  wall: boolean;
  wallSource: WallSource;
  /** How long a turn lasts. */
  wallSeconds: number;
}

const CONDITION_SLUGS: Readonly<Record<VehicleCondition, string>> = {
  moving: "hareketli",
  idling: "rolantide",
  stopped: "duruyor",
  parked: "park",
  silent: "sessiz",
  unlocated: "konumsuz",
};
const SORT_SLUGS: Readonly<Record<Sort, string>> = {
  label: "plaka",
  condition: "durum",
  speed: "hiz",
  age: "yas",
  kind: "tur",
  distance: "uzaklik",
};
const GROUPING_SLUGS: Readonly<Record<Grouping, string>> = { none: "yok", unit: "birim", kind: "tur" };
const ALARM_SLUG = "var";
const WALL_SLUG = "duvar";
const WALL_SOURCE_SLUGS: Readonly<Record<WallSource, string>> = { all: "hepsi", units: "birim", views: "gorunum" };

const conditionBySlug = new Map(
  Object.entries(CONDITION_SLUGS).map(([condition, slug]) => [slug, condition as VehicleCondition]),
);
const sortBySlug = new Map(Object.entries(SORT_SLUGS).map(([sort, slug]) => [slug, sort as Sort]));
const groupingBySlug = new Map(Object.entries(GROUPING_SLUGS).map(([name, slug]) => [slug, name as Grouping]));

const MAX_QUERY = 100;
const BACKDROP_ID = /^[a-z0-9-]{1,100}$/;

function numberIn(value: unknown, min: number, max: number): number | null {
  const number =
    typeof value === "number" ? value : typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
  return Number.isFinite(number) && number >= min && number <= max ? number : null;
}

function readCamera(search: Record<string, unknown>): LiveView["camera"] {
  const [latText, lonText, ...rest] = typeof search["c"] === "string" ? search["c"].split(",") : [];
  const zoom = numberIn(search["z"], 0, 22);
  const lat = numberIn(latText, -85, 85);
  const lon = numberIn(lonText, -180, 180);
  return zoom === null || lat === null || lon === null || rest.length > 0 ? null : { zoom, lat, lon };
}

const listOf = (value: unknown): string[] => (typeof value === "string" ? value.split(",") : []);

/** Anything unreadable is left out: an old or mistyped address still opens. */
export function readLiveSearch(search: Record<string, unknown>): LiveView {
  const selected = numberIn(search["sec"], 1, Number.MAX_SAFE_INTEGER);
  const conditions = listOf(search["durum"]).flatMap((slug) => conditionBySlug.get(slug) ?? []);
  const kinds = listOf(search["tur"]).flatMap((slug) => VehicleKind.safeParse(slug).data ?? []);
  return {
    camera: readCamera(search),
    selectedId: selected !== null && Number.isInteger(selected) ? selected : null,
    conditions: [...new Set(conditions)],
    kinds: [...new Set(kinds)],
    query: typeof search["ara"] === "string" ? search["ara"].slice(0, MAX_QUERY) : "",
    alarmOnly: search["alarm"] === ALARM_SLUG,
    sort: sortBySlug.get(String(search["sira"])) ?? "label",
    grouping: groupingBySlug.get(String(search["grup"])) ?? "none",
    backdrop: typeof search["altlik"] === "string" && BACKDROP_ID.test(search["altlik"]) ? search["altlik"] : null,
    wall: search["ekran"] === WALL_SLUG,
    wallSource: WALL_SOURCES.find((source) => WALL_SOURCE_SLUGS[source] === search["donen"]) ?? "all",
    wallSeconds: Math.round(numberIn(search["sure"], WALL_SECONDS.min, WALL_SECONDS.max) ?? WALL_SECONDS.initial),
  };
}

export function writeLiveSearch(view: LiveView): LiveSearch {
  return {
    ...(view.camera
      ? { z: Number(view.camera.zoom.toFixed(2)), c: `${view.camera.lat.toFixed(5)},${view.camera.lon.toFixed(5)}` }
      : {}),
    ...(view.selectedId === null ? {} : { sec: view.selectedId }),
    ...(view.conditions.length === 0
      ? {}
      : { durum: view.conditions.map((condition) => CONDITION_SLUGS[condition]).join(",") }),
    ...(view.kinds.length === 0 ? {} : { tur: view.kinds.join(",") }),
    ...(view.query === "" ? {} : { ara: view.query }),
    ...(view.alarmOnly ? { alarm: ALARM_SLUG } : {}),
    ...(view.sort === "label" ? {} : { sira: SORT_SLUGS[view.sort] }),
    ...(view.grouping === "none" ? {} : { grup: GROUPING_SLUGS[view.grouping] }),
    ...(view.backdrop === null ? {} : { altlik: view.backdrop }),
    ...(view.wall ? { ekran: WALL_SLUG } : {}),
    ...(view.wallSource === "all" ? {} : { donen: WALL_SOURCE_SLUGS[view.wallSource] }),
    ...(view.wallSeconds === WALL_SECONDS.initial ? {} : { sure: view.wallSeconds }),
  };
}
