// The newest record of every vehicle as typed arrays. A tick over thousands of vehicles copies
// numbers and allocates nothing; whoever wants one vehicle as a record gets it made on demand, and
// the same object until that vehicle changes. To its readers it is a ReadonlyMap by vehicle id.
import type { LiveRecord } from "../../domain/live-protocol.ts";
import { MOTIONS, type Motion } from "../../domain/motion.ts";
import { type FrameColumns, growColumns, newColumns, recordAt, type VehicleColumns } from "./frame-columns.ts";

const FIRST_CAPACITY = 256;

export class LiveVehicles implements ReadonlyMap<number, LiveRecord> {
  #columns: VehicleColumns = newColumns(FIRST_CAPACITY);
  #size = 0;
  readonly #slots = new Map<number, number>();
  #records: (LiveRecord | undefined)[] = [];

  get size(): number {
    return this.#size;
  }

  /** Rows 0 … size − 1, for those who look at all of them; valid until the next tick. */
  get columns(): VehicleColumns {
    return this.#columns;
  }

  /** Takes over what a frame tells. */
  apply(frame: FrameColumns): void {
    const { vehicleId } = frame;
    for (let row = 0; row < vehicleId.length; row += 1) {
      const id = vehicleId[row] ?? 0;
      let slot = this.#slots.get(id);
      if (slot === undefined) {
        slot = this.#size;
        this.#size += 1;
        if (this.#size > this.#columns.vehicleId.length) this.#columns = growColumns(this.#columns);
        this.#slots.set(id, slot);
      }
      this.#copy(frame, row, slot);
      this.#records[slot] = undefined;
    }
  }

  /** Whether it was there. The last row takes its place. */
  delete(id: number): boolean {
    const slot = this.#slots.get(id);
    if (slot === undefined) return false;
    const last = this.#size - 1;
    this.#size = last;
    this.#slots.delete(id);
    if (slot !== last) {
      this.#copy(this.#columns, last, slot);
      this.#records[slot] = this.#records[last];
      this.#slots.set(this.#columns.vehicleId[slot] ?? 0, slot);
    }
    this.#records[last] = undefined;
    return true;
  }

  has(id: number): boolean {
    return this.#slots.has(id);
  }

  get(id: number): LiveRecord | undefined {
    const slot = this.#slots.get(id);
    return slot === undefined ? undefined : this.#recordIn(slot);
  }

  /** Without making a record: for counting whole fleets. */
  motionOf(id: number): Motion | undefined {
    const slot = this.#slots.get(id);
    return slot === undefined ? undefined : MOTIONS[this.#columns.motion[slot] ?? MOTIONS.length];
  }

  /** How many stand in a box of degrees. */
  countWithin([west, south, east, north]: readonly [number, number, number, number]): number {
    const { lon, lat } = this.#columns;
    let count = 0;
    for (let slot = 0; slot < this.#size; slot += 1) {
      const [x, y] = [lon[slot] ?? 0, lat[slot] ?? 0];
      if (x >= west && x <= east && y >= south && y <= north) count += 1;
    }
    return count;
  }

  *entries(): MapIterator<[number, LiveRecord]> {
    for (const [id, slot] of this.#slots) yield [id, this.#recordIn(slot)];
  }

  *values(): MapIterator<LiveRecord> {
    for (const slot of this.#slots.values()) yield this.#recordIn(slot);
  }

  keys(): MapIterator<number> {
    return this.#slots.keys();
  }

  [Symbol.iterator](): MapIterator<[number, LiveRecord]> {
    return this.entries();
  }

  forEach(visit: (record: LiveRecord, id: number, map: ReadonlyMap<number, LiveRecord>) => void): void {
    for (const [id, record] of this) visit(record, id, this);
  }

  #recordIn(slot: number): LiveRecord {
    return (this.#records[slot] ??= recordAt(this.#columns, slot));
  }

  #copy(from: VehicleColumns, row: number, slot: number): void {
    const to = this.#columns;
    to.vehicleId[slot] = from.vehicleId[row] ?? 0;
    to.lon[slot] = from.lon[row] ?? 0;
    to.lat[slot] = from.lat[row] ?? 0;
    to.x[slot] = from.x[row] ?? 0;
    to.y[slot] = from.y[row] ?? 0;
    to.fixTimeMs[slot] = from.fixTimeMs[row] ?? 0;
    to.linkTimeMs[slot] = from.linkTimeMs[row] ?? 0;
    to.headingDeg[slot] = from.headingDeg[row] ?? Number.NaN;
    to.speedKmh[slot] = from.speedKmh[row] ?? Number.NaN;
    to.motion[slot] = from.motion[row] ?? 0;
    to.ignition[slot] = from.ignition[row] ?? 0;
    to.connected[slot] = from.connected[row] ?? 0;
  }
}
