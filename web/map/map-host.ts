// Owns the one MapLibre map: its base style, the scheme, the data layers in order, the camera. The
// only file that constructs a map.
import "maplibre-gl/dist/maplibre-gl.css";
import {
  GPUInitializationError,
  type LngLatBoundsLike,
  Map as MapLibreMap,
  ScaleControl,
  setWorkerUrl,
} from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { TileJson } from "./base-map.ts";
import { BACKDROP_SOURCE, type BackdropStyle } from "./backdrop/backdrop-style.ts";
import type { MapLayer } from "./map-layer.ts";
import { baseLayers } from "./style/base-layers.ts";
import { BASE_SOURCE } from "./style/base-source.ts";
import { fontFaces } from "./style/map-fonts.ts";
import { MAP_PALETTES, type Scheme } from "./style/map-palette.ts";

export interface MapView {
  zoom: number;
  lon: number;
  lat: number;
}

/** Pixels of the map that panels cover, from each edge. */
export interface Insets {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export type Bbox = [west: number, south: number, east: number, north: number];

/** What lies below the data: the own map, nothing, or a backdrop. */
export type Ground = "own" | "none" | BackdropStyle;

export interface MapHostOptions {
  container: HTMLElement;
  scheme: Scheme;
  baseMap: TileJson | null;
  /** Where to open; null = the whole base map. */
  view: MapView | null;
  canvasLabel: string;
  onReady(host: MapHost): void;
  onBaseMapError(): void;
  /** The browser has no WebGL 2. */
  onUnavailable(): void;
}

/** Shown where neither a view nor a base map says better: Türkiye. */
const FALLBACK_BOUNDS: Bbox = [25.6, 35.8, 44.9, 42.2];
const EASE_MS = 500;

export class MapHost {
  readonly map: MapLibreMap;
  readonly #layers: MapLayer[] = [];
  #scheme: Scheme;
  readonly #ownAttribution: string;
  readonly #groundListeners = new Set<() => void>();
  #ground: Ground = "own";
  #userMoved = false;
  #bbox: Bbox;

