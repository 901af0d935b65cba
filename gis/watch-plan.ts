// The geofences and rules of a database, kept in memory until they change.
import { createWatchPlan, type WatchPlan } from "../domain/alarm/watch-plan.ts";
import { createScheduleCheck } from "../domain/calendar/schedule.ts";
import type { DayOf } from "../domain/fleet/local-day.ts";
import { ruleVersions } from "./alarm/rule.ts";
import type { Database, Queryable } from "./database.ts";
import { geofenceVersions } from "./geofence/geofence.ts";
import { watchRevision } from "./watch-revision.ts";

const plans = new WeakMap<Database, { revision: number; plan: WatchPlan }>();

/** As it stands in this transaction. */
export async function watchPlanOf(db: Database, tx: Queryable, dayOf: DayOf): Promise<WatchPlan> {
  const revision = await watchRevision(tx);
  const known = plans.get(db);
  if (known?.revision === revision) return known.plan;
  const plan = createWatchPlan(await geofenceVersions(tx), await ruleVersions(tx), createScheduleCheck(dayOf));
  plans.set(db, { revision, plan });
  return plan;
}
