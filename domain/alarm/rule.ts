// What raises alarms. Rules are data: a condition with its parameters, the vehicles it watches, when, and how
// pressing its alarms are. A rule watches vehicles of its unit and below.
import { z } from "zod";
import { Schedule } from "../calendar/schedule.ts";
import { VehicleKind } from "../vehicle-kind.ts";
import { Severity } from "./severity.ts";

const Seconds = z.int().min(0).max(86_400);
const SpeedKmh = z.int().min(1).max(200);

const Speeding = z.object({
  kind: z.literal("speeding"),
  /** null = the vehicle's own limit. The limit of a geofence around it always comes first. */
  limitKmh: SpeedKmh.nullable(),
  tolerancePct: z.number().min(0).max(100).default(10),
  minSeconds: Seconds.default(15),
});
/** Engine on, standing, not working. */
const Idling = z.object({ kind: z.literal("idling"), minSeconds: Seconds.default(300) });
const Enter = z.object({ kind: z.literal("geofence-enter") });
const Exit = z.object({ kind: z.literal("geofence-exit") });
/** Like enter, and active for as long as it is inside. */
const Forbidden = z.object({ kind: z.literal("geofence-forbidden"), minSeconds: Seconds.default(0) });
const Dwell = z.object({ kind: z.literal("geofence-dwell"), minSeconds: Seconds.default(3600) });
/** Moving outside all of the rule's corridors. */
const OffRoute = z.object({ kind: z.literal("off-route"), minSeconds: Seconds.default(60) });
/** Moving outside the rule's schedule, which says when it may. */
const OutOfHours = z.object({ kind: z.literal("out-of-hours"), minSeconds: Seconds.default(60) });
/** Moving with the ignition off. */
const Towing = z.object({ kind: z.literal("towing"), minSeconds: Seconds.default(20) });
/** The tracker lost the vehicle's supply. */
const Unplugged = z.object({ kind: z.literal("unplugged") });
const LowBattery = z.object({ kind: z.literal("low-battery"), belowPct: z.int().min(1).max(99).default(20) });
const Panic = z.object({ kind: z.literal("panic") });
/** Nothing heard. */
const Silent = z.object({ kind: z.literal("silent"), afterSeconds: z.int().min(60).max(2_592_000).default(1800) });
/** Faster than work allows while the named input is on. */
const WorkingSpeed = z.object({
  kind: z.literal("working-speed"),
  input: z.string().min(1).max(60).default("broom"),
  maxSpeedKmh: SpeedKmh.default(12),
  minSeconds: Seconds.default(20),
});

export const RuleCondition = z
  .discriminatedUnion("kind", [
    Speeding,
    Idling,
    Enter,
    Exit,
    Forbidden,
    Dwell,
    OffRoute,
    OutOfHours,
    Towing,
    Unplugged,
    LowBattery,
    Panic,
    Silent,
    WorkingSpeed,
  ])
  .meta({ id: "RuleCondition" });
export type RuleCondition = z.infer<typeof RuleCondition>;
export type RuleKind = RuleCondition["kind"];
export const RULE_KINDS = [
  "speeding",
  "idling",
  "geofence-enter",
  "geofence-exit",
  "geofence-forbidden",
  "geofence-dwell",
  "off-route",
  "out-of-hours",
  "towing",
  "unplugged",
  "low-battery",
  "panic",
  "silent",
  "working-speed",
] as const satisfies readonly RuleKind[];
export const RuleKind = z.enum(RULE_KINDS).meta({ id: "RuleKind" });

/** Conditions that mean nothing without geofences. */
const GEOFENCE_KINDS: ReadonlySet<RuleKind> = new Set([
  "geofence-enter",
  "geofence-exit",
  "geofence-forbidden",
  "geofence-dwell",
  "off-route",
]);
export const needsGeofences = (kind: RuleKind): boolean => GEOFENCE_KINDS.has(kind);

const definition = {
  condition: RuleCondition,
  severity: Severity,
  enabled: z.boolean().default(true),
  /** Empty = all kinds. */
  vehicleKinds: z.array(VehicleKind).max(30).default([]),
  /** Empty = all vehicles. */
  vehicleIds: z.array(z.int()).max(500).default([]),
  /** Geofences it is about, by group or one by one; neither = all. */
  geofenceGroup: z.string().trim().min(1).max(80).nullable().default(null),
  geofenceIds: z.array(z.int()).max(500).default([]),
  /** When it watches (out-of-hours: when driving is allowed); null = always. */
  schedule: Schedule.nullable().default(null),
  /** Without acknowledgement for so long an alarm escalates; null = never. */
  escalateAfterSeconds: z.int().min(60).max(604_800).nullable().default(null),
};

export const RuleDefinition = z.object(definition).meta({ id: "RuleDefinition" });
export type RuleDefinition = z.infer<typeof RuleDefinition>;

const Name = z.string().trim().min(1).max(120);

export const Rule = z
  .object({ id: z.int(), name: z.string(), unitId: z.int(), ...RuleDefinition.shape })
  .meta({ id: "Rule" });
export type Rule = z.infer<typeof Rule>;

export const GEOFENCES_NEEDED = "geofences_needed";
export const SCHEDULE_NEEDED = "schedule_needed";

export const NewRule = z
  .object({ name: Name, unitId: z.int(), ...definition })
  .superRefine((rule, context) => {
    const fault = ruleFault(rule);
    if (fault) context.addIssue({ code: "custom", message: fault.reason, path: [fault.path] });
  })
  .meta({ id: "NewRule" });
export type NewRule = z.infer<typeof NewRule>;

/** What makes a rule meaningless as a whole. */
export function ruleFault({
  condition,
  geofenceGroup,
  geofenceIds,
  schedule,
}: RuleDefinition): { path: string; reason: string } | null {
  const unnamed = geofenceGroup === null && geofenceIds.length === 0;
  if (needsGeofences(condition.kind) && unnamed) return { path: "geofenceIds", reason: GEOFENCES_NEEDED };
  if (condition.kind === "out-of-hours" && schedule === null) return { path: "schedule", reason: SCHEDULE_NEEDED };
  return null;
}

/** What is given changes from now on; alarms raised before stay. */
export const RuleChange = z
  .object({
    name: Name,
    unitId: z.int(),
    condition: RuleCondition,
    severity: Severity,
    enabled: z.boolean(),
    vehicleKinds: z.array(VehicleKind).max(30),
    vehicleIds: z.array(z.int()).max(500),
    geofenceGroup: z.string().trim().min(1).max(80).nullable(),
    geofenceIds: z.array(z.int()).max(500),
    schedule: Schedule.nullable(),
    escalateAfterSeconds: z.int().min(60).max(604_800).nullable(),
  })
  .partial()
  .meta({ id: "RuleChange" });
export type RuleChange = z.infer<typeof RuleChange>;
