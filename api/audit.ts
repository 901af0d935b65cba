// What is written into the audit log: who changed what in administration, with only the values that differ,
// and who looked at the history of vehicles.
import type { AuditAction, AuditObject, AuditValues } from "../domain/audit.ts";
import { addAudit, type NewAuditEntry } from "../gis/audit.ts";
import type { Queryable } from "../gis/database.ts";
import { unitById } from "../gis/unit.ts";
import type { Requester } from "./caller.ts";

export interface Audited {
  action: AuditAction;
  objectType: AuditObject;
  objectId: number;
  objectLabel: string;
  /** Unit the object belongs to. */
  unitId: number;
  before?: object | null;
  after?: object | null;
}

/** Fields of which one differs from the other, compared by content. */
export function differenceOf(before: object, after: object): { before: AuditValues; after: AuditValues } {
  const old = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(old.get(name)),
  );
  return {
    before: Object.fromEntries(changed.map(([name]) => [name, old.get(name) ?? null])),
    after: Object.fromEntries(changed),
  };
}

function entryOf(
  { user }: Pick<Requester, "user">,
  audited: Audited,
  unitPath: readonly number[],
): NewAuditEntry | null {
  const { before = null, after = null, unitId: _unitId, ...rest } = audited;
  const values =
    before && after ? differenceOf(before, after) : { before: before && { ...before }, after: after && { ...after } };
  if (before && after && Object.keys(values.after ?? {}).length === 0) return null;
  return { ...rest, user: { id: user.id, username: user.username }, unitPath, ...values };
}

async function entriesOf(
  tx: Queryable,
  caller: Pick<Requester, "user">,
  all: readonly Audited[],
): Promise<NewAuditEntry[]> {
  const paths = new Map<number, readonly number[]>();
  for (const { unitId } of all) {
    if (!paths.has(unitId)) paths.set(unitId, (await unitById(tx, unitId))?.path ?? []);
  }
  return all.flatMap((audited) => entryOf(caller, audited, paths.get(audited.unitId) ?? []) ?? []);
}

/** Call it in the transaction of the change. Where before and after are alike nothing is written. */
export async function audit(tx: Queryable, caller: Pick<Requester, "user">, ...all: Audited[]): Promise<void> {
  const entries = await entriesOf(tx, caller, all);
  if (entries.length > 0) await addAudit(tx, entries);
}

/** That somebody looked at what tells about people; the same again within an hour adds nothing. */
export async function auditLook(
  tx: Queryable,
  caller: Pick<Requester, "user">,
  all: readonly Omit<Audited, "before">[],
): Promise<void> {
  const entries = await entriesOf(tx, caller, all);
  if (entries.length > 0) await addAudit(tx, entries, { onceAnHour: true });
}
