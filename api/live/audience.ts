// Everybody with the same rights: one list of visible vehicles, and what left it lately.
import { inScope, type Scope } from "../../domain/rights.ts";
import { touch, type LiveVehicle, type VehicleTable } from "./vehicle-table.ts";

/** How far back a returning client can be brought up to date without a new snapshot. */
export const RESUME_TICKS = 300;

export interface Audience {
  readonly scope: Scope;
  /** Names the history its sequence numbers belong to. */
  epoch: string;
  readonly visible: ReadonlySet<LiveVehicle>;
  /** Slots of the visible … */
  readonly slots: Uint32Array;
  /** … and of those that changed in the present tick. */
  readonly changedSlots: Uint32Array;
  /** Whether the history goes back to this tick. */
  covers(seq: number): boolean;
  /** Ids that left after tick `seq` and are not back. */
  goneSince(seq: number): number[];
  /** Looks again who is visible; newcomers are touched, leavers logged under `nextSeq`. */
  refresh(nextSeq: number): void;
  startTick(seq: number, changedOfAll: readonly LiveVehicle[]): void;
  /** Last tick in which somebody listened. */
  lastUsedSeq: number;
}

const slotsOf = (vehicles: Iterable<LiveVehicle>): Uint32Array => Uint32Array.from(vehicles, (vehicle) => vehicle.slot);

export function createAudience(scope: Scope, table: VehicleTable, epoch: string, firstSeq: number): Audience {
  let changedSlots: Uint32Array = new Uint32Array();
  let gone: { id: number; seq: number }[] = [];
  let presentSeq = firstSeq;

  function lookWhoIsVisible(): Set<LiveVehicle> {
    const found = new Set<LiveVehicle>();
    for (const vehicle of table.all()) {
      if (!vehicle.archived && inScope(scope, vehicle.unitPath)) found.add(vehicle);
    }
    return found;
  }
  let visible = lookWhoIsVisible();
  let slots = slotsOf(visible);

  return {
    scope,
    epoch,
    lastUsedSeq: firstSeq,
    get visible() {
      return visible;
    },
    get slots() {
      return slots;
    },
    get changedSlots() {
      return changedSlots;
    },
    covers: (seq) => seq >= firstSeq && seq >= presentSeq - RESUME_TICKS && seq <= presentSeq,
    goneSince(seq) {
      const left = gone.filter((entry) => entry.seq > seq);
      if (left.length === 0) return [];
      const back = new Set(Array.from(visible, (vehicle) => vehicle.vehicleId));
      return [...new Set(left.map((entry) => entry.id))].filter((id) => !back.has(id));
    },
    refresh(nextSeq) {
      const before = visible;
      visible = lookWhoIsVisible();
      slots = slotsOf(visible);
      for (const vehicle of before) if (!visible.has(vehicle)) gone.push({ id: vehicle.vehicleId, seq: nextSeq });
      for (const vehicle of visible) if (!before.has(vehicle)) touch(vehicle);
    },
    startTick(seq, changedOfAll) {
      presentSeq = seq;
      changedSlots = slotsOf(changedOfAll.filter((vehicle) => visible.has(vehicle)));
      const oldest = gone[0];
      if (oldest && oldest.seq < seq - RESUME_TICKS) gone = gone.filter((entry) => entry.seq >= seq - RESUME_TICKS);
    },
  };
}
