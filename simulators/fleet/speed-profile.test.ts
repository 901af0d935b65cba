import * as fc from "fast-check";
import { expect, it } from "vitest";
import { POINT_SIZE, type DriveLine } from "./drive-line.ts";
import { createSpeedProfile, motionAt } from "./speed-profile.ts";

const AGILITY = { accelerate: 1, brake: 1.5 };

function straight(...stretchesM: number[]): DriveLine {
  const points = new Float32Array((stretchesM.length + 1) * POINT_SIZE);
  let along = 0;
  stretchesM.forEach((length, i) => {
    along += length;
    points.set([along, 0, along], (i + 1) * POINT_SIZE);
  });
  return { points, lengthM: along };
}

it("speeds up, cruises and comes to rest at the end", () => {
  const profile = createSpeedProfile(
    straight(300),
    { stretchSpeed: [10, 10], pointSpeed: [Infinity, Infinity], waitSeconds: [0, 0] },
    AGILITY,
  );
  expect(motionAt(profile, 0)).toEqual({ s: 0, v: 0 });
  expect(motionAt(profile, 5).v).toBeCloseTo(5, 3);
  expect(motionAt(profile, 20).v).toBeCloseTo(10, 3);
  expect(motionAt(profile, profile.seconds)).toEqual({ s: 300, v: 0 });
  // 10 s and 50 m to speed up, 33.3 m to brake.
  expect(profile.seconds).toBeCloseTo(10 + (300 - 50 - 100 / 3) / 10 + 10 / 1.5, 2);
});

it("waits at a red light", () => {
  const profile = createSpeedProfile(
    straight(100, 100),
    { stretchSpeed: [10, 10, 10], pointSpeed: [Infinity, 0, Infinity], waitSeconds: [0, 25, 0] },
    AGILITY,
  );
  const times = Array.from({ length: Math.floor(profile.seconds) }, (_, t) => t);
  const waiting = times.filter((t) => Math.abs(motionAt(profile, t).s - 100) < 0.01);
  expect(waiting.length).toBeGreaterThanOrEqual(25);
});

it("never goes back, never exceeds a limit, never brakes harder than allowed", () => {
  const stretch = fc.record({
    length: fc.integer({ min: 2, max: 400 }),
    speed: fc.integer({ min: 2, max: 20 }),
    point: fc.oneof(fc.constant(Infinity), fc.integer({ min: 0, max: 15 })),
  });
  fc.assert(
    fc.property(fc.array(stretch, { minLength: 1, maxLength: 12 }), (stretches) => {
      const line = straight(...stretches.map(({ length }) => length));
      const limits = {
        stretchSpeed: [...stretches.map(({ speed }) => speed), 20],
        pointSpeed: [Infinity, ...stretches.map(({ point }) => point)],
        waitSeconds: [0, ...stretches.map(({ point }) => (point === 0 ? 5 : 0))],
      };
      const profile = createSpeedProfile(line, limits, AGILITY);
      let before = { s: 0, v: 0 };
      for (let t = 0; t <= profile.seconds + 1; t += 0.5) {
        const { s, v } = motionAt(profile, t);
        expect(s).toBeGreaterThanOrEqual(before.s - 1e-3);
        expect(v).toBeLessThanOrEqual(20 + 1e-3);
        expect(v - before.v).toBeLessThanOrEqual(0.5 * AGILITY.accelerate + 0.45);
        expect(before.v - v).toBeLessThanOrEqual(0.5 * AGILITY.brake + 0.45);
        before = { s, v };
      }
      expect(before.s).toBeCloseTo(line.lengthM, 2);
    }),
    { seed: 35 },
  );
});
