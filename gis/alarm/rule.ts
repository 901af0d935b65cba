// Alarm rules and their versions.
import type { RuleVersion } from "../../domain/alarm/watch-plan.ts";
import { RuleDefinition, type NewRule, type Rule, type RuleChange } from "../../domain/alarm/rule.ts";
import type { Scope } from "../../domain/rights.ts";
import type { Queryable } from "../database.ts";
import { DatabaseError } from "../database-error.ts";
import { pageOf, readCursor, type Page } from "../page.ts";
import { raiseWatchRevision } from "../watch-revision.ts";

interface RuleRow {
  id: number;
  name: string;
  unitId: number;
  definition: unknown;
}

const COLUMNS = `r.id, r.name, r.unit_id AS "unitId", v.definition`;
const FROM = `FROM rule r JOIN rule_version v ON v.rule_id = r.id AND v.valid_to IS NULL
  JOIN unit u ON u.id = r.unit_id`;

const toRule = ({ definition, ...row }: RuleRow): Rule => ({ ...row, ...RuleDefinition.parse(definition) });

/** In order of id. */
export async function listRules(
  db: Queryable,
  scope: Scope,
  options: { limit: number; after?: string | undefined },
): Promise<Page<Rule>> {
  const [afterId = 0] = readCursor(options.after, 1) ?? [];
  const rows = await db.query<RuleRow>(
    `SELECT ${COLUMNS} ${FROM} WHERE u.path && $1::int[] AND r.id > $2 ORDER BY r.id LIMIT $3 + 1`,
    [scope.unitIds, afterId, options.limit],
  );
  return pageOf(rows, options.limit, toRule, (row) => String(row.id));
}

/** null outside the scope. Deleted ones are none. */
export async function ruleById(db: Queryable, scope: Scope, id: number): Promise<Rule | null> {
  const [row] = await db.query<RuleRow>(`SELECT ${COLUMNS} ${FROM} WHERE r.id = $2 AND u.path && $1::int[]`, [
    scope.unitIds,
    id,
  ]);
  return row ? toRule(row) : null;
}

export function definitionOf(rule: RuleDefinition): RuleDefinition {
  return {
    condition: rule.condition,
    severity: rule.severity,
    enabled: rule.enabled,
    vehicleKinds: rule.vehicleKinds,
    vehicleIds: rule.vehicleIds,
    geofenceGroup: rule.geofenceGroup,
    geofenceIds: rule.geofenceIds,
    schedule: rule.schedule,
    escalateAfterSeconds: rule.escalateAfterSeconds,
  };
}

async function addVersion(tx: Queryable, id: number, definition: RuleDefinition): Promise<void> {
  await tx.execute("INSERT INTO rule_version (rule_id, valid_from, definition) VALUES ($1, now(), $2::jsonb)", [
    id,
    JSON.stringify(definitionOf(definition)),
  ]);
}

/** Watches from now on. @throws DatabaseError "refused" for an unknown unit */
export async function createRule(tx: Queryable, rule: NewRule): Promise<number> {
  const [row] = await tx.query<{ id: number }>("INSERT INTO rule (name, unit_id) VALUES ($1, $2) RETURNING id", [
    rule.name,
    rule.unitId,
  ]);
  if (!row) throw new DatabaseError("other", "the rule was not created");
  await addVersion(tx, row.id, rule);
  await raiseWatchRevision(tx);
  return row.id;
}

export async function changeRule(tx: Queryable, before: Rule, after: Rule & RuleChange): Promise<void> {
  await tx.execute("UPDATE rule SET name = $2, unit_id = $3 WHERE id = $1", [before.id, after.name, after.unitId]);
  if (JSON.stringify(definitionOf(before)) !== JSON.stringify(definitionOf(after))) {
    await tx.execute("DELETE FROM rule_version WHERE rule_id = $1 AND valid_to IS NULL AND valid_from >= now()", [
      before.id,
    ]);
    await tx.execute("UPDATE rule_version SET valid_to = now() WHERE rule_id = $1 AND valid_to IS NULL", [before.id]);
    await addVersion(tx, before.id, after);
  }
  await raiseWatchRevision(tx);
}

/** Its alarms stay; those still active end with the next fix of their vehicle. */
export async function deleteRule(tx: Queryable, id: number): Promise<void> {
  await tx.execute("UPDATE rule_version SET valid_to = now() WHERE rule_id = $1 AND valid_to IS NULL", [id]);
  await tx.execute("UPDATE rule SET deleted_at = now() WHERE id = $1", [id]);
  await raiseWatchRevision(tx);
}

/** All there ever were. */
export async function ruleVersions(db: Queryable): Promise<RuleVersion[]> {
  const rows = await db.query<Omit<RuleVersion, "definition"> & { definition: unknown }>(
    `SELECT r.id, r.unit_id AS "unitId", (date_part('epoch', v.valid_from) * 1000)::int8 AS "fromMs",
            (date_part('epoch', v.valid_to) * 1000)::int8 AS "toMs", v.definition
     FROM rule_version v JOIN rule r ON r.id = v.rule_id ORDER BY r.id, v.valid_from`,
  );
  return rows.map((row) => ({ ...row, definition: RuleDefinition.parse(row.definition) }));
}
