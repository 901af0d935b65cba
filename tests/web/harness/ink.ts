// Looks at the picture itself: how much of a square of the page has a colour, how many colours there
// are. A blank map, a missing sign, a wrong palette show here and nowhere else.
import type { Page } from "playwright-core";
import { PNG } from "pngjs";

/** Per channel; edges are smoothed. */
const TOLERANCE = 10;

export interface Square {
  /** Centre, CSS pixels of the page. */
  x: number;
  y: number;
  size: number;
}

/** 0–1. */
export async function inkShare(page: Page, { x, y, size }: Square, hex: string): Promise<number> {
  const clip = { x: x - size / 2, y: y - size / 2, width: size, height: size };
  const { data } = PNG.sync.read(await page.screenshot({ clip }));
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
  let hits = 0;
  for (let index = 0; index < data.length; index += 4) {
    const [r = 0, g = 0, b = 0] = data.subarray(index, index + 3);
    if (Math.abs(r - red) <= TOLERANCE && Math.abs(g - green) <= TOLERANCE && Math.abs(b - blue) <= TOLERANCE)
      hits += 1;
  }
  return hits / (data.length / 4);
}

/** How many different colours a picture has: one or two where nothing was drawn. */
export function colourCount(png: Buffer): number {
  const { data } = PNG.sync.read(png);
  const colours = new Set<number>();
  for (let index = 0; index < data.length; index += 4) colours.add(data.readUInt32BE(index));
  return colours.size;
}
