// A heading as one of eight directions.

const DIRECTIONS = ["n", "ne", "e", "se", "s", "sw", "w", "nw"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Nearest of the eight directions; any number of degrees is accepted. */
export function directionOf(headingDeg: number): Direction {
  const index = Math.round((((headingDeg % 360) + 360) % 360) / 45) % DIRECTIONS.length;
  return DIRECTIONS[index] ?? "n";
}
