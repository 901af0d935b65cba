// All vehicles on the map: signs by state turned to the heading, halos of the silent, badges of the
// kind, plates, groups at low zoom, rings of the selected. Drawn from typed arrays on a canvas of
// its own (overlay-canvas.ts); what lies under the pointer is found in the same arrays.
import type { Map as MapLibreMap } from "maplibre-gl";
import { MOTIONS } from "../../../domain/motion.ts";
import { STATE_SIGNS } from "../../signs/state-sign.ts";
import { LiveVehicles } from "../../live/live-vehicles.ts";
import { FLEET_IMAGE_RATIO, type FleetImage, fleetImages } from "../images/sign-images.ts";
import type { MapLayer } from "../map-layer.ts";
import type { MapPalette } from "../style/map-palette.ts";
import { badgeRoom } from "./badge-room.ts";
import type { Cluster } from "./cluster-grid.ts";
import { DonutBatch, type DonutInks, rgbOf } from "./donut-batch.ts";
import { FleetLabels, type Highlights } from "./fleet-labels.ts";
import {
  BADGE_MINZOOM,
  badgeScale,
  clusterRadiusPx,
  haloRadiusPx,
  ringRadiusPx,
  SIGN_HALF_PX,
  signScale,
} from "./fleet-scale.ts";
import { type FleetScene, fleetScene, type SeenVehicle, type VehicleLook } from "./fleet-scene.ts";
import { OverlayCanvas, type OverlayPainter, overlayView, type OverlayView, screenOf } from "./overlay-canvas.ts";
import { SpriteBatch } from "./sprite-batch.ts";
import { type Sprite, SpriteSheet } from "./sprite-sheet.ts";
import type { Origin } from "./view-uniforms.ts";

const SIGN_SHEET_SIDE = 1024;
const FAINT_OPACITY = 0.22;
const STALE_OPACITY = 0.6;
const HALO_OPACITY = 0.22;
const HALO_IMAGE_RADIUS = 20;
const RING_IMAGE_RADIUS = 18;
/** Outside the ring of the selected. */
const ALARM_RING_SCALE = 1.25;
const PULSE_SCALE = 1.22;
const LITTLE_MOTION = "(prefers-reduced-motion: reduce)";
const BADGE_SHIFT = { x: 19, y: -15 } as const;
/** Beyond the edges of the view; dragging farther makes a new scene. */
const MARGIN_PX = 240;
/** Plates are placed anew when the zoom has changed this much: in between they would only flicker. */
const LABEL_ZOOM_STEP = 0.25;
/** Plates travel with their vehicles; who carries one is decided anew every other tick. */
const LABEL_MS = 1900;
const TURNING = 2;

export type Hit = { kind: "vehicles"; vehicleIds: number[] } | { kind: "cluster"; cluster: Cluster };

export class FleetOverlay implements MapLayer, OverlayPainter {
  #map: MapLibreMap | null = null;
  #canvas: OverlayCanvas | null = null;
  #palette: MapPalette | null = null;
  #labels: FleetLabels | null = null;
  #images = new Map<FleetImage, Sprite>();
  readonly #signSheet = new SpriteSheet({ side: SIGN_SHEET_SIDE, smallerCopies: 3 });
  readonly #signs = new SpriteBatch();
  readonly #donuts = new DonutBatch();

  #vehicles = new LiveVehicles();
  #looks: ReadonlyMap<number, VehicleLook> = new Map();
  #motions = new Uint8Array(MOTIONS.length).fill(1);
  #highlights: Highlights = { selectedId: null, hoveredId: null, selectedIds: new Set(), alarms: new Map() };
  #serverNowMs = 0;
  #stale = false;

  #dirty = true;
  #scene: FleetScene = { vehicles: [], clusters: [] };
  #sceneView: OverlayView | null = null;
  #placedZoom = Number.NaN;
  #placedAtMs = Number.NEGATIVE_INFINITY;
  #placeNow = true;

