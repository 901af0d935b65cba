// Short texts as pictures: plates of vehicles and numbers of groups, drawn once each and kept until
// the sheet is full, then begun anew with those in sight.
import type { MapPalette } from "../style/map-palette.ts";
import { type Sprite, SpriteSheet } from "./sprite-sheet.ts";

const SHEET_SIDE = 2048;
const FONT_FAMILY = '"Inter Variable", system-ui, sans-serif';
const MAX_TEXT_PX = 200;
const HEIGHT = { plate: 18, strong: 22, count: 16 } as const;
const FONT = { plate: 600, strong: 650, count: 650 } as const;
const SIZE = { plate: 11, strong: 12.5, count: 11.5 } as const;
const PADDING = { plate: 5, strong: 7, count: 1 } as const;
const RADIUS = 4;

/** A plate, the plate of the vehicle that is selected or pointed at, the number of a group. */
export type LabelStyle = keyof typeof HEIGHT;

export const labelHeightPx = (style: LabelStyle): number => HEIGHT[style];

export class LabelSheet {
  readonly #sheet = new SpriteSheet({ side: SHEET_SIDE, smallerCopies: 0 });
  readonly #sprites = new Map<string, Sprite>();
  readonly #context: CanvasRenderingContext2D;
  #palette: MapPalette;
  #pixelRatio = 1;

  constructor(palette: MapPalette) {
    const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("canvas 2d is not available");
    this.#context = context;
    this.#palette = palette;
  }

  get texture(): WebGLTexture | null {
    return this.#sheet.texture;
  }

  prepare(gl: WebGL2RenderingContext): void {
    this.#sheet.prepare(gl);
    this.#sprites.clear();
  }

  /** Everything is drawn anew: other inks, another screen, the font has come. */
  restart(palette: MapPalette): void {
    this.#palette = palette;
    this.#sprites.clear();
    this.#sheet.clear();
  }

  setPixelRatio(pixelRatio: number): void {
    if (pixelRatio === this.#pixelRatio) return;
    this.#pixelRatio = pixelRatio;
    this.restart(this.#palette);
  }

  /** null = the sheet is full: `restart` and ask again. */
  sprite(text: string, style: LabelStyle): Sprite | null {
    const key = `${style} ${text}`;
    const known = this.#sprites.get(key);
    if (known) return known;
    const sprite = this.#sheet.put(this.#draw(text, style), this.#pixelRatio);
    if (sprite) this.#sprites.set(key, sprite);
    return sprite;
  }

  #draw(text: string, style: LabelStyle): ImageData {
    const context = this.#context;
    const ratio = this.#pixelRatio;
    const font = `${FONT[style]} ${SIZE[style]}px ${FONT_FAMILY}`;
    context.font = font;
    const textPx = Math.min(MAX_TEXT_PX, Math.ceil(context.measureText(text).width));
    const [width, height] = [textPx + 2 * PADDING[style], HEIGHT[style]];
    // Setting the size also clears the canvas and resets its state.
    context.canvas.width = Math.ceil(width * ratio);
    context.canvas.height = Math.ceil(height * ratio);
    context.scale(ratio, ratio);
    if (style !== "count") {
      context.beginPath();
      context.roundRect(0.5, 0.5, width - 1, height - 1, RADIUS);
      context.fillStyle = this.#palette.badge;
      context.fill();
      context.strokeStyle = style === "strong" ? this.#palette.accent : this.#palette.badgeEdge;
      context.lineWidth = style === "strong" ? 1.5 : 1;
      context.stroke();
      // A long name ends at the edge of its plate.
      context.clip();
    }
    context.font = font;
    context.textBaseline = "middle";
    context.fillStyle = this.#palette.dataInk;
    context.fillText(text, PADDING[style], height / 2 + 0.5);
    return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
  }
}
