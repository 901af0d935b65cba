// Finding vehicles under the pointer. One vehicle is selected at once; several on a spot open a list.
import type { MapMouseEvent } from "maplibre-gl";
import { useEffect, useRef, useState } from "react";
import { VEHICLE_HIT_LAYERS } from "../../../map/layers/vehicle-layer.ts";
import type { MapHost } from "../../../map/map-host.ts";

/** Half the side of the square searched around the pointer: fingers are less exact. */
const REACH_PX = { mouse: 4, touch: 14 } as const;

export interface Stack {
  /** Within the map's container, px. */
  x: number;
  y: number;
  vehicleIds: readonly number[];
}

function vehiclesAt(host: MapHost, x: number, y: number, reach: number): number[] {
  const layers = VEHICLE_HIT_LAYERS.filter((id) => host.map.getLayer(id));
  const found = host.map.queryRenderedFeatures(
    [
      [x - reach, y - reach],
      [x + reach, y + reach],
    ],
    { layers },
  );
  return [...new Set(found.flatMap((feature) => (typeof feature.id === "number" ? [feature.id] : [])))];
}

export interface Picking {
  stack: Stack | null;
  closeStack(): void;
}

export function usePicking(host: MapHost | null, onPick: (vehicleId: number) => void): Picking {
  const [stack, setStack] = useState<Stack | null>(null);
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  });

  useEffect(() => {
    if (!host) return;
    const { map } = host;
    const onClick = ({ point, originalEvent }: MapMouseEvent): void => {
      const touch = originalEvent instanceof PointerEvent && originalEvent.pointerType === "touch";
      const ids = vehiclesAt(host, point.x, point.y, touch ? REACH_PX.touch : REACH_PX.mouse);
      const [first] = ids;
      if (first === undefined) setStack(null);
      else if (ids.length === 1) {
        setStack(null);
        pick.current(first);
      } else setStack({ x: point.x, y: point.y, vehicleIds: ids });
    };
    const onMove = ({ point }: MapMouseEvent): void => {
      map.getCanvas().style.cursor = vehiclesAt(host, point.x, point.y, REACH_PX.mouse).length > 0 ? "pointer" : "";
    };
    const onMoveStart = (): void => setStack(null);
    map.on("click", onClick);
    map.on("mousemove", onMove);
    map.on("movestart", onMoveStart);
    return () => {
      map.off("click", onClick);
      map.off("mousemove", onMove);
      map.off("movestart", onMoveStart);
    };
  }, [host]);

  const closeStack = (): void => {
    setStack(null);
    host?.map.getCanvas().focus();
  };
  return { stack, closeStack };
}
