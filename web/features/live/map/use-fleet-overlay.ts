// Keeps the vehicles on the map in step with the live store. A tick hands over the same collection
// and asks for a frame; no React state is involved.
import { useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import { useLive, useServices } from "../../../app/use-services.ts";
import { FleetOverlay } from "../../../map/fleet/fleet-overlay.ts";
import type { VehicleLook } from "../../../map/fleet/fleet-scene.ts";
import type { MapHost } from "../../../map/map-host.ts";
import type { Fleet } from "../fleet.ts";
import { type FleetFilter, passes } from "../fleet-rows.ts";

/** Halos of silent vehicles grow although nothing arrives. */
const HALO_REFRESH_MS = 60_000;

export interface FleetOverlayInput {
  fleet: Fleet | null;
  filter: FleetFilter;
  selectedId: number | null;
  /** Ticked together. */
  selectedIds: ReadonlySet<number>;
}

export function useFleetOverlay(host: MapHost | null, input: FleetOverlayInput): FleetOverlay {
  const { fleet, filter, selectedId, selectedIds } = input;
  const { live, alarmBell } = useServices();
  const [overlay] = useState(() => new FleetOverlay());
  const lost = useLive((state) => state.link.phase === "lost");

  useEffect(() => host?.addLayer(overlay), [host, overlay]);

  // Search and kinds once per filter; states, which change by themselves, are looked at while drawing.
  const looks = useMemo(() => {
    const bySearch = { ...filter, conditions: [] };
    return new Map(
      (fleet?.entries ?? []).map((entry): [number, VehicleLook] => [
        entry.id,
        { label: entry.label, kind: entry.vehicle.kind, faint: !passes(bySearch, entry, undefined) },
      ]),
    );
  }, [fleet, filter]);
  useEffect(() => overlay.setLooks(looks), [overlay, looks]);
  useEffect(
    () => overlay.setMotions(filter.conditions.length === 0 ? null : new Set(filter.conditions)),
    [overlay, filter],
  );

  useEffect(() => {
    const show = (): void => overlay.showVehicles(live.store.getState().vehicles, live.serverNow());
    show();
    const unsubscribe = live.store.subscribe(({ version }, before) => {
      if (version !== before.version) show();
    });
    const timer = setInterval(show, HALO_REFRESH_MS);
    return () => {
      unsubscribe();
      clearInterval(timer);
    };
  }, [overlay, live]);

  useEffect(() => overlay.setStale(lost), [overlay, lost]);
  useEffect(() => overlay.highlight({ selectedId, selectedIds }), [overlay, selectedId, selectedIds]);
  const alarms = useStore(alarmBell, (state) => state.byVehicle);
  useEffect(() => overlay.highlight({ alarms }), [overlay, alarms]);
  return overlay;
}
