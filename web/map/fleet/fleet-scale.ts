// How large things of the fleet are drawn at a zoom, and from which zoom on they are drawn at all.

type Stop = readonly [zoom: number, value: number];

function along(stops: readonly Stop[], at: number): number {
  const next = stops.findIndex(([zoom]) => zoom > at);
  if (next < 0) return stops.at(-1)?.[1] ?? 0;
  const [before, after] = [stops[next - 1], stops[next]];
  if (!before || !after) return stops[0]?.[1] ?? 0;
  return before[1] + ((at - before[0]) / (after[0] - before[0])) * (after[1] - before[1]);
}

/** Half the side of a sign at scale 1. */
export const SIGN_HALF_PX = 11;
export const LABEL_MINZOOM = 13;
export const BADGE_MINZOOM = 14.5;
/** Below, groups stand for the vehicles of a neighbourhood; a large fleet needs that for longer. */
const CLUSTER_BELOW = { small: 11.5, large: 13 } as const;
const LARGE_FLEET = 400;

export const clusterBelow = (vehicles: number): number =>
  vehicles > LARGE_FLEET ? CLUSTER_BELOW.large : CLUSTER_BELOW.small;

export const signScale = (zoom: number): number =>
  along(
    [
      [8, 0.5],
      [11, 0.72],
      [13, 0.88],
      [15, 1.02],
      [18, 1.15],
    ],
    zoom,
  );

export const badgeScale = (zoom: number): number =>
  along(
    [
      [BADGE_MINZOOM, 0.85],
      [18, 1.1],
    ],
    zoom,
  );

/** Radius of the halo of a silent vehicle: it grows for a week. */
export const haloRadiusPx = (quietHours: number): number =>
  along(
    [
      [0, 10],
      [1, 13],
      [6, 17],
      [24, 21],
      [168, 26],
    ],
    quietHours,
  );

export const ringRadiusPx = (zoom: number): number =>
  along(
    [
      [8, 11],
      [13, 15],
      [18, 20],
    ],
    zoom,
  );

export const CLUSTER_CELL_PX = 64;

export const clusterRadiusPx = (vehicles: number): number => Math.min(27, 13 + 4.4 * Math.log10(vehicles));
