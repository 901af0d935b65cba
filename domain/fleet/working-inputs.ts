// Inputs that mean a vehicle works while it stands: engine on is then no idling.
const WORKING_INPUTS = ["pto", "lift", "broom", "blade", "pump", "tipper", "spreader", "vacuum"] as const;

/** As trackers report them: on or off, or a level. */
export type Inputs = Readonly<Record<string, boolean | number>>;

export const isWorking = (inputs: Inputs | null): boolean =>
  inputs !== null && WORKING_INPUTS.some((name) => Number(inputs[name] ?? 0) > 0);
