// Drawing an area with the pointer: corners by clicks, done on the first corner or with Enter. The drawing
// library is fetched when somebody draws.
import { useCallback, useEffect, useRef, useState } from "react";
import type { MapHost } from "../../map/map-host.ts";

type Corner = [lon: number, lat: number];

export interface AreaDraw {
  drawing: boolean;
  start(): void;
  cancel(): void;
}

export function useAreaDraw(host: MapHost | null, accent: `#${string}`, onArea: (corners: Corner[]) => void): AreaDraw {
  const [drawing, setDrawing] = useState(false);
  const latest = useRef(onArea);
  useEffect(() => {
    latest.current = onArea;
  });

  useEffect(() => {
    if (!host || !drawing) return;
    let stop: (() => void) | null = null;
    let gone = false;
    void Promise.all([import("terra-draw"), import("terra-draw-maplibre-gl-adapter")]).then(
      ([{ TerraDraw, TerraDrawPolygonMode }, { TerraDrawMapLibreGLAdapter }]) => {
        if (gone) return;
        const draw = new TerraDraw({
          adapter: new TerraDrawMapLibreGLAdapter({ map: host.map, coordinatePrecision: 7 }),
          modes: [
            new TerraDrawPolygonMode({
              styles: {
                fillColor: accent,
                fillOpacity: 0.14,
                outlineColor: accent,
                outlineWidth: 2.5,
                closingPointColor: accent,
                closingPointOutlineColor: "#ffffff",
                closingPointWidth: 6,
                closingPointOutlineWidth: 2,
              },
            }),
          ],
        });
        draw.start();
        draw.setMode("polygon");
        draw.on("finish", (id) => {
          const shape = draw.getSnapshot().find((feature) => feature.id === id);
          if (shape?.geometry.type !== "Polygon") return;
          const ring = (shape.geometry.coordinates[0] ?? []).slice(0, -1);
          latest.current(ring.map(([lon = 0, lat = 0]): Corner => [lon, lat]));
          setDrawing(false);
        });
        stop = () => draw.stop();
      },
    );
    return () => {
      gone = true;
      stop?.();
    };
  }, [host, drawing, accent]);

  const start = useCallback(() => setDrawing(true), []);
  const cancel = useCallback(() => setDrawing(false), []);
  return { drawing, start, cancel };
}
