// What a satellite receiver makes of the truth: errors that drift over seconds to minutes, larger
// between houses, nearly none in the held position of a parked vehicle.
import { toLonLat, type PlanePoint } from "../city/plane.ts";
import { mixSeed } from "../random.ts";
import { noise1 } from "../smooth-noise.ts";
import type { TrackerFix } from "../tracker-fix.ts";
import type { TrueMotion } from "./true-motion.ts";

export interface Receiver {
  measure(truth: TrueMotion, timeMs: number, odometerM: number): TrackerFix;
}

export interface ReceiverInput {
  seed: number;
  heightAt: (x: number, y: number) => number;
  densityAt: (x: number, y: number) => number;
}

const OPEN_SIGMA_M = 2;
const DENSE_EXTRA_M = 3.5;
/** A parked tracker holds its position. */
const HELD_SHARE = 0.35;
const STANDING_MS = 0.4;

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

export function createReceiver({ seed, heightAt, densityAt }: ReceiverInput): Receiver {
  const channel = (name: string): ((seconds: number, scale: number) => number) => {
    const own = mixSeed(seed, name);
    return (seconds, scale) => noise1(own, seconds, scale);
  };
  const [east, north, eastFast, northFast] = ["east", "north", "east fast", "north fast"].map(channel);
  const speedNoise = channel("speed");
  const headingNoise = channel("heading");
  const heightNoise = channel("height");
  const batteryNoise = channel("battery");
  const shift = (seconds: number, sigma: number, held: boolean): PlanePoint => {
    if (held) return [sigma * HELD_SHARE * east!(seconds, 2400), sigma * HELD_SHARE * north!(seconds, 2400)];
    return [
      sigma * (1.3 * east!(seconds, 70) + 0.5 * eastFast!(seconds, 11)),
      sigma * (1.3 * north!(seconds, 70) + 0.5 * northFast!(seconds, 11)),
    ];
  };
  return {
    measure: (truth, timeMs, odometerM) => {
      const seconds = timeMs / 1000;
      const [x, y] = truth.at;
      const sigma = OPEN_SIGMA_M + DENSE_EXTRA_M * densityAt(x, y);
      const [dx, dy] = shift(seconds, sigma, !truth.ignition);
      const [lon, lat] = toLonLat([x + dx, y + dy]);
      const standing = truth.speedMs < STANDING_MS;
      const speed = standing
        ? truth.ignition
          ? Math.max(0, 0.9 * speedNoise(seconds, 13))
          : 0
        : Math.max(0, truth.speedMs * 3.6 + 0.9 * speedNoise(seconds, 13));
      const compass = 90 - (truth.direction * 180) / Math.PI + (standing ? 0 : 4 * headingNoise(seconds, 17));
      return {
        fixTimeMs: timeMs,
        lon,
        lat,
        speedKmh: round(speed, 1),
        headingDeg: Math.round(((compass % 360) + 360) % 360) % 360,
        altitudeM: Math.round(heightAt(x, y) + 4 * heightNoise(seconds, 90)),
        accuracyM: round(sigma * (1.15 + 0.3 * heightNoise(seconds, 30)), 1),
        ignition: truth.ignition,
        odometerKm: round(odometerM / 1000, 2),
        batteryPct: Math.round((truth.ignition ? 97 : 90) + 3 * batteryNoise(seconds, 7200)),
        inputs: truth.inputs,
      };
    },
  };
}
