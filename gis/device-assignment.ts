// Which vehicle a device serves when. A fix belongs to the vehicle its device served at the time of the
// fix; whatever changes an assignment moves the stored fixes along, so that this always holds and a
// fix sent twice is found again.
import type { Assignment } from "../domain/device.ts";
import { inTransaction, type Database, type Queryable, type Transaction } from "./database.ts";
import { DatabaseError } from "./database-error.ts";
import { noteChange } from "./fleet/derivation.ts";
import { rebuildStates } from "./vehicle-state.ts";

/** Vehicle of fixes whose device served nobody at that time. */
const NO_VEHICLE = 0;
/** Large histories are moved in one statement. */
const MOVE_TIMEOUT_MS = 10 * 60_000;

interface AssignmentRow {
  id: number;
  deviceId: number;
  vehicleId: number;
  validFrom: Date;
  validTo: Date | null;
}

const COLUMNS = `id, device_id AS "deviceId", vehicle_id AS "vehicleId", valid_from AS "validFrom", valid_to AS "validTo"`;

const toAssignment = (row: AssignmentRow): Assignment => ({
  ...row,
  validFrom: row.validFrom.toISOString(),
  validTo: row.validTo?.toISOString() ?? null,
});

/** Newest first. */
export async function assignmentsOfDevice(db: Queryable, deviceId: number): Promise<Assignment[]> {
  const rows = await db.query<AssignmentRow>(
    `SELECT ${COLUMNS} FROM device_assignment WHERE device_id = $1 ORDER BY valid_from DESC`,
    [deviceId],
  );
  return rows.map(toAssignment);
}

/** Newest first. */
export async function assignmentsOfVehicle(db: Queryable, vehicleId: number): Promise<Assignment[]> {
  const rows = await db.query<AssignmentRow>(
    `SELECT ${COLUMNS} FROM device_assignment WHERE vehicle_id = $1 ORDER BY valid_from DESC, id DESC`,
    [vehicleId],
  );
  return rows.map(toAssignment);
}

/** Ends what overlaps [from, ∞); gives the vehicle served at `from`, if any. */
async function endPresent(tx: Queryable, deviceId: number, from: Date): Promise<AssignmentRow | null> {
  const overlapping = await tx.query<AssignmentRow>(
    `SELECT ${COLUMNS} FROM device_assignment
     WHERE device_id = $1 AND (valid_to IS NULL OR valid_to > $2) ORDER BY valid_from`,
    [deviceId, from],
  );
  if (overlapping.some((assignment) => assignment.validFrom >= from)) {
    throw new DatabaseError("conflict", "the device has an assignment that begins later", {
      constraint: "device_assignment_no_overlap",
    });
  }
  const [present] = overlapping;
  if (present) await tx.execute("UPDATE device_assignment SET valid_to = $2 WHERE id = $1", [present.id, from]);
  return present ?? null;
}

async function assign(tx: Queryable, deviceId: number, vehicleId: number | null, from: Date): Promise<void> {
  // Waits for batches under way, which have already decided where their fixes belong, and holds
  // new ones until this commits.
  await tx.execute("LOCK TABLE device_assignment IN ACCESS EXCLUSIVE MODE");
  const unchanged = await tx.query(
    `SELECT 1 FROM device_assignment
     WHERE device_id = $1 AND vehicle_id = $2 AND valid_from <= $3 AND valid_to IS NULL`,
    [deviceId, vehicleId, from],
  );
  if (unchanged.length > 0) return;
  const present = await endPresent(tx, deviceId, from);
  if (vehicleId !== null) {
    await tx.execute("INSERT INTO device_assignment (device_id, vehicle_id, valid_from) VALUES ($1, $2, $3)", [
      deviceId,
      vehicleId,
      from,
    ]);
  }
  const target = vehicleId ?? NO_VEHICLE;
  const sources = [NO_VEHICLE, present?.vehicleId ?? NO_VEHICLE].filter((source) => source !== target);
  await tx.execute(
    "UPDATE position SET vehicle_id = $1 WHERE vehicle_id = ANY ($2::int[]) AND device_id = $3 AND fix_time >= $4",
    [target, sources, deviceId, from],
    { timeoutMs: MOVE_TIMEOUT_MS },
  );
  const touched = [present?.vehicleId ?? NO_VEHICLE, target].filter((vehicle) => vehicle !== NO_VEHICLE);
  await rebuildStates(tx, touched);
  await noteChange(tx, touched, from.getTime());
}

/**
 * Lets the device serve `vehicleId` from a time on (null = nobody) and ends what it served before.
 * Its fixes from that time on move with it, earlier ones stay where they are.
 * @throws DatabaseError "conflict" (device_assignment_no_overlap) where a later assignment exists,
 *   "refused" for an unknown device or vehicle.
 */
export function assignDevice(
  db: Database | Transaction,
  deviceId: number,
  vehicleId: number | null,
  from: Date,
): Promise<void> {
  return inTransaction(db, (tx) => assign(tx, deviceId, vehicleId, from));
}
