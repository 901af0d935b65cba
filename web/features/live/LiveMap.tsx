// The map of the live screen: vehicles, track, picking, controls, legend.
import { useCallback } from "react";
import { usePreference, useServices } from "../../app/use-services.ts";
import type { MapHost } from "../../map/map-host.ts";
import { MapView } from "../../map/MapView.tsx";
import { ClusterCard } from "./map/ClusterCard.tsx";
import type { Fleet } from "./fleet.ts";
import type { FleetFilter } from "./fleet-rows.ts";
import { Legend } from "./Legend.tsx";
import type { LiveView } from "./live-search.ts";
import { useFleetOverlay } from "./map/use-fleet-overlay.ts";
import { usePicking } from "./map/use-picking.ts";
import { useTrackLayer } from "./map/use-track-layer.ts";
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
  /** Goes where the vehicles of a group can be told apart. */
  onOpenGroup(vehicleIds: readonly number[]): void;
}

export function LiveMap(props: LiveMapProps) {
  const { host, onHost, fleet, filter, firstCamera, selectedId, track, onPick, onFit, onOpenGroup } = props;
  const { preferences } = useServices();
  const legendOpen = usePreference((state) => state.legendOpen);
  const toggleLegend = useCallback(
    () => preferences.setState(({ legendOpen: open }) => ({ legendOpen: !open })),
    [preferences],
  );
  useTrackLayer(host, track.points);
  const overlay = useFleetOverlay(host, { fleet, filter, selectedId });
  const { stack, closeStack, hoveredCluster } = usePicking(host, overlay, { pick: onPick, open: onOpenGroup });

  return (
    <MapView firstView={firstCamera} onHost={onHost}>
      {host ? <MapControls host={host} legendOpen={legendOpen} onFit={onFit} onLegend={toggleLegend} /> : null}
      {host && legendOpen ? <Legend onClose={toggleLegend} /> : null}
      {hoveredCluster ? <ClusterCard {...hoveredCluster} /> : null}
      <StackPicker stack={stack} fleet={fleet} onPick={onPick} onClose={closeStack} />
    </MapView>
  );
}
