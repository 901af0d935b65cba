// A transparent WebGL canvas of our own over the map's. What changes every second is drawn here, so
// that a tick costs one draw call and not a whole frame of streets and labels; the base map below
// is only drawn when the camera moves.
import type { Map as MapLibreMap } from "maplibre-gl";

/** Where the camera is, in the units of the overlay. */
export interface OverlayView {
  zoom: number;
  /** Side of the world, CSS pixels. */
  worldPx: number;
  /** Centre of the view, Web Mercator 0–1. */
  centreX: number;
  centreY: number;
  widthPx: number;
  heightPx: number;
  /** Device pixels per CSS pixel. */
  pixelRatio: number;
}

const TILE_PX = 512;

export function overlayView(map: MapLibreMap, pixelRatio: number): OverlayView {
  const { lng, lat } = map.getCenter();
  const canvas = map.getCanvas();
  const zoom = map.getZoom();
  return {
    zoom,
    worldPx: TILE_PX * 2 ** zoom,
    centreX: (lng + 180) / 360,
    centreY: 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI),
    widthPx: canvas.clientWidth,
    heightPx: canvas.clientHeight,
    pixelRatio,
  };
}

/** CSS pixels from the top left corner of the map. */
export function screenOf({ x, y }: { x: number; y: number }, view: OverlayView): [x: number, y: number] {
  return [(x - view.centreX) * view.worldPx + view.widthPx / 2, (y - view.centreY) * view.worldPx + view.heightPx / 2];
}

export interface OverlayPainter {
  /** Makes programs and textures anew: at the start, and after the browser took the context away. */
  prepare(gl: WebGL2RenderingContext): void;
  paint(gl: WebGL2RenderingContext, view: OverlayView): void;
}

export class OverlayCanvas {
  readonly canvas: HTMLCanvasElement;
  readonly #map: MapLibreMap;
  readonly #painter: OverlayPainter;
  readonly #gl: WebGL2RenderingContext;
  #frame: number | null = null;

  constructor(map: MapLibreMap, painter: OverlayPainter) {
    this.#map = map;
    this.#painter = painter;
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    this.canvas.dataset["overlay"] = "";
    Object.assign(this.canvas.style, { position: "absolute", inset: "0", pointerEvents: "none" });
    const gl = this.canvas.getContext("webgl2", { antialias: false, depth: false, premultipliedAlpha: true });
    // The map below already got one.
    if (!gl) throw new Error("no second WebGL context");
    this.#gl = gl;
    map.getCanvas().after(this.canvas);
    this.canvas.addEventListener("webglcontextlost", (event) => event.preventDefault());
    this.canvas.addEventListener("webglcontextrestored", this.#restore);
    map.on("render", this.paintNow);
    painter.prepare(gl);
  }

  /** Paints with the next frame of the browser, once however often it is asked. */
  request(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.paintNow();
    });
  }

  readonly paintNow = (): void => {
    const gl = this.#gl;
    if (gl.isContextLost()) return;
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
    const view = overlayView(this.#map, window.devicePixelRatio);
    const [width, height] = [Math.round(view.widthPx * view.pixelRatio), Math.round(view.heightPx * view.pixelRatio)];
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      Object.assign(this.canvas.style, { width: `${view.widthPx}px`, height: `${view.heightPx}px` });
    }
    gl.viewport(0, 0, width, height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    this.#painter.paint(gl, view);
  };

  readonly #restore = (): void => {
    this.#painter.prepare(this.#gl);
    this.request();
  };

  remove(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#map.off("render", this.paintNow);
    this.canvas.removeEventListener("webglcontextrestored", this.#restore);
    this.canvas.remove();
    // Browsers keep few contexts: give this one back at once, not with the garbage.
    this.#gl.getExtension("WEBGL_lose_context")?.loseContext();
  }
}
