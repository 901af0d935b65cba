// The map of the live screen: vehicles, track and selection ring, picking, controls, legend.
import { useCallback } from "react";
import { useLive, usePreference, useServices } from "../../app/use-services.ts";
import type { MapHost } from "../../map/map-host.ts";
import { MapView } from "../../map/MapView.tsx";
import type { Fleet } from "./fleet.ts";
import type { FleetFilter } from "./fleet-rows.ts";
import { Legend } from "./Legend.tsx";
import type { LiveView } from "./live-search.ts";
import { usePicking } from "./map/use-picking.ts";
import { useSelectionLayer, useTrackLayer } from "./map/use-selection-layers.ts";
import { useVehicleLayer } from "./map/use-vehicle-layer.ts";
import { MapControls } from "./MapControls.tsx";
import { StackPicker } from "./StackPicker.tsx";
import type { Track } from "./use-track.ts";

export interface LiveMapProps {
  host: MapHost | null;
  onHost(host: MapHost | null): void;
  fleet: Fleet | null;
  filter: FleetFilter;
  firstCamera: LiveView["camera"];
  selectedId: number | null;
  track: Track;
  onPick(vehicleId: number): void;
  onFit(): void;
}

export function LiveMap({ host, onHost, fleet, filter, firstCamera, selectedId, track, onPick, onFit }: LiveMapProps) {
  const { preferences } = useServices();
  const legendOpen = usePreference((state) => state.legendOpen);
  const toggleLegend = useCallback(
    () => preferences.setState(({ legendOpen: open }) => ({ legendOpen: !open })),
    [preferences],
  );
  const selected = useLive((state) => (selectedId === null ? undefined : state.vehicles.get(selectedId)));
  const label = selected ? (fleet?.byId.get(selected.vehicleId)?.label ?? "") : "";

  // The order of these three is the order of the layers, bottom to top.
  useTrackLayer(host, track.points);
  useSelectionLayer(host, selected, label);
  useVehicleLayer(host, fleet, filter, selected ? selectedId : null);
  const { stack, closeStack } = usePicking(host, onPick);

  return (
    <MapView firstView={firstCamera} onHost={onHost}>
      {host ? <MapControls host={host} legendOpen={legendOpen} onFit={onFit} onLegend={toggleLegend} /> : null}
      {host && legendOpen ? <Legend onClose={toggleLegend} /> : null}
      <StackPicker stack={stack} fleet={fleet} onPick={onPick} onClose={closeStack} />
    </MapView>
  );
}
