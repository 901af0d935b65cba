// Which signs have room for the badge of their kind: in a depot, where they stand on top of each other,
// badges would only hide signs.

interface At {
  x: number;
  y: number;
}

/** Nearer than this to the sign or to its badge, another sign takes the room. */
const ROOM_PX = 20;

/**
 * @param places signs, and @param shift from a sign to its badge, both in CSS pixels
 * @returns one flag a sign
 */
export function badgeRoom(places: readonly At[], shift: At): boolean[] {
  const cells = new Map<string, number[]>();
  const cellOf = (value: number): number => Math.floor(value / ROOM_PX);
  for (const [index, { x, y }] of places.entries()) {
    const key = `${cellOf(x)},${cellOf(y)}`;
    cells.set(key, [...(cells.get(key) ?? []), index]);
  }
  const taken = (at: At, own: number): boolean => {
    for (let column = cellOf(at.x) - 1; column <= cellOf(at.x) + 1; column += 1) {
      for (let row = cellOf(at.y) - 1; row <= cellOf(at.y) + 1; row += 1) {
        for (const index of cells.get(`${column},${row}`) ?? []) {
          const other = places[index];
          if (index !== own && other && Math.hypot(other.x - at.x, other.y - at.y) < ROOM_PX) return true;
        }
      }
    }
    return false;
  };
  return places.map((place, index) => {
    const badge = { x: place.x + shift.x, y: place.y + shift.y };
    return !taken(place, index) && !taken(badge, index);
  });
}
