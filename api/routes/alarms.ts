// Alarms: see them, and do something about them.
import { AppError } from "../../domain/problem.ts";
import { rolesWith, type Scope } from "../../domain/rights.ts";
import { alarmDetail, alarmsById, assignees, countAlarms, handoverAlarms, listAlarms } from "../../gis/alarm/alarm.ts";
import { acknowledge, addAlarmEntries, assign, shelve } from "../../gis/alarm/handle-alarm.ts";
import type { Queryable } from "../../gis/database.ts";
import type { ApiContext } from "../context.ts";
import type { Handlers } from "../mount-route.ts";
import { requireFound } from "./require-found.ts";

const MAX_HANDOVER = 1000;
const MAX_SHELVING_MS = 30 * 86_400_000;

/** Those that the caller may handle. @throws AppError not_found where one of them is none of the caller's business */
async function requireAlarms(db: Queryable, scope: Scope, ids: readonly number[]): Promise<number[]> {
  const unique = [...new Set(ids)];
  const alarms = await alarmsById(db, scope, unique);
  requireFound(alarms.length === unique.length ? alarms : null, "alarm");
  return unique;
}

/** Does it in one transaction, tells those who watch, and answers with what the alarms are now. */
async function handle(
  { database, feed }: ApiContext,
  scope: Scope,
  ids: readonly number[],
  work: (tx: Queryable, ids: readonly number[]) => Promise<void>,
) {
  const items = await database.transaction(async (tx) => {
    const known = await requireAlarms(tx, scope, ids);
    await work(tx, known);
    return alarmsById(tx, scope, known);
  });
  feed.publish({ type: "alarms" });
  return { items, next: null };
}

export const alarmHandlers = {
  listAlarms: ({ context, scope, query }) => listAlarms(context.database, scope, query),

  countAlarms: ({ context, scope, query }) => countAlarms(context.database, scope, query.unitId),

  async listHandover({ context, scope, query }) {
    return { items: await handoverAlarms(context.database, scope, query.unitId, MAX_HANDOVER), next: null };
  },

  async listAssignees({ context, scope }) {
    return { items: await assignees(context.database, scope, rolesWith("alarm:handle")), next: null };
  },

  acknowledgeAlarms: ({ context, caller, scope, body }) =>
    handle(context, scope, body.ids, async (tx, ids) => {
      await acknowledge(tx, ids, caller.user, body.comment ?? null);
    }),

  assignAlarms: ({ context, caller, scope, body }) =>
    handle(context, scope, body.ids, async (tx, ids) => {
      const people = await assignees(tx, scope, rolesWith("alarm:handle"));
      const assignee = people.find((person) => person.id === body.userId);
      if (body.userId !== null && !assignee) {
        const fields = [{ path: "userId", reason: "user_unknown" }];
        throw new AppError("input_invalid", "Not accepted: userId names nobody who may handle these alarms.", {
          fields,
        });
      }
      await assign(tx, ids, caller.user, assignee ?? null);
    }),

  shelveAlarms: ({ context, caller, scope, body }) =>
    handle(context, scope, body.ids, async (tx, ids) => {
      const until = body.until === null ? null : new Date(body.until);
      const restMs = until === null ? 1 : until.getTime() - Date.now();
      if (restMs <= 0 || restMs > MAX_SHELVING_MS) {
        const fields = [{ path: "until", reason: restMs <= 0 ? "time_in_past" : "too_large" }];
        throw new AppError("input_invalid", "Alarms are shelved until a time within the next 30 days.", { fields });
      }
      await shelve(tx, ids, caller.user, until, body.comment ?? null);
    }),

  getAlarm: async ({ context, scope, params }) =>
    requireFound(await alarmDetail(context.database, scope, params.id), "alarm"),

  async commentAlarm({ context, caller, scope, params, body }) {
    await handle(context, scope, [params.id], (tx, ids) =>
      addAlarmEntries(tx, ids, "commented", caller.user.displayName, body.text),
    );
    return requireFound(await alarmDetail(context.database, scope, params.id), "alarm");
  },
} satisfies Partial<Handlers>;
