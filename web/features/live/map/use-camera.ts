// The camera: where it opens, the address that follows it, the steps back and forth that move it,
// following a vehicle, bringing a selection into view.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { LiveRecord } from "../../../../domain/live-protocol.ts";
import { useServices } from "../../../app/use-services.ts";
import type { Insets, MapHost, MapView } from "../../../map/map-host.ts";
import { fleetExtent } from "../fleet-extent.ts";
import type { LiveView } from "../live-search.ts";

/** Selecting from the list shows at least the streets around the vehicle. */
const SELECT_ZOOM = 13.5;
const FIT_MARGIN = 48;

const nearly = (a: MapView, b: MapView): boolean =>
  Math.abs(a.zoom - b.zoom) < 0.01 && Math.abs(a.lat - b.lat) < 1e-4 && Math.abs(a.lon - b.lon) < 1e-4;

/** The address follows the camera; an address changed by "back" moves it. */
export function useCameraAddress(
  host: MapHost | null,
  camera: LiveView["camera"],
  following: boolean,
  change: (patch: Partial<LiveView>) => void,
): void {
  const written = useRef<LiveView["camera"]>(camera);

  useEffect(() => {
    if (!host || following) return;
    const write = (): void => {
      const view = host.view();
      if (written.current && nearly(view, written.current)) return;
      written.current = view;
      change({ camera: view });
    };
    host.map.on("moveend", write);
    return () => {
      host.map.off("moveend", write);
    };
  }, [host, following, change]);

  useEffect(() => {
    if (!host || !camera || (written.current && nearly(camera, written.current))) return;
    written.current = camera;
    host.jumpTo(camera);
  }, [host, camera]);
}

/** Without a view in the address: the selected vehicle, else the fleet, once the first picture is there. */
export function useFirstView(
  host: MapHost | null,
  hasCamera: boolean,
  selectedId: number | null,
  insets: Insets,
): void {
  const { live } = useServices();
  const start = useRef({ hasCamera, selectedId, insets });
  useEffect(() => {
    if (!host || start.current.hasCamera) return;
    const show = (vehicles: ReadonlyMap<number, LiveRecord>): boolean => {
      if (vehicles.size === 0) return false;
      const { selectedId: id, insets: covered } = start.current;
      const selected = id === null ? undefined : vehicles.get(id);
      const extent = fleetExtent([...vehicles.values()]);
      if (selected) host.centre(selected.lon, selected.lat, covered, 15, false);
      else if (extent && !host.userMoved) host.fit(extent, addMargin(covered), false);
      return true;
    };
    if (show(live.store.getState().vehicles)) return;
    const unsubscribe = live.store.subscribe(({ vehicles }) => {
      if (host.userMoved || show(vehicles)) unsubscribe();
    });
    return unsubscribe;
  }, [host, live]);
}

const addMargin = (insets: Insets): Insets => ({
  top: insets.top + FIT_MARGIN,
  right: insets.right + FIT_MARGIN,
  bottom: insets.bottom + FIT_MARGIN,
  left: insets.left + FIT_MARGIN,
});

export interface CameraActions {
  fitFleet(): void;
  fitVehicles(vehicleIds: readonly number[]): void;
  /** Into the uncovered part, without moving where it already is; `close` also shows the streets around. */
  reveal(record: LiveRecord, close: boolean): void;
  centre(record: LiveRecord): void;
}

export function useCameraActions(host: MapHost | null, insets: Insets): CameraActions {
  const { live } = useServices();
  const fitFleet = useCallback(() => {
    const extent = fleetExtent([...live.store.getState().vehicles.values()]);
    if (extent) host?.fit(extent, addMargin(insets), true);
  }, [host, insets, live]);
  const fitVehicles = useCallback(
    (vehicleIds: readonly number[]) => {
      const { vehicles } = live.store.getState();
      const extent = fleetExtent(vehicleIds.flatMap((id) => vehicles.get(id) ?? []));
      if (extent) host?.fit(extent, addMargin(insets), true);
    },
    [host, insets, live],
  );
  const reveal = useCallback(
    (record: LiveRecord, close: boolean) =>
      host?.reveal(record.lon, record.lat, addMargin(insets), close ? SELECT_ZOOM : 0),
    [host, insets],
  );
  const centre = useCallback(
    (record: LiveRecord) => host?.centre(record.lon, record.lat, insets, Math.max(host.map.getZoom(), 15)),
    [host, insets],
  );
  return useMemo(() => ({ fitFleet, fitVehicles, reveal, centre }), [fitFleet, fitVehicles, reveal, centre]);
}

export interface Follow {
  following: boolean;
  toggle(): void;
}

/** Keeps the selected vehicle centred until a hand moves the map or the selection changes. */
export function useFollow(host: MapHost | null, selectedId: number | null, insets: Insets): Follow {
  const { live } = useServices();
  const [followedId, setFollowedId] = useState<number | null>(null);
  const following = selectedId !== null && followedId === selectedId;

  useEffect(() => {
    if (!host || !following) return;
    const stop = (): void => setFollowedId(null);
    host.map.on("dragstart", stop);
    return () => {
      host.map.off("dragstart", stop);
    };
  }, [host, following]);

  useEffect(() => {
    if (!host || !following) return;
    let place = "";
    const centre = (): void => {
      const record = live.store.getState().vehicles.get(selectedId);
      if (!record || place === `${record.lon},${record.lat}`) return;
      place = `${record.lon},${record.lat}`;
      host.centre(record.lon, record.lat, insets);
    };
    centre();
    return live.store.subscribe(centre);
  }, [host, following, selectedId, insets, live]);

  const toggle = useCallback(
    () => setFollowedId((before) => (before === selectedId ? null : selectedId)),
    [selectedId],
  );
  return { following, toggle };
}
