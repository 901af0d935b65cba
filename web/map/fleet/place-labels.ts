// Which vehicles carry a plate, and on which side, so that none covers another plate or a sign.
// Those that have one keep it while there is room: plates that come and go each second cannot be read.

export interface LabelCandidate {
  vehicleId: number;
  /** Centre of the sign, CSS pixels. */
  x: number;
  y: number;
  widthPx: number;
  heightPx: number;
  /** From the centre of the sign to the near edge of the plate. */
  clearPx: number;
}

export const SIDES = ["below", "above", "right", "left"] as const;
export type Side = (typeof SIDES)[number];

export interface PlacedLabel {
  candidate: LabelCandidate;
  side: Side;
}

/** Centre of the plate relative to the centre of the sign. */
export function labelShift({ widthPx, heightPx, clearPx }: LabelCandidate, side: Side): [x: number, y: number] {
  switch (side) {
    case "below":
      return [0, clearPx + heightPx / 2];
    case "above":
      return [0, -clearPx - heightPx / 2];
    case "right":
      return [clearPx + widthPx / 2, 0];
    case "left":
      return [-clearPx - widthPx / 2, 0];
  }
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Whose sign or plate. */
  vehicleId: number;
}

const CELL_PX = 64;
const ROW = 100_000;
const GAP_PX = 2;
const CROWD = 600;

class Occupied {
  readonly #cells = new Map<number, Box[]>();

  #visit(box: Box, each: (key: number) => boolean): boolean {
    for (let row = Math.floor(box.top / CELL_PX); row <= Math.floor(box.bottom / CELL_PX); row += 1)
      for (let column = Math.floor(box.left / CELL_PX); column <= Math.floor(box.right / CELL_PX); column += 1)
        if (each(row * ROW + column)) return true;
    return false;
  }

  add(box: Box): void {
    this.#visit(box, (key) => {
      const cell = this.#cells.get(key);
      if (cell) cell.push(box);
      else this.#cells.set(key, [box]);
      return false;
    });
  }

  touches(box: Box): boolean {
    const [left, right] = [box.left - GAP_PX, box.right + GAP_PX];
    const [top, bottom] = [box.top - GAP_PX, box.bottom + GAP_PX];
    return this.#visit(box, (key) => {
      const cell = this.#cells.get(key);
      if (!cell) return false;
      for (const other of cell) {
        const apart = left >= other.right || right <= other.left || top >= other.bottom || bottom <= other.top;
        if (!apart && other.vehicleId !== box.vehicleId) return true;
      }
      return false;
    });
  }
}

function boxAt(candidate: LabelCandidate, side: Side): Box {
  const [dx, dy] = labelShift(candidate, side);
  const { x, y, widthPx, heightPx, vehicleId } = candidate;
  return {
    left: x + dx - widthPx / 2,
    right: x + dx + widthPx / 2,
    top: y + dy - heightPx / 2,
    bottom: y + dy + heightPx / 2,
    vehicleId,
  };
}

export interface LabelRoom {
  /** Half the side of a sign, CSS pixels. */
  signHalfPx: number;
  /** All signs on screen: none is covered. */
  signs: readonly { vehicleId: number; x: number; y: number }[];
  /** Sides of the last time. */
  before: ReadonlyMap<number, Side>;
  most: number;
}

/** Earlier candidates go first among those that had no plate before. */
export function placeLabels(candidates: readonly LabelCandidate[], room: LabelRoom): PlacedLabel[] {
  const occupied = new Occupied();
  const { signHalfPx: half, before } = room;
  for (const { vehicleId, x, y } of room.signs)
    occupied.add({ left: x - half, right: x + half, top: y - half, bottom: y + half, vehicleId });
  const placed: PlacedLabel[] = [];
  const place = (candidate: LabelCandidate, sides: readonly Side[]): boolean => {
    for (const side of sides) {
      const box = boxAt(candidate, side);
      if (occupied.touches(box)) continue;
      occupied.add(box);
      placed.push({ candidate, side });
      return true;
    }
    return false;
  };
  const waiting: LabelCandidate[] = [];
  for (const candidate of candidates) {
    const side = before.get(candidate.vehicleId);
    if (side === undefined || !place(candidate, [side])) waiting.push(candidate);
  }
  // In a crowd a free place at the side is as rare as below, and looking for it costs twice the time.
  const sides = candidates.length > CROWD ? SIDES.slice(0, 2) : SIDES;
  for (const candidate of waiting) {
    if (placed.length >= room.most) break;
    place(candidate, sides);
  }
  return placed;
}
