// The map of the live screen: vehicles, track, picking, controls, legend.
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useCommands } from "../../app/use-commands.ts";
import { usePreference, useServices } from "../../app/use-services.ts";
import type { MapHost } from "../../map/map-host.ts";
import { MapView } from "../../map/MapView.tsx";
import { ClusterCard } from "./map/ClusterCard.tsx";
import type { CheckedStore } from "./checked-store.ts";
import type { Fleet } from "./fleet.ts";
import type { FleetFilter } from "./fleet-rows.ts";
import { Legend } from "./Legend.tsx";
import type { LiveView } from "./live-search.ts";
import { useBackdrop } from "../../map/backdrop/use-backdrop.ts";
import { OWN_BACKDROP } from "../../../domain/backdrop.ts";
import { BackdropNotice } from "./map/BackdropNotice.tsx";
import { BoxSelect } from "./map/BoxSelect.tsx";
import { CoordinateReadout } from "./map/CoordinateReadout.tsx";
import { MeasureCard } from "./map/MeasureCard.tsx";
import { PlaceMenu } from "./map/PlaceMenu.tsx";
import { useBackdropChoice } from "./map/use-backdrop-choice.ts";
import { useFleetOverlay } from "./map/use-fleet-overlay.ts";
import { useMeasure } from "./map/use-measure.ts";
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
  checkedStore: CheckedStore;
}

export function LiveMap(props: LiveMapProps) {
  const { host, onHost, fleet, filter, firstCamera, selectedId, track, onPick, onFit, onOpenGroup } = props;
  const { t } = useTranslation();
  const { preferences } = useServices();
  const legendOpen = usePreference((state) => state.legendOpen);
  const toggleLegend = useCallback(
    () => preferences.setState(({ legendOpen: open }) => ({ legendOpen: !open })),
    [preferences],
  );
  const [backdropId, chooseBackdrop] = useBackdropChoice();
  const backdrop = useBackdrop(host, backdropId);
  useTrackLayer(host, track.points);
  const checked = useStore(props.checkedStore, (state) => state.checked);
  const overlay = useFleetOverlay(host, { fleet, filter, selectedId, selectedIds: checked });
  const measuring = useMeasure(host);
  const { stack, closeStack, hoveredCluster } = usePicking(host, overlay, {
    pick: onPick,
    open: onOpenGroup,
    paused: measuring.points !== null,
  });
  const toOwnMap = useCallback(() => chooseBackdrop(OWN_BACKDROP), [chooseBackdrop]);
  useCommands(
    host
      ? [
          { label: t("map.measure.title"), key: "m", run: measuring.toggle },
          ...backdrop.offered.map(({ id, name }) => ({
            label: t("map.backdrop.choose", { name }),
            run: () => chooseBackdrop(id),
          })),
          ...(backdropId === OWN_BACKDROP
            ? []
            : [{ label: t("map.backdrop.choose", { name: t("map.backdrop.own") }), run: toOwnMap }]),
        ]
      : [],
  );
  const check = (vehicleIds: readonly number[]): void =>
    props.checkedStore.setState({ checked: new Set([...checked, ...vehicleIds]) });

  return (
    <MapView firstView={firstCamera} onHost={onHost}>
      {host ? (
        <>
          <MapControls
            host={host}
            legendOpen={legendOpen}
            measuring={measuring.points !== null}
            backdrop={backdrop}
            onBackdrop={chooseBackdrop}
            onFit={onFit}
            onLegend={toggleLegend}
            onMeasure={measuring.toggle}
          />
          {legendOpen ? <Legend base={backdropId === OWN_BACKDROP} onClose={toggleLegend} /> : null}
          <CoordinateReadout host={host} />
          <PlaceMenu host={host} onMeasure={measuring.startAt} />
          <BoxSelect host={host} overlay={overlay} onSelect={check} />
          <BackdropNotice backdrop={backdrop} onOwn={toOwnMap} />
          <MeasureCard measuring={measuring} />
        </>
      ) : null}
      {hoveredCluster ? <ClusterCard {...hoveredCluster} /> : null}
      <StackPicker stack={stack} fleet={fleet} onPick={onPick} onClose={closeStack} />
    </MapView>
  );
}
