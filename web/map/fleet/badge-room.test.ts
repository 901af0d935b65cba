import { describe, expect, it } from "vitest";
import { badgeRoom } from "./badge-room.ts";

const SHIFT = { x: 19, y: -15 };

describe("badgeRoom", () => {
  it("gives every sign that stands alone its badge", () => {
    expect(
      badgeRoom(
        [
          { x: 0, y: 0 },
          { x: 100, y: 0 },
        ],
        SHIFT,
      ),
    ).toEqual([true, true]);
  });

  it("gives none to signs on one spot", () => {
    expect(
      badgeRoom(
        [
          { x: 50, y: 50 },
          { x: 52, y: 50 },
          { x: 50, y: 50 },
        ],
        SHIFT,
      ),
    ).toEqual([false, false, false]);
  });

  it("gives none where the badge would lie on another sign, across the cells of the search", () => {
    expect(
      badgeRoom(
        [
          { x: -1, y: 1 },
          { x: 21, y: -19 },
        ],
        SHIFT,
      ),
    ).toEqual([false, true]);
  });
});
