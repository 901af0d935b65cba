// When a vehicle is where on its line: stretches of even acceleration, never faster than allowed and
// never braking harder than comfortable.
import { POINT_SIZE, type DriveLimits, type DriveLine } from "./drive-line.ts";

export interface SpeedProfile {
  /** Four numbers per piece of even acceleration: seconds from departure, metres from the start of the
   * line, metres per second, and its change per second. A piece holds until the next begins. */
  pieces: Float32Array;
  seconds: number;
  lengthM: number;
}

const PIECE_SIZE = 4;

export interface Agility {
  accelerate: number;
  brake: number;
}

/** A vehicle that has come to rest creeps on from there rather than never arriving. */
const CREEP = 0.4;

export function createSpeedProfile(
  line: DriveLine,
  { stretchSpeed, pointSpeed, waitSeconds }: DriveLimits,
  { accelerate, brake }: Agility,
): SpeedProfile {
  const count = pointSpeed.length;
  const along = (i: number): number => line.points[i * POINT_SIZE + 2]!;
  const speed = [...pointSpeed];
  speed[0] = 0;
  speed[count - 1] = 0;
  for (let i = 1; i < count; i++) {
    const reachable = Math.sqrt(speed[i - 1]! ** 2 + 2 * accelerate * (along(i) - along(i - 1)));
    speed[i] = Math.min(speed[i]!, stretchSpeed[i - 1]!, i + 1 < count ? stretchSpeed[i]! : Infinity, reachable);
  }
  for (let i = count - 2; i >= 0; i--) {
    speed[i] = Math.min(speed[i]!, Math.sqrt(speed[i + 1]! ** 2 + 2 * brake * (along(i + 1) - along(i))));
  }

  const pieces: number[] = [];
  let t = 0;
  for (let i = 0; i + 1 < count; i++) {
    let s = along(i);
    const length = along(i + 1) - s;
    const v0 = speed[i]!;
    const v1 = speed[i + 1]!;
    if (waitSeconds[i]! > 0) {
      pieces.push(t, s, 0, 0);
      t += waitSeconds[i]!;
    }
    // The peak at which speeding up and then braking use the stretch up.
    const meeting = Math.sqrt(
      (2 * accelerate * brake * length + brake * v0 ** 2 + accelerate * v1 ** 2) / (accelerate + brake),
    );
    const peak = Math.max(Math.min(stretchSpeed[i]!, meeting), v0, v1, CREEP);
    const upM = Math.min(length, (peak ** 2 - v0 ** 2) / (2 * accelerate));
    const downM = Math.min(length - upM, (peak ** 2 - v1 ** 2) / (2 * brake));
    const cruiseM = length - upM - downM;
    if (upM > 1e-6) {
      pieces.push(t, s, v0, accelerate);
      t += (Math.sqrt(v0 ** 2 + 2 * accelerate * upM) - v0) / accelerate;
      s += upM;
    }
    if (cruiseM > 1e-6) {
      pieces.push(t, s, peak, 0);
      t += cruiseM / peak;
      s += cruiseM;
    }
    if (downM > 1e-6) {
      pieces.push(t, s, peak, -brake);
      t += (peak - Math.sqrt(Math.max(0, peak ** 2 - 2 * brake * downM))) / brake;
    }
  }
  return { pieces: Float32Array.from(pieces), seconds: t, lengthM: line.lengthM };
}

/** Metres along and metres per second, `seconds` after departure. */
export function motionAt(
  { pieces, seconds: duration, lengthM }: SpeedProfile,
  seconds: number,
): { s: number; v: number } {
  if (pieces.length === 0 || seconds >= duration) return { s: lengthM, v: 0 };
  const i = lastAtOrBefore(pieces, PIECE_SIZE, 0, Math.max(0, seconds)) * PIECE_SIZE;
  const dt = Math.max(0, seconds - pieces[i]!);
  const v0 = pieces[i + 2]!;
  const a = pieces[i + 3]!;
  return { s: Math.min(pieces[i + 1]! + v0 * dt + (a * dt * dt) / 2, lengthM), v: Math.max(0, v0 + a * dt) };
}

/** In records of `size` numbers whose `field` rises: place of the last one not greater than `value`, 0 if none. */
export function lastAtOrBefore(records: Float32Array, size: number, field: number, value: number): number {
  let low = 0;
  let high = records.length / size - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (records[middle * size + field]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
