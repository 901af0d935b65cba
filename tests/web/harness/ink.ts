// Looks at the picture itself: how much of a square of the page has a colour. A blank map, a missing
// sign, a wrong palette show here and nowhere else.
import type { Page } from "playwright-core";

/** Per channel; edges are smoothed. */
const TOLERANCE = 10;

export interface Square {
  /** Centre, CSS pixels of the page. */
  x: number;
  y: number;
  size: number;
}

/** A second page of the same browser, made once: without a content policy it may decode pictures. */
async function blankPage(page: Page): Promise<Page> {
  return (
    page
      .context()
      .pages()
      .find((other) => other.url() === "about:blank") ?? page.context().newPage()
  );
}

/** 0–1. */
export async function inkShare(page: Page, { x, y, size }: Square, hex: string): Promise<number> {
  const png = await page.screenshot({ clip: { x: x - size / 2, y: y - size / 2, width: size, height: size } });
  const blank = await blankPage(page);
  const [red, green, blue] = [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
  const share = await blank.evaluate(
    async ({ base64, want, tolerance }) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      if (!context) return 0;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      let hits = 0;
      for (let index = 0; index < data.length; index += 4) {
        if (want.every((channel, offset) => Math.abs((data[index + offset] ?? 0) - channel) <= tolerance)) hits += 1;
      }
      return hits / (data.length / 4);
    },
    { base64: png.toString("base64"), want: [red ?? 0, green ?? 0, blue ?? 0], tolerance: TOLERANCE },
  );
  return share;
}
