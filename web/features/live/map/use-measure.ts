// Measuring: each click on the map adds a corner, as does Enter at the middle of the focused map;
// Backspace takes the last one away, Esc ends it.
import type { MapMouseEvent } from "maplibre-gl";
import { useEffect, useState } from "react";
import type { LonLat } from "../../../map/geodesy/measure.ts";
import { MeasureLayer } from "../../../map/layers/measure-layer.ts";
import type { MapHost } from "../../../map/map-host.ts";

export interface Measuring {
  /** null = not measuring. */
  points: readonly LonLat[] | null;
  toggle(): void;
  /** Begins at a place. */
  startAt(point: LonLat): void;
  undo(): void;
  clear(): void;
}

export function useMeasure(host: MapHost | null): Measuring {
  const [layer] = useState(() => new MeasureLayer());
  const [points, setPoints] = useState<readonly LonLat[] | null>(null);
  useEffect(() => host?.addLayer(layer), [host, layer]);
  useEffect(() => layer.show(points ?? []), [layer, points]);

  const active = points !== null;
  useEffect(() => {
    if (!host || !active) return;
    const { map } = host;
    const add = ({ lngLat }: Pick<MapMouseEvent, "lngLat">): void =>
      setPoints((before) => (before === null ? null : [...before, [lngLat.lng, lngLat.lat]]));
    // Before the screen's own Esc, which would take the selection away.
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Enter" && event.target === map.getCanvas()) add({ lngLat: map.getCenter() });
      if (event.key !== "Escape" && event.key !== "Backspace") return;
      if (event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      setPoints((before) => (event.key === "Escape" ? null : (before?.slice(0, -1) ?? null)));
    };
    map.doubleClickZoom.disable();
    map.on("click", add);
    window.addEventListener("keydown", onKey, { capture: true });
    map.getCanvas().dataset["tool"] = "measure";
    return () => {
      map.doubleClickZoom.enable();
      map.off("click", add);
      window.removeEventListener("keydown", onKey, { capture: true });
      delete map.getCanvas().dataset["tool"];
    };
  }, [host, active]);

  return {
    points,
    toggle: () => setPoints((before) => (before === null ? [] : null)),
    startAt: (point) => setPoints([point]),
    undo: () => setPoints((before) => before?.slice(0, -1) ?? null),
    clear: () => setPoints([]),
  };
}
