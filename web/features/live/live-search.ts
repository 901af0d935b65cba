// The view of the live screen in the address:
//   /canli?z=13.2&c=38.385,27.12&sec=12&durum=hareketli,sessiz&ara=35abc&sira=hiz
// Words are Turkish and stable: addresses are sent to colleagues and kept as bookmarks.
import type { VehicleCondition } from "../../signs/state-sign.ts";

/** As it stands in the address. */
export interface LiveSearch {
  z?: number;
  c?: string;
  sec?: number;
  durum?: string;
  ara?: string;
  sira?: string;
}

export const SORTS = ["label", "condition", "speed", "age", "kind"] as const;
export type Sort = (typeof SORTS)[number];

/** What it means. */
export interface LiveView {
  camera: { zoom: number; lat: number; lon: number } | null;
  selectedId: number | null;
  /** Empty = all. */
  conditions: readonly VehicleCondition[];
  query: string;
  sort: Sort;
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
};

const conditionBySlug = new Map(
  Object.entries(CONDITION_SLUGS).map(([condition, slug]) => [slug, condition as VehicleCondition]),
);
const sortBySlug = new Map(Object.entries(SORT_SLUGS).map(([sort, slug]) => [slug, sort as Sort]));

const MAX_QUERY = 100;

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

/** Anything unreadable is left out: an old or mistyped address still opens. */
export function readLiveSearch(search: Record<string, unknown>): LiveView {
  const selected = numberIn(search["sec"], 1, Number.MAX_SAFE_INTEGER);
  const slugs = typeof search["durum"] === "string" ? search["durum"].split(",") : [];
  const conditions = slugs.flatMap((slug) => conditionBySlug.get(slug) ?? []);
  return {
    camera: readCamera(search),
    selectedId: selected !== null && Number.isInteger(selected) ? selected : null,
    conditions: [...new Set(conditions)],
    query: typeof search["ara"] === "string" ? search["ara"].slice(0, MAX_QUERY) : "",
    sort: sortBySlug.get(String(search["sira"])) ?? "label",
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
    ...(view.query === "" ? {} : { ara: view.query }),
    ...(view.sort === "label" ? {} : { sira: SORT_SLUGS[view.sort] }),
  };
}
