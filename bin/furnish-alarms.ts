// Geofences and alarm rules of the demo: what a control room has, few enough that its alarms mean something.
// All marked as sample data. Running it again adds nothing twice.
import type { NewRule } from "../domain/alarm/rule.ts";
import type { BaseMap } from "../domain/base-map.ts";
import type { Schedule } from "../domain/calendar/schedule.ts";
import { readAll, type ApiClient } from "./api-client.ts";

type Site = BaseMap["sites"][number];

const marked = (text: string): string => `${text} (örnek veri)`;

const SCHOOL_GROUP = "Okul bölgesi";
const FORBIDDEN_GROUP = "Yasak bölge";
const DEPOT_GROUP = "Garaj ve depo";

interface Area {
  group: string;
  radiusM: number;
  colour: string;
  speedLimitKmh?: number;
  schedule?: Schedule;
}

/** Lessons and the way to them. */
const SCHOOL_HOURS: Schedule = {
  shifts: [{ days: [1, 2, 3, 4, 5, 6, 7], from: "07:00", to: "19:00" }],
  holidays: "ignore",
};
const DRIVING_HOURS: Schedule = {
  shifts: [{ days: [1, 2, 3, 4, 5], from: "06:00", to: "20:00" }],
  holidays: "exclude",
};

const DEPOT: Area = { group: DEPOT_GROUP, radiusM: 120, colour: "#2f6f4f" };
const SCHOOL: Area = {
  group: SCHOOL_GROUP,
  radiusM: 90,
  colour: "#b07d12",
  speedLimitKmh: 30,
  schedule: SCHOOL_HOURS,
};
const FORBIDDEN: Area = { group: FORBIDDEN_GROUP, radiusM: 70, colour: "#a33a3a" };

type DemoRule = Omit<NewRule, "unitId" | "enabled" | "vehicleIds" | "geofenceIds"> & { name: string };

const ALWAYS = {
  vehicleKinds: [],
  geofenceGroup: null,
  schedule: null,
  escalateAfterSeconds: null,
} satisfies Partial<NewRule>;

const RULES: readonly DemoRule[] = [
  {
    ...ALWAYS,
    name: "Hız aşımı",
    severity: "high",
    condition: { kind: "speeding", limitKmh: null, tolerancePct: 20, minSeconds: 20 },
    escalateAfterSeconds: 900,
  },
  {
    ...ALWAYS,
    name: "Yasak bölgeye giriş",
    severity: "critical",
    condition: { kind: "geofence-forbidden", minSeconds: 20 },
    geofenceGroup: FORBIDDEN_GROUP,
    escalateAfterSeconds: 600,
  },
  {
    ...ALWAYS,
    name: "Uzun rölanti",
    severity: "low",
    condition: { kind: "idling", minSeconds: 1200 },
  },
  {
    ...ALWAYS,
    name: "Mesai dışı binek araç",
    severity: "medium",
    condition: { kind: "out-of-hours", minSeconds: 120 },
    vehicleKinds: ["car"],
    schedule: DRIVING_HOURS,
  },
  {
    ...ALWAYS,
    name: "Süpürürken hızlı",
    severity: "low",
    condition: { kind: "working-speed", input: "broom", maxSpeedKmh: 15, minSeconds: 30 },
    vehicleKinds: ["sweeper"],
  },
  { ...ALWAYS, name: "Cihaz sessiz", severity: "medium", condition: { kind: "silent", afterSeconds: 3600 } },
  { ...ALWAYS, name: "Panik düğmesi", severity: "urgent", condition: { kind: "panic" }, escalateAfterSeconds: 120 },
  { ...ALWAYS, name: "Çekilme", severity: "critical", condition: { kind: "towing", minSeconds: 60 } },
];

function areasOf(sites: readonly Site[]): { site: Site; area: Area }[] {
  const some = (kind: Site["kind"], count: number, area: Area) =>
    sites
      .filter((site) => site.kind === kind)
      .slice(0, count)
      .map((site) => ({ site, area }));
  return [...some("depot", 6, DEPOT), ...some("school", 2, SCHOOL), ...some("market", 1, FORBIDDEN)];
}

async function addGeofences(client: ApiClient, unitId: number, sites: readonly Site[]): Promise<void> {
  const known = new Set((await readAll((query) => client.call("listGeofences", { query }))).map((one) => one.name));
  for (const { site, area } of areasOf(sites)) {
    const name = marked(area === FORBIDDEN ? `${site.name} yaya alanı` : site.name);
    if (known.has(name)) continue;
    const { radiusM, ...rest } = area;
    const [lon = 0, lat = 0] = site.point.coordinates;
    const body = {
      ...rest,
      name,
      unitId,
      shape: { type: "Circle" as const, centre: [lon, lat] as [number, number], radiusM },
    };
    await client.call("createGeofence", { body });
  }
}

/** @throws ApiProblem where the server refuses. */
export async function furnishAlarms(client: ApiClient, sites: readonly Site[]): Promise<void> {
  const units = await readAll((query) => client.call("listUnits", { query }));
  const unitId = units.find((unit) => unit.parentId === null)?.id ?? 0;
  await addGeofences(client, unitId, sites);
  const known = new Set((await readAll((query) => client.call("listRules", { query }))).map((rule) => rule.name));
  for (const { name, ...rule } of RULES) {
    if (!known.has(marked(name))) await client.call("createRule", { body: { ...rule, name: marked(name), unitId } });
  }
}
