// Finding vehicles under the pointer. One vehicle is selected at once; several on a spot open a list,
// a group is opened by going closer.
import type { MapMouseEvent } from "maplibre-gl";
import { useEffect, useRef, useState } from "react";
import type { Cluster } from "../../../map/fleet/cluster-grid.ts";
import type { FleetOverlay, Hit } from "../../../map/fleet/fleet-overlay.ts";
import type { MapHost } from "../../../map/map-host.ts";

/** How far around the pointer is searched: fingers are less exact. */
const REACH_PX = { mouse: 2, touch: 12, keyboard: 18 } as const;
/** A group this small is told as a list. */
const LIST_AT_MOST = 12;

export interface Stack {
  /** Within the map's container, px. */
  x: number;
  y: number;
  vehicleIds: readonly number[];
}

export interface HoveredCluster {
  x: number;
  y: number;
  cluster: Cluster;
}

export interface Picking {
  stack: Stack | null;
  closeStack(): void;
  hoveredCluster: HoveredCluster | null;
}

export interface PickActions {
  pick(vehicleId: number): void;
  /** Goes where the vehicles of a group can be told apart. */
  open(vehicleIds: readonly number[]): void;
  /** Clicks belong to another tool. */
  paused: boolean;
}

export function usePicking(host: MapHost | null, overlay: FleetOverlay, actions: PickActions): Picking {
  const [stack, setStack] = useState<Stack | null>(null);
  const [hoveredCluster, setHoveredCluster] = useState<HoveredCluster | null>(null);
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });

  useEffect(() => {
    if (!host) return;
    const { map } = host;
    function choose(hit: Hit | null, x: number, y: number): void {
      setStack(null);
      if (hit === null) return;
      if (hit.kind === "cluster") {
        const { vehicleIds } = hit.cluster;
        if (vehicleIds.length <= LIST_AT_MOST) setStack({ x, y, vehicleIds });
        else latest.current.open(vehicleIds);
        return;
      }
      const [first, second] = hit.vehicleIds;
      if (second !== undefined) setStack({ x, y, vehicleIds: hit.vehicleIds });
      else if (first !== undefined) latest.current.pick(first);
    }
    const onClick = ({ point, originalEvent }: MapMouseEvent): void => {
      if (latest.current.paused) return;
      const touch = originalEvent instanceof PointerEvent && originalEvent.pointerType === "touch";
      choose(overlay.hit(point.x, point.y, touch ? REACH_PX.touch : REACH_PX.mouse), point.x, point.y);
    };
    // The keys of the map bring a place into the middle; Enter takes what is there.
    const canvas = map.getCanvas();
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Enter" || latest.current.paused) return;
      const [x, y] = [canvas.clientWidth / 2, canvas.clientHeight / 2];
      choose(overlay.hit(x, y, REACH_PX.keyboard), x, y);
    };
    const onMove = ({ point }: MapMouseEvent): void => {
      const hit = overlay.hit(point.x, point.y, REACH_PX.mouse);
      map.getCanvas().style.cursor = latest.current.paused ? "crosshair" : hit ? "pointer" : "";
      overlay.highlight({ hoveredId: hit?.kind === "vehicles" ? (hit.vehicleIds[0] ?? null) : null });
      setHoveredCluster((before) =>
        hit?.kind !== "cluster"
          ? null
          : before?.cluster === hit.cluster
            ? before
            : { x: point.x, y: point.y, cluster: hit.cluster },
      );
    };
    const onLeave = (): void => {
      overlay.highlight({ hoveredId: null });
      setHoveredCluster(null);
    };
    const onMoveStart = (): void => {
      setStack(null);
      setHoveredCluster(null);
    };
    map.on("click", onClick);
    canvas.addEventListener("keydown", onKey);
    map.on("mousemove", onMove);
    map.on("mouseout", onLeave);
    map.on("movestart", onMoveStart);
    return () => {
      map.off("click", onClick);
      canvas.removeEventListener("keydown", onKey);
      map.off("mousemove", onMove);
      map.off("mouseout", onLeave);
      map.off("movestart", onMoveStart);
    };
  }, [host, overlay]);

  const closeStack = (): void => {
    setStack(null);
    host?.map.getCanvas().focus();
  };
  return { stack, closeStack, hoveredCluster };
}
