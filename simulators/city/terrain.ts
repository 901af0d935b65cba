// The invented relief: a plain in the north-east, hills west and south. Streets bend along it, woods
// cover what is steep.
import { fractalNoise2 } from "../smooth-noise.ts";
import { HILLS } from "./drawn-outlines.ts";
import { toPlane, type PlanePoint } from "./plane.ts";

export interface Terrain {
  /** Metres above the sea. */
  heightAt(x: number, y: number): number;
  /** Uphill direction times steepness (rise over run). */
  gradientAt(x: number, y: number): PlanePoint;
}

const PLAIN_M = 35;
const GRADIENT_REACH_M = 40;

export function createTerrain(seed: number): Terrain {
  const hills = HILLS.map(({ lon, lat, heightM, reachM }) => ({ at: toPlane(lon, lat), heightM, reachM }));
  const heightAt = (x: number, y: number): number => {
    let raised = 0;
    for (const { at, heightM, reachM } of hills) {
      const away = ((x - at[0]) ** 2 + (y - at[1]) ** 2) / reachM ** 2;
      if (away < 9) raised += heightM * Math.exp(-away);
    }
    const roughness = fractalNoise2(seed, x, y, 900, 3);
    return PLAIN_M + raised + roughness * (6 + 0.22 * raised);
  };
  const gradientAt = (x: number, y: number): PlanePoint => [
    (heightAt(x + GRADIENT_REACH_M, y) - heightAt(x - GRADIENT_REACH_M, y)) / (2 * GRADIENT_REACH_M),
    (heightAt(x, y + GRADIENT_REACH_M) - heightAt(x, y - GRADIENT_REACH_M)) / (2 * GRADIENT_REACH_M),
  ];
  return { heightAt, gradientAt };
}
