// An alarm is one episode of one rule: it is active until the condition ends, and open until somebody has
// acknowledged it.
//
//                  acknowledged by somebody
//   active, new ───────────────────────────▶ active, acknowledged
//       │ condition ends                          │ condition ends
//       ▼                                         ▼
//   cleared, new ──────────────────────────▶ cleared, acknowledged (no longer open)
import { z } from "zod";
import { RuleKind } from "./rule.ts";
import { Severity } from "./severity.ts";

const EvidenceFix = z.object({
  time: z.iso.datetime(),
  lon: z.number(),
  lat: z.number(),
  speedKmh: z.number().nullable(),
});
export type EvidenceFix = z.infer<typeof EvidenceFix>;

export const Alarm = z
  .object({
    id: z.int(),
    kind: RuleKind,
    severity: Severity,
    ruleId: z.int(),
    ruleName: z.string(),
    vehicleId: z.int(),
    /** Plate or machine code. */
    vehicleLabel: z.string(),
    unitId: z.int(),
    geofenceId: z.int().nullable(),
    geofenceName: z.string().nullable(),
    startTime: z.iso.datetime(),
    /** null while it is active. */
    endTime: z.iso.datetime().nullable(),
    /** When Kentiz found it: later than the start where fixes came late. */
    raisedAt: z.iso.datetime(),
    active: z.boolean(),
    /** Highest speed in km/h, battery in %, or seconds, by kind; null where nothing has a height. */
    peak: z.number().nullable(),
    /** What it was held against, in the same measure. */
    limit: z.number().nullable(),
    lon: z.number(),
    lat: z.number(),
    /** Street and neighbourhood, as far as the base map knows them. */
    place: z.string().nullable(),
    /** Beginning, height and end so far. */
    evidence: z.array(EvidenceFix),
    acknowledgedAt: z.iso.datetime().nullable(),
    /** Display name. */
    acknowledgedBy: z.string().nullable(),
    assigneeId: z.int().nullable(),
    assigneeName: z.string().nullable(),
    /** Kept out of the lists of what is open until then. */
    shelvedUntil: z.iso.datetime().nullable(),
    escalatedAt: z.iso.datetime().nullable(),
    commentCount: z.int(),
  })
  .meta({ id: "Alarm" });
export type Alarm = z.infer<typeof Alarm>;

export const ALARM_ACTIONS = [
  "raised",
  "cleared",
  "reopened",
  "acknowledged",
  "assigned",
  "commented",
  "shelved",
  "unshelved",
  "escalated",
] as const;
export const AlarmAction = z.enum(ALARM_ACTIONS).meta({ id: "AlarmAction" });
export type AlarmAction = z.infer<typeof AlarmAction>;

export const AlarmEntry = z
  .object({
    at: z.iso.datetime(),
    action: AlarmAction,
    /** Display name; null = Kentiz itself. */
    by: z.string().nullable(),
    /** Comment, name of the assignee, or until when it is shelved. */
    text: z.string().nullable(),
  })
  .meta({ id: "AlarmEntry" });
export type AlarmEntry = z.infer<typeof AlarmEntry>;

export const AlarmDetail = Alarm.extend({ history: z.array(AlarmEntry) }).meta({ id: "AlarmDetail" });
export type AlarmDetail = z.infer<typeof AlarmDetail>;

/** open = active or not acknowledged, and not shelved. */
export const AlarmState = z.enum(["open", "active", "unacknowledged", "shelved", "closed", "all"]);
export type AlarmState = z.infer<typeof AlarmState>;

export const AlarmCounts = z
  .object({
    open: z.int(),
    active: z.int(),
    unacknowledged: z.int(),
    shelved: z.int(),
    /** Of the open ones. */
    bySeverity: z.array(z.object({ severity: Severity, count: z.int() })),
  })
  .meta({ id: "AlarmCounts" });
export type AlarmCounts = z.infer<typeof AlarmCounts>;

export const Assignee = z.object({ id: z.int(), displayName: z.string() }).meta({ id: "Assignee" });
export type Assignee = z.infer<typeof Assignee>;

const Ids = z.array(z.int()).min(1).max(500);
const Text = z.string().trim().min(1).max(2000);

export const Acknowledgement = z.object({ ids: Ids, comment: Text.nullish() }).meta({ id: "Acknowledgement" });
/** `userId: null` takes the assignment back. */
export const Assignment = z.object({ ids: Ids, userId: z.int().nullable() }).meta({ id: "AlarmAssignment" });
/** `until: null` brings them back at once. */
export const Shelving = z
  .object({ ids: Ids, until: z.iso.datetime({ offset: true }).nullable(), comment: Text.nullish() })
  .meta({ id: "Shelving" });
export const AlarmComment = z.object({ text: Text }).meta({ id: "AlarmComment" });
