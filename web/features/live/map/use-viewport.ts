// Tells the server what is looked at: the map's box with a margin, and the vehicles that need every
// second although they may lie outside it (the selected one, the rows on screen).
import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import { useServices } from "../../../app/use-services.ts";
import type { Bbox, MapHost } from "../../../map/map-host.ts";

const MAX_KEEP = 50;
const MARGIN = 0.25;

function padded([west, south, east, north]: Bbox): Bbox {
  const [dx, dy] = [(east - west) * MARGIN, (north - south) * MARGIN];
  return [Math.max(-180, west - dx), Math.max(-90, south - dy), Math.min(180, east + dx), Math.min(90, north + dy)];
}

const noMap = (): (() => void) => () => undefined;

export interface ViewportState {
  /** What the map shows; null without a map: everything counts as shown. */
  bbox: Bbox | null;
  onRowsShown(vehicleIds: readonly number[]): void;
}

export function useViewport(host: MapHost | null, selectedId: number | null): ViewportState {
  const { live } = useServices();
  const subscribe = useCallback((onChange: () => void) => (host ?? { onRest: noMap }).onRest(onChange), [host]);
  const bbox = useSyncExternalStore(subscribe, () => host?.bbox() ?? null);
  const rows = useRef<readonly number[]>([]);

  const tell = useCallback(() => {
    const keep = [...new Set([...(selectedId === null ? [] : [selectedId]), ...rows.current])].slice(0, MAX_KEEP);
    live.setViewport({ bbox: bbox ? padded(bbox) : null, keep });
  }, [bbox, live, selectedId]);
  useEffect(tell, [tell]);

  const onRowsShown = useCallback(
    (vehicleIds: readonly number[]) => {
      rows.current = vehicleIds;
      tell();
    },
    [tell],
  );
  return { bbox, onRowsShown };
}
