// The plates of vehicles and the numbers of groups: which are shown, where, and their drawing.
import type { MapPalette } from "../style/map-palette.ts";
import { LABEL_MINZOOM, SIGN_HALF_PX, signScale } from "./fleet-scale.ts";
import type { FleetScene } from "./fleet-scene.ts";
import { labelHeightPx, LabelSheet, type LabelStyle } from "./label-sheet.ts";
import { type OverlayView, screenOf } from "./overlay-canvas.ts";
import { type LabelCandidate, labelShift, placeLabels, type PlacedLabel, type Side } from "./place-labels.ts";
import { SpriteBatch } from "./sprite-batch.ts";
import type { Origin } from "./view-uniforms.ts";

const MOST_LABELS = 300;
/** Between sign and plate. */
const GAP_PX = 3;
/** The ring of the selected reaches further than its sign. */
const RING_GAP_PX = 5;
/** Plates are measured without drawing them: all are about as wide, and most never come to be drawn. */
const LETTER_PX: Readonly<Record<LabelStyle, number>> = { plate: 6.9, strong: 7.8, count: 7 };
const BORDERS_PX = 14;
const EDGE_PX = 24;
/** Signs may touch a little: the corners of their boxes are empty. */
const SIGN_SHARE = 0.8;

export interface Highlights {
  selectedId: number | null;
  hoveredId: number | null;
  /** Selected together with others. */
  selectedIds: ReadonlySet<number>;
  /** Vehicles with an open alarm, and whether somebody has acknowledged it. */
  alarms: ReadonlyMap<number, { acknowledged: boolean }>;
}

export class FleetLabels {
  readonly #batch = new SpriteBatch();
  readonly #sheet: LabelSheet;
  #palette: MapPalette;
  #placed: PlacedLabel[] = [];
  #strong: ReadonlySet<number | null> = new Set();

  constructor(palette: MapPalette) {
    this.#palette = palette;
    this.#sheet = new LabelSheet(palette);
  }

  prepare(gl: WebGL2RenderingContext): void {
    this.#sheet.prepare(gl);
    this.#batch.prepare(gl);
  }

  /** In other inks, or because the font has come. */
  restart(palette: MapPalette): void {
    this.#palette = palette;
    this.#sheet.restart(palette);
  }

  /** Whose plate lies under a point, as of the last placing. */
  at(x: number, y: number): number | null {
    const found = this.#placed.find(({ candidate, side }) => {
      const [dx, dy] = labelShift(candidate, side);
      const inX = Math.abs(x - candidate.x - dx) <= candidate.widthPx / 2;
      return inX && Math.abs(y - candidate.y - dy) <= candidate.heightPx / 2;
    });
    return found?.candidate.vehicleId ?? null;
  }

  /** Chooses who carries a plate: the selected always, others from z13 on where there is room. */
  place(scene: FleetScene, { selectedId, hoveredId, selectedIds }: Highlights, view: OverlayView): void {
    this.#strong = new Set([selectedId, hoveredId]);
    const clearPx = (SIGN_HALF_PX + GAP_PX) * signScale(view.zoom);
    const signs: LabelCandidate[] = [];
    const always: PlacedLabel[] = [];
    const rest: LabelCandidate[] = [];
    for (const vehicle of scene.vehicles) {
      const { vehicleId, faint, look } = vehicle;
      const [x, y] = screenOf(vehicle, view);
      // Signs beyond the edges are drawn for when the map is dragged; their plates can wait.
      if (x < -EDGE_PX || y < -EDGE_PX || x > view.widthPx + EDGE_PX || y > view.heightPx + EDGE_PX) continue;
      const style = this.#styleOf(vehicleId);
      const candidate: LabelCandidate = {
        vehicleId,
        x,
        y,
        widthPx: look.label.length * LETTER_PX[style] + BORDERS_PX,
        heightPx: labelHeightPx(style),
        clearPx: clearPx + (vehicleId === selectedId ? RING_GAP_PX : 0),
      };
      signs.push(candidate);
      if (style === "strong") always.push({ candidate, side: "below" });
      else if (selectedIds.has(vehicleId) || (view.zoom >= LABEL_MINZOOM && !faint)) rest.push(candidate);
    }
    const before = new Map<number, Side>(this.#placed.map(({ candidate, side }) => [candidate.vehicleId, side]));
    const signHalfPx = SIGN_HALF_PX * SIGN_SHARE * signScale(view.zoom);
    this.#placed = [...placeLabels(rest, { signHalfPx, signs, before, most: MOST_LABELS }), ...always];
  }

  build(scene: FleetScene, origin: Origin, pixelRatio: number, opacity: number): void {
    this.#sheet.setPixelRatio(pixelRatio);
    if (this.#fill(scene, origin, opacity)) return;
    // The sheet is full: begin anew with what is in sight.
    this.#sheet.restart(this.#palette);
    this.#fill(scene, origin, opacity);
  }

  draw(view: OverlayView): void {
    if (this.#sheet.texture) this.#batch.draw(view, this.#sheet.texture);
  }

  #styleOf(vehicleId: number): LabelStyle {
    return this.#strong.has(vehicleId) ? "strong" : "plate";
  }

  /** Whether the sheet had room for all of them. */
  #fill({ vehicles, clusters }: FleetScene, origin: Origin, opacity: number): boolean {
    this.#batch.start(origin);
    const numbers = new Intl.NumberFormat(document.documentElement.lang);
    for (const { x, y, vehicleIds } of clusters) {
      const sprite = this.#sheet.sprite(numbers.format(vehicleIds.length), "count");
      if (!sprite) return false;
      this.#batch.add(x, y, sprite, { opacity });
    }
    const byId = new Map(vehicles.map((vehicle) => [vehicle.vehicleId, vehicle]));
    for (const { candidate, side } of this.#placed) {
      const vehicle = byId.get(candidate.vehicleId);
      if (!vehicle) continue;
      const sprite = this.#sheet.sprite(vehicle.look.label, this.#styleOf(candidate.vehicleId));
      if (!sprite) return false;
      const [shiftX, shiftY] = labelShift({ ...candidate, widthPx: sprite.widthPx }, side);
      this.#batch.add(vehicle.x, vehicle.y, sprite, { shiftX, shiftY });
    }
    return true;
  }
}
