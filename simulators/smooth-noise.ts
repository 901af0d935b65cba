// Value noise: random numbers on a lattice, smoothly joined. It needs no state, so a place or a
// moment has the same noise whatever was computed before it.
import { scramble } from "./random.ts";

const ease = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10);

function latticeValue(seed: number, i: number, j: number): number {
  return (scramble((seed ^ Math.imul(i, 0x27d4eb2f) ^ Math.imul(j, 0x165667b1)) >>> 0) / 2 ** 32) * 2 - 1;
}

/** Smooth value in [-1, 1] along a line; `scale` is the distance between lattice points. */
export function noise1(seed: number, x: number, scale: number): number {
  const cell = Math.floor(x / scale);
  const t = ease(x / scale - cell);
  return latticeValue(seed, cell, 0) * (1 - t) + latticeValue(seed, cell + 1, 0) * t;
}

/** Smooth value in [-1, 1] in the plane. */
export function noise2(seed: number, x: number, y: number, scale: number): number {
  const i = Math.floor(x / scale);
  const j = Math.floor(y / scale);
  const tx = ease(x / scale - i);
  const ty = ease(y / scale - j);
  const bottom = latticeValue(seed, i, j) * (1 - tx) + latticeValue(seed, i + 1, j) * tx;
  const top = latticeValue(seed, i, j + 1) * (1 - tx) + latticeValue(seed, i + 1, j + 1) * tx;
  return bottom * (1 - ty) + top * ty;
}

/** Sum of halving octaves, about [-1, 1]. */
export function fractalNoise2(seed: number, x: number, y: number, scale: number, octaves: number): number {
  let sum = 0;
  let weight = 0;
  for (let octave = 0; octave < octaves; octave++) {
    const share = 0.5 ** octave;
    sum += share * noise2(scramble(seed + octave), x, y, scale * share);
    weight += share;
  }
  return sum / weight;
}