  /** @throws GPUInitializationError where the browser has no WebGL 2: use `createMapHost`. */
  constructor(options: MapHostOptions) {
    const { container, baseMap, view } = options;
    this.#scheme = options.scheme;
    this.#ownAttribution = baseMap?.attribution ?? "";
    setWorkerUrl(workerUrl);
    this.map = new MapLibreMap({
      container,
      style: {
        version: 8,
        "font-faces": fontFaces(),
        // Day and night change at once, together with the panels around the map.
        transition: { duration: 0, delay: 0 },
        sources: baseMap
          ? {
              [BASE_SOURCE]: {
                type: "vector",
                tiles: baseMap.tiles,
                minzoom: baseMap.minzoom,
                maxzoom: baseMap.maxzoom,
                ...(baseMap.bounds ? { bounds: baseMap.bounds } : {}),
              },
            }
          : {},
        layers: baseMap
          ? baseLayers(MAP_PALETTES[this.#scheme])
          : baseLayers(MAP_PALETTES[this.#scheme]).filter((layer) => layer.type === "background"),
      },
      ...(view
        ? { center: [view.lon, view.lat] as [number, number], zoom: view.zoom }
        : { bounds: baseMap?.bounds ?? FALLBACK_BOUNDS, fitBoundsOptions: { padding: 24 } }),
      minZoom: 5,
      maxZoom: 19,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 150,
      // The default would announce "Map"; the label says how to use it.
      locale: { "Map.Title": options.canvasLabel },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new ScaleControl({ maxWidth: 110, unit: "metric" }), "bottom-left");
    this.map.on("error", (event) => {
      if ("sourceId" in event && event.sourceId === BASE_SOURCE) options.onBaseMapError();
    });
    for (const gesture of ["dragstart", "wheel", "zoomstart"] as const) {
      this.map.on(gesture, (event) => {
        if (event.originalEvent) this.#userMoved = true;
      });
    }
    this.#bbox = this.#readBbox();
    this.onRest(() => {
      this.#bbox = this.#readBbox();
    });
    this.map.on("idle", () => container.setAttribute("data-map-idle", ""));
    this.map.on("movestart", () => container.removeAttribute("data-map-idle"));
    this.map.once("style.load", () => options.onReady(this));
  }

  /** A hand has moved the map: nothing may move it back unasked. */
  get userMoved(): boolean {
    return this.#userMoved;
  }

  get scheme(): Scheme {
    return this.#scheme;
  }

  setLabel(label: string): void {
    this.map.getCanvas().setAttribute("aria-label", label);
  }

  /** Later layers lie above earlier ones. */
  addLayer(layer: MapLayer): void {
    this.#layers.push(layer);
    layer.add(this.map, MAP_PALETTES[this.#scheme]);
  }

  setScheme(scheme: Scheme): void {
    if (scheme === this.#scheme) return;
    this.#scheme = scheme;
    const palette = MAP_PALETTES[scheme];
    const ground = typeof this.#ground === "object" ? this.#ground.layers(palette) : [];
    for (const layer of [...baseLayers(palette), ...ground]) {
      if (!this.map.getLayer(layer.id)) continue;
      for (const [name, value] of Object.entries(layer.paint ?? {}))
        this.map.setPaintProperty(layer.id, name as Parameters<MapLibreMap["setPaintProperty"]>[1], value);
    }
    for (const layer of this.#layers) layer.setPalette(palette);
  }

  /** Whose map is seen. */
  get attribution(): string {
    if (typeof this.#ground === "object") return this.#ground.attribution;
    return this.#ground === "own" ? this.#ownAttribution : "";
  }

  onGround(listener: () => void): () => void {
    this.#groundListeners.add(listener);
    return () => this.#groundListeners.delete(listener);
  }

  /** Data layers stay where they are, above. */
  showGround(ground: Ground): void {
    if (ground === this.#ground) return;
    if (typeof this.#ground === "object") {
      for (const { id } of this.#ground.layers(MAP_PALETTES[this.#scheme])) this.map.removeLayer(id);
      this.map.removeSource(BACKDROP_SOURCE);
    }
    const palette = MAP_PALETTES[this.#scheme];
    for (const { id, type } of baseLayers(palette)) {
      if (type !== "background" && this.map.getLayer(id))
        this.map.setLayoutProperty(id, "visibility", ground === "own" ? "visible" : "none");
    }
    if (typeof ground === "object") {
      const [, above] = this.map.getLayersOrder();
      this.map.addSource(BACKDROP_SOURCE, ground.source);
      for (const layer of ground.layers(palette)) this.map.addLayer(layer, above);
    }
    this.#ground = ground;
    for (const listener of this.#groundListeners) listener();
  }

  view(): MapView {
    const { lng, lat } = this.map.getCenter();
    return { zoom: this.map.getZoom(), lon: lng, lat };
  }

  /** What the map shows; the same object until a movement has ended. */
  bbox(): Bbox {
    return this.#bbox;
  }

  #readBbox(): Bbox {
    const bounds = this.map.getBounds();
    return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  }

  /** Calls back whenever the camera has come to rest or the map was resized. */
  onRest(listener: () => void): () => void {
    this.map.on("moveend", listener);
    this.map.on("resize", listener);
    return () => {
      this.map.off("moveend", listener);
      this.map.off("resize", listener);
    };
  }

  jumpTo(view: MapView): void {
    this.map.jumpTo({ center: [view.lon, view.lat], zoom: view.zoom });
  }

  fit(bounds: LngLatBoundsLike, padding: Insets, animate: boolean): void {
    this.map.fitBounds(bounds, { padding, maxZoom: 16, animate, duration: EASE_MS });
  }

  /** Brings a point into the part of the map that nothing covers; stays still if it is there already. */
  reveal(lon: number, lat: number, padding: Insets, minZoom: number): void {
    const point = this.map.project([lon, lat]);
    const { clientWidth, clientHeight } = this.map.getCanvas();
    const visible =
      point.x >= padding.left &&
      point.y >= padding.top &&
      point.x <= clientWidth - padding.right &&
      point.y <= clientHeight - padding.bottom;
    if (visible && this.map.getZoom() >= minZoom) return;
    this.centre(lon, lat, padding, Math.max(this.map.getZoom(), minZoom));
  }

  /** Centres a point within the uncovered part. */
  centre(lon: number, lat: number, padding: Insets, zoom = this.map.getZoom(), animate = true): void {
    const offset: [number, number] = [(padding.left - padding.right) / 2, (padding.top - padding.bottom) / 2];
    this.map.easeTo({ center: [lon, lat], zoom, offset, duration: animate ? EASE_MS : 0 });
  }

  destroy(): void {
    for (const layer of this.#layers) layer.remove();
    this.map.remove();
  }
}

/** null = this browser cannot draw maps (`onUnavailable` was called). */
export function createMapHost(options: MapHostOptions): MapHost | null {
  try {
    return new MapHost(options);
  } catch (error) {
    if (!(error instanceof GPUInitializationError)) throw error;
    options.onUnavailable();
    return null;
  }
}
