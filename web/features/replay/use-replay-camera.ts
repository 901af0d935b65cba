// The camera of the replay: opens on the tracks, follows the vehicle in focus until a hand moves the map.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Bbox, Insets, MapHost } from "../../map/map-host.ts";
import type { LiveRecord } from "../../../domain/live-protocol.ts";
import { fleetExtent } from "../live/fleet-extent.ts";
import type { Player } from "./player.ts";
import type { ReplayVehicle } from "./use-replay-tracks.ts";
import { momentAt, type VehicleTrack } from "./vehicle-track.ts";

const MARGIN_PX = 48;
const FOLLOW_EVERY_MS = 120;

export interface ReplayCameraInput {
  vehicles: readonly ReplayVehicle[];
  /** Of the whole fleet. */
  records: readonly LiveRecord[];
  focus: ReplayVehicle | null;
  isFleet: boolean;
  /** Covered by the sheet of a phone. */
  bottomPx: number;
}

export interface ReplayCamera {
  following: boolean;
  toggleFollow(): void;
  fit(): void;
  showArea(corners: readonly (readonly [number, number])[]): void;
}

function boundsOf(places: Iterable<readonly [number, number]>): Bbox | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of places) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return west > east ? null : [west, south, east, north];
}

function* placesOf(tracks: readonly VehicleTrack[]): Generator<[number, number]> {
  for (const { lon, lat } of tracks) for (const [row, x] of lon.entries()) yield [x, lat[row] ?? 0];
}

export function useReplayCamera(host: MapHost | null, player: Player, input: ReplayCameraInput): ReplayCamera {
  const { vehicles, records, focus, isFleet, bottomPx } = input;
  const [followedId, setFollowedId] = useState<number | null>(null);
  const following = focus !== null && followedId === focus.id && !isFleet;
  const insets = useMemo((): Insets => ({ top: 0, right: 0, bottom: bottomPx, left: 0 }), [bottomPx]);
  const margins = useMemo(
    (): Insets => ({ top: MARGIN_PX, right: MARGIN_PX, bottom: bottomPx + MARGIN_PX, left: MARGIN_PX }),
    [bottomPx],
  );

  const bounds = useMemo(
    () => (isFleet ? fleetExtent(records) : boundsOf(placesOf(vehicles.flatMap(({ track }) => track ?? [])))),
    [isFleet, records, vehicles],
  );
  const fit = useCallback(() => {
    if (bounds) host?.fit(bounds, margins, true);
  }, [host, bounds, margins]);

  // New tracks are shown once; what a hand moved stays where it is while they play.
  const key = isFleet ? "fleet" : vehicles.map(({ id, status }) => `${id}${status}`).join();
  const shownFor = useRef("");
  useEffect(() => {
    if (!host || !bounds || shownFor.current === key) return;
    shownFor.current = key;
    host.fit(bounds, margins, false);
  }, [host, bounds, key, margins]);

  useEffect(() => {
    if (!host || !following) return;
    const stop = (): void => setFollowedId(null);
    host.map.on("dragstart", stop);
    return () => {
      host.map.off("dragstart", stop);
    };
  }, [host, following]);

  useEffect(() => {
    const track = focus?.track;
    if (!host || !following || !track) return;
    let centredAtMs = Number.NEGATIVE_INFINITY;
    const centre = (): void => {
      const nowMs = performance.now();
      if (nowMs - centredAtMs < FOLLOW_EVERY_MS) return;
      centredAtMs = nowMs;
      const moment = momentAt(track, player.store.getState().cursorMs);
      if (moment) host.centre(moment.lon, moment.lat, insets, Math.max(14, host.map.getZoom()), false);
    };
    centre();
    return player.store.subscribe(centre);
  }, [host, following, focus, player, insets]);

  const toggleFollow = useCallback(
    () => setFollowedId((before) => (focus === null || before === focus.id ? null : focus.id)),
    [focus],
  );
  const showArea = useCallback(
    (corners: readonly (readonly [number, number])[]) => {
      const box = boundsOf(corners);
      if (box) host?.fit(box, margins, true);
    },
    [host, margins],
  );
  return { following, toggleFollow, fit, showArea };
}
