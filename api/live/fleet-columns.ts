// What is looked at for every moving vehicle and every console each second, as columns of numbers
// indexed by a vehicle's slot. Expected load: 5,000 vehicles × 100 consoles, half a million looks a
// tick, which must stay a matter of milliseconds.

export interface FleetColumns {
  /** Tick of the last change of any kind … */
  changedSeq: Uint32Array;
  /** … and of what it does: motion, ignition, connection, or that it is there at all. */
  stateSeq: Uint32Array;
  /** Place at the last change … */
  lon: Float64Array;
  lat: Float64Array;
  /** … and before it, which tells who sees the vehicle leave. */
  previousLon: Float64Array;
  previousLat: Float64Array;
}

export function createFleetColumns(capacity: number): FleetColumns {
  return {
    changedSeq: new Uint32Array(capacity),
    stateSeq: new Uint32Array(capacity),
    lon: new Float64Array(capacity),
    lat: new Float64Array(capacity),
    previousLon: new Float64Array(capacity),
    previousLat: new Float64Array(capacity),
  };
}

/** Makes room for `slots` slots, in place. */
export function growFleetColumns(columns: FleetColumns, slots: number): void {
  if (slots <= columns.changedSeq.length) return;
  const larger = createFleetColumns(Math.max(slots, columns.changedSeq.length * 2));
  larger.changedSeq.set(columns.changedSeq);
  larger.stateSeq.set(columns.stateSeq);
  larger.lon.set(columns.lon);
  larger.lat.set(columns.lat);
  larger.previousLon.set(columns.previousLon);
  larger.previousLat.set(columns.previousLat);
  Object.assign(columns, larger);
}
