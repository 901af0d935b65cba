// Drawing with the pointer: one shape at a time, handed over when it is finished.
import type { Geometry } from "geojson";
import { useEffect, useRef } from "react";
import { TerraDraw, TerraDrawCircleMode, TerraDrawLineStringMode, TerraDrawPolygonMode } from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import type { MapHost } from "../../map/map-host.ts";
import type { DrawTool } from "./shape-geometry.ts";

const MODES: Readonly<Record<DrawTool, string>> = {
  polygon: "polygon",
  hole: "polygon",
  circle: "circle",
  corridor: "linestring",
};

/** While `tool` is set the map draws; `onDrawn` gets what was finished. */
export function useDrawing(host: MapHost | null, tool: DrawTool | null, onDrawn: (geometry: Geometry) => void): void {
  const tell = useRef(onDrawn);
  useEffect(() => {
    tell.current = onDrawn;
  });
  useEffect(() => {
    if (!host || tool === null) return;
    const draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map: host.map }),
      modes: [new TerraDrawPolygonMode(), new TerraDrawCircleMode(), new TerraDrawLineStringMode()],
    });
    draw.start();
    draw.setMode(MODES[tool]);
    draw.on("finish", (id) => {
      const drawn = draw.getSnapshotFeature(id);
      if (drawn) tell.current(drawn.geometry);
    });
    return () => draw.stop();
  }, [host, tool]);
}
