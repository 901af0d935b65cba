// A rule as its form holds it: every kind with its own figures.
import { RuleCondition, type RuleKind } from "../../../domain/alarm/rule.ts";

/** Figures of a condition that a form asks for, with their least and greatest value. */
export interface Figure {
  name: "limitKmh" | "tolerancePct" | "minSeconds" | "belowPct" | "afterSeconds" | "maxSpeedKmh";
  min: number;
  max: number;
  /** May be left empty. */
  optional?: true;
}

const SECONDS: Figure = { name: "minSeconds", min: 0, max: 86_400 };

export const FIGURES: Readonly<Record<RuleKind, readonly Figure[]>> = {
  speeding: [
    { name: "limitKmh", min: 1, max: 200, optional: true },
    { name: "tolerancePct", min: 0, max: 100 },
    SECONDS,
  ],
  idling: [SECONDS],
  "geofence-enter": [],
  "geofence-exit": [],
  "geofence-forbidden": [SECONDS],
  "geofence-dwell": [SECONDS],
  "off-route": [SECONDS],
  "out-of-hours": [SECONDS],
  towing: [SECONDS],
  unplugged: [],
  "low-battery": [{ name: "belowPct", min: 1, max: 99 }],
  panic: [],
  silent: [{ name: "afterSeconds", min: 60, max: 2_592_000 }],
  "working-speed": [{ name: "maxSpeedKmh", min: 1, max: 200 }, SECONDS],
};

/** A kind with the figures the domain begins with. */
export const freshCondition = (kind: RuleKind): RuleCondition =>
  RuleCondition.parse(kind === "speeding" ? { kind, limitKmh: null } : { kind });

/** null = left empty. */
export function figureOf(condition: RuleCondition, { name }: Figure): number | null {
  const value = new Map<string, unknown>(Object.entries(condition)).get(name);
  return typeof value === "number" ? value : null;
}

/** Unreadable figures stay as they were: the field keeps its limits. */
export function withFigure(
  condition: RuleCondition,
  { name, optional }: Figure,
  value: number | string,
): RuleCondition {
  const next = value === "" ? (optional ? null : undefined) : Number(value);
  return RuleCondition.safeParse({ ...condition, [name]: next }).data ?? condition;
}