  add(map: MapLibreMap, palette: MapPalette): void {
    this.#map = map;
    this.#palette = palette;
    this.#labels = new FleetLabels(palette);
    this.#canvas = new OverlayCanvas(map, this);
    map.on("moveend", this.#refresh);
    // Plates drawn before the font came are drawn again in it.
    void document.fonts.load('600 12px "Inter Variable"').then(() => this.setPalette(this.#palette ?? palette));
  }

  setPalette(palette: MapPalette): void {
    this.#palette = palette;
    this.#labels?.restart(palette);
    this.#drawSigns();
  }

  setLooks(looks: ReadonlyMap<number, VehicleLook>): void {
    this.#looks = looks;
    this.#refresh();
  }

  /** States outside are drawn faintly; `null` = none is. */
  setMotions(chosen: ReadonlySet<string> | null): void {
    this.#motions = Uint8Array.from(MOTIONS, (motion) => Number(chosen === null || chosen.has(motion)));
    this.#refresh();
  }

  /** After each tick; the collection is read when the next frame is painted. */
  showVehicles(vehicles: LiveVehicles, serverNowMs: number): void {
    this.#vehicles = vehicles;
    this.#serverNowMs = serverNowMs;
    this.#dirty = true;
    this.#canvas?.request();
  }

  highlight(patch: Partial<Highlights>): void {
    this.#highlights = { ...this.#highlights, ...patch };
    this.#refresh();
  }

  /** No connection: the signs stay where they were last seen, visibly faded. */
  setStale(stale: boolean): void {
    this.#stale = stale;
    this.#refresh();
  }

  /** What lies within `reachPx` of a point of the map, nearest first. */
  hit(x: number, y: number, reachPx: number): Hit | null {
    const view = this.#view();
    if (!view) return null;
    const reach = SIGN_HALF_PX * signScale(view.zoom) + reachPx;
    const near = this.#scene.vehicles
      .map((vehicle) => ({ vehicle, distance: distancePx(vehicle, view, x, y) }))
      .filter(({ distance }) => distance <= reach)
      .sort((a, b) => a.distance - b.distance)
      .map(({ vehicle }) => vehicle.vehicleId);
    if (near.length > 0) return { kind: "vehicles", vehicleIds: near };
    const cluster = this.#scene.clusters.find(
      (one) => distancePx(one, view, x, y) <= clusterRadiusPx(one.vehicleIds.length) + reachPx,
    );
    if (cluster) return { kind: "cluster", cluster };
    const plate = this.#labels?.at(x, y) ?? null;
    return plate === null ? null : { kind: "vehicles", vehicleIds: [plate] };
  }

  /** Vehicles in a rectangle of the map, CSS pixels, those of groups included. */
  within(left: number, top: number, right: number, bottom: number): number[] {
    const view = this.#view();
    if (!view) return [];
    const inside = (place: { x: number; y: number }): boolean => {
      const [px, py] = screenOf(place, view);
      return px >= left && px <= right && py >= top && py <= bottom;
    };
    return [
      ...this.#scene.vehicles.filter((vehicle) => !vehicle.faint && inside(vehicle)).map(({ vehicleId }) => vehicleId),
      ...this.#scene.clusters.filter(inside).flatMap(({ vehicleIds }) => vehicleIds),
    ];
  }

  remove(): void {
    this.#map?.off("moveend", this.#refresh);
    this.#canvas?.remove();
    this.#canvas = null;
    this.#map = null;
  }

  prepare(gl: WebGL2RenderingContext): void {
    this.#signSheet.prepare(gl);
    this.#labels?.prepare(gl);
    this.#signs.prepare(gl);
    this.#donuts.prepare(gl);
    this.#drawSigns();
  }

  paint(_gl: WebGL2RenderingContext, view: OverlayView): void {
    const [signs, palette] = [this.#signSheet.texture, this.#palette];
    if (!signs || !palette) return;
    if (this.#dirty || this.#leftScene(view)) this.#build(view);
    this.#signs.draw(view, signs);
    this.#donuts.draw(view, donutInks(palette), this.#stale ? STALE_OPACITY : 1);
    this.#labels?.draw(view);
  }

  readonly #refresh = (): void => {
    this.#dirty = true;
    this.#placeNow = true;
    this.#canvas?.request();
  };

  #view(): OverlayView | null {
    return this.#map ? overlayView(this.#map, window.devicePixelRatio) : null;
  }

  #leftScene({ zoom, centreX, centreY, worldPx, widthPx, heightPx, pixelRatio }: OverlayView): boolean {
    const seen = this.#sceneView;
    if (!seen || seen.zoom !== zoom || seen.pixelRatio !== pixelRatio) return true;
    const movedPx = Math.max(Math.abs(seen.centreX - centreX), Math.abs(seen.centreY - centreY)) * worldPx;
    return movedPx > MARGIN_PX / 2 || seen.widthPx !== widthPx || seen.heightPx !== heightPx;
  }

  #drawSigns(): void {
    if (!this.#palette) return;
    this.#signSheet.clear();
    this.#images = new Map();
    for (const [name, image] of fleetImages(this.#palette)) {
      const sprite = this.#signSheet.put(image, FLEET_IMAGE_RATIO);
      if (sprite) this.#images.set(name, sprite);
    }
    this.#signSheet.finish();
    this.#refresh();
  }

  #build(view: OverlayView): void {
    const { selectedId, hoveredId, selectedIds, alarms } = this.#highlights;
    const apart = new Set([selectedId, hoveredId, ...selectedIds, ...alarms.keys()].filter((id) => id !== null));
    this.#scene = fleetScene(
      {
        vehicles: this.#vehicles,
        looks: this.#looks,
        motions: this.#motions,
        apart,
        serverNowMs: this.#serverNowMs,
      },
      view,
      MARGIN_PX,
    );
    const due = performance.now() - this.#placedAtMs > LABEL_MS;
    const rested = due || this.#placeNow || Math.abs(view.zoom - this.#placedZoom) > LABEL_ZOOM_STEP;
    this.#sceneView = view;
    this.#dirty = false;
    const origin = { x: view.centreX, y: view.centreY };
    const seen = this.#stale ? STALE_OPACITY : 1;
    this.#buildSigns(view, origin, seen);
    this.#donuts.start(origin);
    for (const { x, y, counts, vehicleIds } of this.#scene.clusters)
      this.#donuts.add(x, y, clusterRadiusPx(vehicleIds.length), counts, vehicleIds.length);
    if (rested) {
      this.#labels?.place(this.#scene, this.#highlights, view);
      this.#placedZoom = view.zoom;
      this.#placedAtMs = performance.now();
      this.#placeNow = false;
    }
    this.#labels?.build(this.#scene, origin, view.pixelRatio, seen);
  }

  #buildSigns(view: OverlayView, origin: Origin, seen: number): void {
    const { zoom } = view;
    this.#signs.start(origin);
    const { selectedId, selectedIds, alarms } = this.#highlights;
    const scale = signScale(zoom);
    const put = ({ x, y }: SeenVehicle, name: FleetImage, pose: Parameters<SpriteBatch["add"]>[3]): void => {
      const sprite = this.#images.get(name);
      if (sprite) this.#signs.add(x, y, sprite, pose);
    };
    for (const vehicle of this.#scene.vehicles) {
      if (MOTIONS[vehicle.motion] !== "silent") continue;
      const halo = haloRadiusPx(vehicle.quietHours) / HALO_IMAGE_RADIUS;
      put(vehicle, "halo", { scale: halo, opacity: vehicle.faint ? 0.05 : HALO_OPACITY });
    }
    const ring = ringRadiusPx(zoom) / RING_IMAGE_RADIUS;
    // Larger every other tick until somebody has acknowledged: a pulse that costs no frames of its own.
    const beat = this.#serverNowMs % 2000 >= 1000 && !matchMedia(LITTLE_MOTION).matches ? PULSE_SCALE : 1;
    for (const vehicle of this.#scene.vehicles) {
      const alarm = alarms.get(vehicle.vehicleId);
      if (alarm) put(vehicle, "ring-alarm", { scale: ring * ALARM_RING_SCALE * (alarm.acknowledged ? 1 : beat) });
    }
    for (const vehicle of this.#scene.vehicles) {
      if (selectedIds.has(vehicle.vehicleId)) put(vehicle, "ring-thin", { scale: ring });
      if (vehicle.vehicleId === selectedId) put(vehicle, "ring", { scale: ring });
    }
    for (const vehicle of this.#scene.vehicles)
      put(vehicle, signOf(vehicle), {
        scale,
        headingDeg: turns(vehicle) ? vehicle.headingDeg : 0,
        opacity: vehicle.faint ? FAINT_OPACITY : seen,
      });
    if (zoom < BADGE_MINZOOM) return;
    const badge = badgeScale(zoom);
    const [shiftX, shiftY] = [BADGE_SHIFT.x * badge, BADGE_SHIFT.y * badge];
    const { vehicles } = this.#scene;
    const places = vehicles.map((vehicle) => {
      const [x, y] = screenOf(vehicle, view);
      return { x, y };
    });
    const room = badgeRoom(places, { x: shiftX, y: shiftY });
    for (const [index, vehicle] of vehicles.entries()) {
      if (!room[index] && vehicle.vehicleId !== selectedId) continue;
      put(vehicle, `badge-${vehicle.look.kind}`, {
        scale: badge,
        shiftX,
        shiftY,
        opacity: vehicle.faint ? FAINT_OPACITY : seen,
      });
    }
  }
}

const turns = ({ motion, headingDeg }: SeenVehicle): boolean => motion < TURNING && !Number.isNaN(headingDeg);

function signOf(vehicle: SeenVehicle): FleetImage {
  const motion = MOTIONS[vehicle.motion] ?? "silent";
  return (motion === "moving" || motion === "idling") && !turns(vehicle) ? `sign-${motion}-any` : `sign-${motion}`;
}

function distancePx(place: { x: number; y: number }, view: OverlayView, x: number, y: number): number {
  const [px, py] = screenOf(place, view);
  return Math.hypot(px - x, py - y);
}

const donutInks = (palette: MapPalette): DonutInks => ({
  states: MOTIONS.map((motion) => rgbOf(STATE_SIGNS[motion].colour)),
  disc: rgbOf(palette.badge),
  rim: rgbOf(palette.dataHalo),
});
