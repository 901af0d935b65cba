// Vehicles for the stub server: every state, every kind, plates and codes, on the streets of a base
// map; where they are is a pure function of time.
import type { BaseMap } from "../../../domain/base-map.ts";
import type { LiveRecord } from "../../../domain/live-protocol.ts";
import type { Motion } from "../../../domain/motion.ts";
import type { Unit } from "../../../domain/unit.ts";
import type { Vehicle } from "../../../domain/vehicle.ts";
import { VEHICLE_KIND_KEYS } from "../../../domain/vehicle-kind.ts";

export interface StubVehicle {
  vehicle: Vehicle;
  /** null = never sent a position. */
  motion: Motion | null;
  line: readonly (readonly number[])[];
  /** Phase along the line, 0–1, at time zero. */
  phase: number;
  speedKmh: number;
}

export interface StubFleet {
  units: Unit[];
  vehicles: StubVehicle[];
}

const UNITS: Unit[] = [
  { id: 1, parentId: null, name: "Karabağlar Belediyesi", kind: "presidency", path: [1] },
  { id: 2, parentId: 1, name: "Temizlik İşleri Müdürlüğü", kind: "directorate", path: [1, 2] },
  { id: 3, parentId: 1, name: "Fen İşleri Müdürlüğü", kind: "directorate", path: [1, 3] },
  { id: 4, parentId: 1, name: "Park ve Bahçeler Müdürlüğü", kind: "directorate", path: [1, 4] },
];
const MOTION_CYCLE: readonly (Motion | null)[] = [
  "moving",
  "moving",
  "idling",
  "moving",
  "stopped",
  "parked",
  "moving",
  "silent",
  "parked",
  "moving",
  "stopped",
  null,
];
const LETTERS = "ABCDEFGHJKLMNPRSTUVYZ";
const COLOURS = ["#F2F2F2", "#F28C28", "#2E7D32", null];

export function stubFleet(map: BaseMap, count: number): StubFleet {
  const lines = map.streets
    .filter(({ class: streetClass }) => streetClass !== "track")
    .map(({ line }) => line.coordinates);
  const vehicles = Array.from({ length: count }, (_, index): StubVehicle => {
    const motion = MOTION_CYCLE[index % MOTION_CYCLE.length] ?? null;
    const code = index % 17 === 16;
    const letter = (offset: number): string => LETTERS[(index * 7 + offset * 5) % LETTERS.length] ?? "A";
    return {
      vehicle: {
        id: index + 1,
        plate: code ? null : `35 ${letter(0)}${letter(1)}${letter(2)} ${100 + index}`,
        code: code ? `GRY-${String(index).padStart(2, "0")}` : null,
        name: index === 3 ? "Iğdır ekibi" : null,
        kind: VEHICLE_KIND_KEYS[index % VEHICLE_KIND_KEYS.length] ?? "other",
        unitId: 2 + (index % 3),
        colour: COLOURS[index % COLOURS.length] ?? null,
        speedLimitKmh: index % 2 === 0 ? 50 : null,
        archived: false,
        hasPhoto: false,
      },
      motion,
      line: lines[(index * 13) % lines.length] ?? [],
      phase: ((index * 37) % 100) / 100,
      speedKmh: motion === "moving" ? 14 + ((index * 11) % 40) : 0,
    };
  });
  return { units: UNITS, vehicles };
}

/** To and fro along the line. */
function placeOn(
  { line, phase, speedKmh }: StubVehicle,
  nowMs: number,
): { lon: number; lat: number; headingDeg: number } {
  const [first = [0, 0], last = first] = [line[0], line.at(-1)];
  const spanDeg = Math.hypot((last[0] ?? 0) - (first[0] ?? 0), (last[1] ?? 0) - (first[1] ?? 0)) || 1e-6;
  const travelled = phase * 2 + ((speedKmh / 3.6) * (nowMs / 1000)) / (spanDeg * 95_000);
  const cycle = travelled % 2;
  const back = cycle > 1;
  const along = (back ? 2 - cycle : cycle) * (line.length - 1);
  const index = Math.min(line.length - 2, Math.floor(along));
  const [from = first, to = last] = [line[index], line[index + 1]];
  const part = along - index;
  const [fromLon = 0, fromLat = 0] = from;
  const [toLon = 0, toLat = 0] = to;
  const [dx, dy] = [(toLon - fromLon) * Math.cos((fromLat * Math.PI) / 180), toLat - fromLat];
  const heading = (Math.atan2(dx, dy) * 180) / Math.PI + (back ? 180 : 0);
  return {
    lon: fromLon + (toLon - fromLon) * part,
    lat: fromLat + (toLat - fromLat) * part,
    headingDeg: (Math.round(heading) + 360) % 360,
  };
}

const QUIET_MS: Readonly<Record<Motion, number>> = {
  moving: 1000,
  idling: 4000,
  stopped: 9000,
  parked: 6.5 * 60_000,
  silent: 3 * 3_600_000,
};

export function recordOf(stub: StubVehicle, nowMs: number): LiveRecord | null {
  if (stub.motion === null) return null;
  const quiet = QUIET_MS[stub.motion];
  const fixTimeMs = stub.motion === "moving" ? nowMs - 1000 : nowMs - quiet - (nowMs % 1000);
  const place = placeOn(stub, stub.motion === "moving" ? nowMs : 0);
  return {
    vehicleId: stub.vehicle.id,
    ...place,
    fixTimeMs,
    linkTimeMs: stub.motion === "silent" ? fixTimeMs : nowMs - 2000,
    headingDeg: stub.vehicle.id === 2 ? null : place.headingDeg,
    speedKmh: stub.speedKmh,
    motion: stub.motion,
    ignition: stub.motion === "moving" || stub.motion === "idling",
    connected: stub.motion !== "silent",
  };
}
