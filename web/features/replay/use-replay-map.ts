// What the map shows of a replay: the vehicles at the moment of the player on the same overlay as the live
// screen, their ways and stops beneath it. Positions never pass through React.
import { useEffect, useState } from "react";
import { useFormats } from "../../app/use-services.ts";
import type { LiveRecord } from "../../../domain/live-protocol.ts";
import { packFrame } from "../../live/frame-columns.ts";
import { LiveVehicles } from "../../live/live-vehicles.ts";
import { FleetOverlay } from "../../map/fleet/fleet-overlay.ts";
import type { MapHost } from "../../map/map-host.ts";
import { ReplayLayer } from "../../map/layers/replay-layer.ts";
import type { Player } from "./player.ts";
import type { ReplayVehicle } from "./use-replay-tracks.ts";
import { MARKED_STOP_MS, momentAt, pathLines } from "./vehicle-track.ts";

const TRAIL_MS = 5 * 60_000;
/** Lines go through the worker of the map: a few times a second are enough. */
const TRAIL_EVERY_MS = 250;

export interface ReplayMapParts {
  overlay: FleetOverlay;
  layer: ReplayLayer;
}

export function useReplayParts(host: MapHost | null): ReplayMapParts {
  const [parts] = useState(() => ({ overlay: new FleetOverlay(), layer: new ReplayLayer() }));
  useEffect(() => {
    host?.addLayer(parts.layer);
    host?.addLayer(parts.overlay);
  }, [host, parts]);
  return parts;
}

export function recordsAt(vehicles: readonly ReplayVehicle[], atMs: number): LiveRecord[] {
  return vehicles.flatMap(({ id, track }) => {
    const moment = track ? momentAt(track, atMs) : null;
    if (!moment) return [];
    const { fixTimeMs, ...rest } = moment;
    return [{ vehicleId: id, ...rest, fixTimeMs, linkTimeMs: fixTimeMs, connected: true }];
  });
}

/** Vehicles as they were, all in one frame. */
export function frozenVehicles(records: readonly LiveRecord[], atMs: number): LiveVehicles {
  const vehicles = new LiveVehicles();
  vehicles.apply(
    packFrame({ kind: "snapshot", seq: 0, baseSeq: 0, serverTimeMs: atMs, records: [...records], gone: [] }),
  );
  return vehicles;
}

export interface ReplayMapInput {
  vehicles: readonly ReplayVehicle[];
  focusId: number | null;
  /** Not while the whole fleet is shown. */
  active: boolean;
}

export function useReplayMap(
  { overlay, layer }: ReplayMapParts,
  player: Player,
  { vehicles, focusId, active }: ReplayMapInput,
): void {
  const { t } = useFormats();

  useEffect(() => {
    const shown = active ? vehicles : [];
    layer.showWays(
      shown.flatMap(({ track, ink }) => (track ? pathLines(track).map((line) => ({ ...line, ink })) : [])),
    );
    layer.showStops(
      shown.flatMap(({ track, ink }) =>
        (track?.stops ?? [])
          .filter((stop) => stop.endMs - stop.startMs >= MARKED_STOP_MS)
          .map(({ lon, lat, startMs, endMs }) => ({
            ink,
            lon,
            lat,
            text: t("format.minutes", { count: Math.round((endMs - startMs) / 60_000) }),
          })),
      ),
    );
    if (shown.length === 0) layer.showTrails([]);
  }, [layer, vehicles, active, t]);

  useEffect(() => {
    if (!active) return;
    overlay.setLooks(
      new Map(
        vehicles.map(({ id, number: shown, label, kind }) => [
          id,
          { label: `${shown} · ${label}`, kind, faint: false },
        ]),
      ),
    );
    let trailsAtMs = Number.NEGATIVE_INFINITY;
    const show = (): void => {
      const { cursorMs } = player.store.getState();
      overlay.showVehicles(frozenVehicles(recordsAt(vehicles, cursorMs), cursorMs), cursorMs);
      const nowMs = performance.now();
      if (nowMs - trailsAtMs < TRAIL_EVERY_MS && player.store.getState().playing) return;
      trailsAtMs = nowMs;
      layer.showTrails(
        vehicles.flatMap(({ track, ink }) =>
          track ? pathLines(track, cursorMs - TRAIL_MS, cursorMs).map((line) => ({ ...line, ink })) : [],
        ),
      );
    };
    show();
    return player.store.subscribe(show);
  }, [overlay, layer, player, vehicles, active]);

  useEffect(() => overlay.highlight({ selectedId: active ? focusId : null }), [overlay, focusId, active]);
}
