// Keeps the vehicle layer in step with the live store: differences once a tick, everything anew when
// the registry, the filter or the picture changes. No React state is involved in a tick.
import { useEffect, useState } from "react";
import { useLive, useServices } from "../../../app/use-services.ts";
import { type VehicleFeature, vehicleFeature } from "../../../map/layers/vehicle-feature.ts";
import { VehicleLayer } from "../../../map/layers/vehicle-layer.ts";
import type { MapHost } from "../../../map/map-host.ts";
import type { Fleet } from "../fleet.ts";
import { type FleetFilter, passes } from "../fleet-rows.ts";

/** Halos of silent vehicles grow although nothing arrives. */
const HALO_REFRESH_MS = 60_000;

export function useVehicleLayer(
  host: MapHost | null,
  fleet: Fleet | null,
  filter: FleetFilter,
  selectedId: number | null,
): void {
  const { live } = useServices();
  const [layer] = useState(() => new VehicleLayer());
  const lost = useLive((state) => state.link.phase === "lost");

  useEffect(() => host?.addLayer(layer), [host, layer]);

  useEffect(() => {
    if (!fleet) return;
    const { store } = live;
    const { byId } = fleet;

    function featuresOf(ids: Iterable<number>): Map<number, VehicleFeature> {
      const { vehicles } = store.getState();
      const now = live.serverNow();
      const features = new Map<number, VehicleFeature>();
      for (const id of ids) {
        const record = vehicles.get(id);
        const entry = byId.get(id);
        if (!record || !entry) continue;
        const look = { label: entry.label, kind: entry.vehicle.kind };
        features.set(id, vehicleFeature(record, look, !passes(filter, entry, record), now));
      }
      return features;
    }

    const drawAll = (): void => layer.replace(featuresOf(store.getState().vehicles.keys()));
    drawAll();
    const unsubscribe = store.subscribe(({ version, change }, before) => {
      if (version === before.version) return;
      if (change.all) drawAll();
      else layer.update(featuresOf(change.changed), change.gone);
    });
    const timer = setInterval(() => layer.update(featuresOf(store.getState().vehicles.keys()), []), HALO_REFRESH_MS);
    return () => {
      unsubscribe();
      clearInterval(timer);
    };
  }, [layer, fleet, filter, live]);

  useEffect(() => layer.setStale(lost), [layer, lost]);
  useEffect(() => layer.setSelected(selectedId), [layer, selectedId]);
}
