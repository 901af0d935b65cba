// Every vehicle with a known state, in memory, and since which tick it is the way it is.
//
// The tick of its last change alone serves both returning consoles and slow ones: whoever was last
// sent tick n needs exactly the vehicles that changed after n, in their newest state.
import type { LiveRecord } from "../../domain/live-protocol.ts";
import { motionOf } from "../../domain/motion.ts";
import type { LinkChange } from "../../gis/feed.ts";
import type { StateChange } from "../../gis/ingest-row.ts";
import type { LiveState } from "../../gis/vehicle-state.ts";
import { createFleetColumns, growFleetColumns, type FleetColumns } from "./fleet-columns.ts";

export interface LiveVehicle extends LiveRecord {
  deviceId: number;
  unitPath: readonly number[];
  archived: boolean;
  stationarySinceMs: number | null;
  /** Its place in the columns and among encoded records; given to another vehicle once it is gone. */
  readonly slot: number;
  /** Something arrived since the last tick. */
  touched: boolean;
  /** Something arrived that everybody hears of at once. */
  stateTouched: boolean;
}

export interface VehicleTable {
  readonly columns: FleetColumns;
  all(): Iterable<LiveVehicle>;
  byId(vehicleId: number): LiveVehicle | undefined;
  bySlot(slot: number): LiveVehicle | undefined;
  /** Returns whether all vehicles were known; if not, the table must be loaded again. */
  applyStates(changes: readonly StateChange[]): boolean;
  applyLinks(links: readonly LinkChange[]): void;
  /** Makes the table equal to what the database says. */
  replace(states: readonly LiveState[]): void;
  /** Numbers everything that changed since the last tick; returns it. */
  advance(seq: number, nowMs: number): LiveVehicle[];
}

/** A vehicle newly visible to someone counts as changed. */
export function touch(vehicle: LiveVehicle): void {
  vehicle.touched = true;
  vehicle.stateTouched = true;
}

function assign(vehicle: LiveVehicle, from: StateChange): void {
  if (vehicle.ignition !== from.ignition) vehicle.stateTouched = true;
  vehicle.deviceId = from.deviceId;
  vehicle.fixTimeMs = from.fixTimeMs;
  vehicle.linkTimeMs = from.linkTimeMs;
  vehicle.lon = from.lon;
  vehicle.lat = from.lat;
  vehicle.headingDeg = from.headingDeg;
  vehicle.speedKmh = from.speedKmh;
  vehicle.ignition = from.ignition;
  vehicle.stationarySinceMs = from.stationarySinceMs;
  vehicle.touched = true;
}

const differs = (vehicle: LiveVehicle, state: LiveState): boolean =>
  vehicle.fixTimeMs !== state.fixTimeMs ||
  vehicle.linkTimeMs !== state.linkTimeMs ||
  vehicle.deviceId !== state.deviceId ||
  vehicle.lon !== state.lon ||
  vehicle.lat !== state.lat;

/** Spelled out: objects made by spreading `state` never got fast, a tick over 5,000 took 80 times as long. */
function newVehicle(state: LiveState, slot: number): LiveVehicle {
  return {
    vehicleId: state.vehicleId,
    lon: state.lon,
    lat: state.lat,
    fixTimeMs: state.fixTimeMs,
    linkTimeMs: state.linkTimeMs,
    headingDeg: state.headingDeg,
    speedKmh: state.speedKmh,
    motion: "silent",
    ignition: state.ignition,
    connected: state.connected,
    deviceId: state.deviceId,
    unitPath: state.unitPath,
    archived: state.archived,
    stationarySinceMs: state.stationarySinceMs,
    slot,
    touched: true,
    stateTouched: true,
  };
}

function refresh(vehicle: LiveVehicle, state: LiveState): void {
  vehicle.unitPath = state.unitPath;
  vehicle.archived = state.archived;
  if (vehicle.connected !== state.connected) vehicle.stateTouched = true;
  vehicle.connected = state.connected;
  if (differs(vehicle, state)) assign(vehicle, state);
}

function number(columns: FleetColumns, vehicle: LiveVehicle, seq: number): void {
  const { slot, lon, lat } = vehicle;
  columns.changedSeq[slot] = seq;
  if (vehicle.stateTouched) columns.stateSeq[slot] = seq;
  columns.previousLon[slot] = columns.lon[slot] ?? lon;
  columns.previousLat[slot] = columns.lat[slot] ?? lat;
  columns.lon[slot] = lon;
  columns.lat[slot] = lat;
  vehicle.touched = false;
  vehicle.stateTouched = false;
}

export function createVehicleTable(): VehicleTable {
  const vehicles = new Map<number, LiveVehicle>();
  const columns = createFleetColumns(1024);
  const inSlots: (LiveVehicle | undefined)[] = [];
  const freeSlots: number[] = [];

  function add(state: LiveState): void {
    const slot = freeSlots.pop() ?? inSlots.length;
    growFleetColumns(columns, slot + 1);
    columns.lon[slot] = state.lon;
    columns.lat[slot] = state.lat;
    const vehicle = newVehicle(state, slot);
    vehicles.set(state.vehicleId, vehicle);
    inSlots[slot] = vehicle;
  }

  function applyState(change: StateChange): boolean {
    const vehicle = vehicles.get(change.vehicleId);
    if (!vehicle) return false;
    // Events of positions and of links overtake each other; what is newer stays.
    const linkTimeMs = Math.max(vehicle.linkTimeMs, change.linkTimeMs);
    if (change.fixTimeMs >= vehicle.fixTimeMs) assign(vehicle, change);
    vehicle.linkTimeMs = linkTimeMs;
    vehicle.touched = true;
    return true;
  }

  function applyLink(link: LinkChange): void {
    const vehicle = link.vehicleId === null ? undefined : vehicles.get(link.vehicleId);
    if (!vehicle || vehicle.deviceId !== link.deviceId) return;
    if (vehicle.connected !== link.connected) vehicle.stateTouched = true;
    vehicle.connected = link.connected;
    vehicle.linkTimeMs = Math.max(vehicle.linkTimeMs, link.atMs);
    vehicle.touched = true;
  }

  return {
    columns,
    all: () => vehicles.values(),
    byId: (vehicleId) => vehicles.get(vehicleId),
    bySlot: (slot) => inSlots[slot],
    applyStates(changes) {
      let known = true;
      for (const change of changes) known = applyState(change) && known;
      return known;
    },
    applyLinks: (links) => links.forEach(applyLink),
    replace(states) {
      const seen = new Set<number>();
      for (const state of states) {
        seen.add(state.vehicleId);
        const vehicle = vehicles.get(state.vehicleId);
        if (vehicle) refresh(vehicle, state);
        else add(state);
      }
      for (const [id, vehicle] of vehicles) {
        if (seen.has(id)) continue;
        vehicles.delete(id);
        inSlots[vehicle.slot] = undefined;
        freeSlots.push(vehicle.slot);
      }
    },
    advance(seq, nowMs) {
      const changed: LiveVehicle[] = [];
      for (const vehicle of vehicles.values()) {
        const motion = motionOf(vehicle, nowMs);
        if (motion !== vehicle.motion) {
          vehicle.motion = motion;
          vehicle.stateTouched = true;
        }
        if (!vehicle.touched && !vehicle.stateTouched) continue;
        number(columns, vehicle, seq);
        changed.push(vehicle);
      }
      return changed;
    },
  };
}
