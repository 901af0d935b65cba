// What happens to alarms because time passes: silence is noticed and ends, alarms escalate and come back
// from the shelf. One step, in one transaction; repeating it changes nothing.
import { holdsAt } from "../../domain/alarm/watch-plan.ts";
import { createScheduleCheck } from "../../domain/calendar/schedule.ts";
import type { DayOf } from "../../domain/fleet/local-day.ts";
import type { Database } from "../database.ts";
import { escalateAlarms, unshelvedSince } from "./escalate.ts";
import { ruleVersions } from "./rule.ts";
import { clearSilences, raiseSilences, type SilenceRule } from "./silence.ts";

export interface AlarmClockStep {
  dayOf: DayOf;
  nowMs: number;
  /** When this process began to listen. */
  awakeSince: Date;
  /** When the clock was looked at before. */
  lastStep: Date;
}

/** @returns whether an alarm changed for those who watch. */
export function stepAlarmClock(db: Database, { dayOf, nowMs, awakeSince, lastStep }: AlarmClockStep): Promise<boolean> {
  const inSchedule = createScheduleCheck(dayOf);
  return db.transaction(async (tx) => {
    const rules = (await ruleVersions(tx)).flatMap(({ definition, ...version }): SilenceRule[] => {
      const { condition, enabled } = definition;
      if (!enabled || condition.kind !== "silent" || !holdsAt(version, nowMs)) return [];
      return [{ id: version.id, unitId: version.unitId, afterSeconds: condition.afterSeconds, definition }];
    });
    let changed = await clearSilences(
      tx,
      rules.map((rule) => rule.id),
    );
    for (const rule of rules) {
      const { schedule } = rule.definition;
      if (schedule === null || inSchedule(schedule, nowMs)) changed += await raiseSilences(tx, rule, awakeSince);
    }
    changed += (await escalateAlarms(tx)).length;
    return changed > 0 || (await unshelvedSince(tx, lastStep));
  });
}
