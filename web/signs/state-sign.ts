// The sign of each state: colour and shape together, drawn once as 24 × 24 path data so that the
// list (SVG) and the map (canvas) can never disagree. Centre 12,12; arrows point north.
import type { Motion } from "../../domain/motion.ts";

/** What a row can say about a vehicle: its motion, or that it never sent a position. */
export type VehicleCondition = Motion | "unlocated";

/** Order of urgency to the eye: also the order of chips, legend and the sort by state. */
export const CONDITIONS = [
  "moving",
  "idling",
  "stopped",
  "parked",
  "silent",
  "unlocated",
] as const satisfies readonly VehicleCondition[];

/** `state`: colour of the state; `casing`: light rim that lifts it off any background; `inside`: the
 * hollow of hollow signs. */
export type SignInk = "state" | "casing" | "inside";

interface SignPart {
  path: string;
  fill?: SignInk;
  stroke?: SignInk;
  strokeWidth?: number;
  dash?: readonly number[];
}

export interface StateSign {
  colour: string;
  /** The sign turns with the heading. */
  rotates: boolean;
  parts: readonly SignPart[];
}

/** Rims and hollows by day and by night; the state colours are the same in both. */
export const SIGN_INKS = {
  light: { casing: "#FFFFFF", inside: "#FFFFFF" },
  dark: { casing: "#E3E9F0", inside: "#10161D" },
} as const;

const ARROW = "M12 2.2 20 21 12 17.2 4 21Z";
const SQUARE =
  "M6.2 4.6h11.6a1.6 1.6 0 0 1 1.6 1.6v11.6a1.6 1.6 0 0 1-1.6 1.6H6.2a1.6 1.6 0 0 1-1.6-1.6V6.2a1.6 1.6 0 0 1 1.6-1.6Z";
const DISC = "M2.8 12a9.2 9.2 0 1 0 18.4 0 9.2 9.2 0 1 0-18.4 0Z";
const RING = "M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0Z";
const DOT = "M9.4 12.6a2.6 2.6 0 1 0 5.2 0 2.6 2.6 0 1 0-5.2 0Z";
const LETTER_P = "M9.6 17.2V7h3.2a3 3 0 0 1 0 6.1H9.6";

const cased = (path: string): SignPart[] => [
  { path, stroke: "casing", strokeWidth: 2.8 },
  { path, fill: "state" },
];

const COLOURS: Readonly<Record<VehicleCondition, string>> = {
  moving: "#007A5A",
  idling: "#B26A00",
  stopped: "#0063A6",
  parked: "#5B6673",
  silent: "#8A94A0",
  unlocated: "#8A94A0",
};

const outlined = (path: string): SignPart[] => [
  { path, stroke: "casing", strokeWidth: 4.8 },
  { path, fill: "inside", stroke: "state", strokeWidth: 2.4 },
];

export const STATE_SIGNS: Readonly<Record<VehicleCondition, StateSign>> = {
  moving: { colour: COLOURS.moving, rotates: true, parts: cased(ARROW) },
  idling: { colour: COLOURS.idling, rotates: true, parts: [...outlined(ARROW), { path: DOT, fill: "state" }] },
  stopped: { colour: COLOURS.stopped, rotates: false, parts: cased(SQUARE) },
  parked: {
    colour: COLOURS.parked,
    rotates: false,
    parts: [...cased(DISC), { path: LETTER_P, stroke: "casing", strokeWidth: 2.2 }],
  },
  silent: {
    colour: COLOURS.silent,
    rotates: false,
    parts: [
      { path: RING, stroke: "casing", strokeWidth: 5.4 },
      { path: RING, fill: "inside", stroke: "state", strokeWidth: 3 },
    ],
  },
  unlocated: {
    colour: COLOURS.unlocated,
    rotates: false,
    parts: [{ path: RING, stroke: "state", strokeWidth: 2, dash: [3.4, 2.9] }],
  },
};

/** Moving or idling without a known heading: the colour and the filling stay, the direction goes. */
export const DIRECTIONLESS_SIGNS: Readonly<Record<"moving" | "idling", StateSign>> = {
  moving: {
    colour: COLOURS.moving,
    rotates: false,
    parts: [...cased(DISC), { path: "M8.6 12a3.4 3.4 0 1 0 6.8 0 3.4 3.4 0 1 0-6.8 0Z", fill: "casing" }],
  },
  idling: {
    colour: COLOURS.idling,
    rotates: false,
    parts: [...outlined(RING), { path: "M9.4 12a2.6 2.6 0 1 0 5.2 0 2.6 2.6 0 1 0-5.2 0Z", fill: "state" }],
  },
};
