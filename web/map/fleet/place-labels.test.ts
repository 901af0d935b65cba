import { describe, expect, it } from "vitest";
import { type LabelCandidate, labelShift, placeLabels, type Side } from "./place-labels.ts";

const candidate = (vehicleId: number, x: number, y: number): LabelCandidate => ({
  vehicleId,
  x,
  y,
  widthPx: 70,
  heightPx: 18,
  clearPx: 14,
});

const place = (candidates: LabelCandidate[], before: [number, Side][] = [], most = 100) =>
  placeLabels(candidates, { signHalfPx: 9, signs: candidates, before: new Map(before), most });

const sides = (placed: ReturnType<typeof place>) =>
  new Map(placed.map(({ candidate: { vehicleId }, side }) => [vehicleId, side]));

describe("placeLabels", () => {
  it("puts the plate below where nothing is in the way", () => {
    expect(sides(place([candidate(1, 100, 100)]))).toEqual(new Map([[1, "below"]]));
  });

  it("takes another side where a neighbour's sign stands below", () => {
    expect(sides(place([candidate(1, 100, 100), candidate(2, 100, 125)])).get(1)).toBe("above");
  });

  it("covers neither plates nor signs, however dense", () => {
    const crowd = Array.from({ length: 400 }, (_, id) => candidate(id, (id * 97) % 900, (id * 61) % 700));
    const boxes = place(crowd, [], 400).map(({ candidate: one, side }) => {
      const [dx, dy] = labelShift(one, side);
      return { id: one.vehicleId, x: one.x + dx, y: one.y + dy };
    });
    expect(boxes.length).toBeGreaterThan(10);
    for (const box of boxes) {
      for (const other of boxes)
        expect(other === box || Math.abs(box.x - other.x) >= 70 || Math.abs(box.y - other.y) >= 18).toBe(true);
      for (const sign of crowd)
        expect(sign.vehicleId === box.id || Math.abs(box.x - sign.x) >= 44 || Math.abs(box.y - sign.y) >= 18).toBe(
          true,
        );
    }
  });

  it("lets a plate stay where it was rather than give its room to another", () => {
    const [first, second] = [candidate(1, 100, 100), candidate(2, 130, 104)];
    expect([...sides(place([first, second])).keys()]).toContain(1);
    expect(sides(place([first, second], [[2, "below"]])).get(2)).toBe("below");
  });

  it("stops at the most that can be read", () => {
    expect(place([candidate(1, 0, 0), candidate(2, 300, 0), candidate(3, 600, 0)], [], 2)).toHaveLength(2);
  });
});
