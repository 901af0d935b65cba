import { expect, it } from "vitest";
import { outageAt } from "./link-outages.ts";

const DAY = Date.UTC(2026, 10, 22);
const MINUTE = 60_000;

it("takes some vehicles off the network for 5 to 40 minutes on some days", () => {
  const lengths: number[] = [];
  for (let vehicle = 0; vehicle < 200; vehicle++) {
    const seen = new Set<number>();
    for (let minute = 0; minute < 24 * 60; minute++) {
      const outage = outageAt(vehicle, DAY + minute * MINUTE);
      if (!outage || seen.has(outage.fromMs)) continue;
      seen.add(outage.fromMs);
      lengths.push((outage.toMs - outage.fromMs) / MINUTE);
    }
  }
  expect(lengths.length).toBeGreaterThan(40);
  expect(lengths.length).toBeLessThan(140);
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(5);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(40);
});

it("gives the same answer within one outage, also past midnight", () => {
  for (let vehicle = 0; vehicle < 3000; vehicle++) {
    const outage = outageAt(vehicle, DAY - 1);
    if (!outage || outage.toMs <= DAY) continue;
    expect(outageAt(vehicle, DAY)).toEqual(outage);
    expect(outageAt(vehicle, outage.fromMs)).toEqual(outage);
    expect(outageAt(vehicle, outage.toMs)).not.toEqual(outage);
    return;
  }
  expect.unreachable("no outage runs past midnight");
});
