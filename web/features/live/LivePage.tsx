// The live screen: list, map, details of the selected vehicle, connection bar. State that others can
// share lives in the address (use-live-view); this file only joins the parts.
import { ActionIcon } from "@mantine/core";
import { IconLayoutSidebarLeftExpand } from "@tabler/icons-react";
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { usePageTitle } from "../../app/use-page-title.ts";
import { useCommands } from "../../app/use-commands.ts";
import { useLive, usePreference, useServices } from "../../app/use-services.ts";
import type { MapHost } from "../../map/map-host.ts";
import { BottomSheet, type SheetStop } from "../../ui/BottomSheet.tsx";
import { PANEL_WIDTH } from "../../ui/preferences.ts";
import { ResizeHandle } from "../../ui/ResizeHandle.tsx";
import { usePhone } from "../../ui/use-phone.ts";
import { useShortcuts } from "../../ui/use-shortcuts.ts";
import { createCheckedStore } from "./checked-store.ts";
import { ConnectionBar } from "./ConnectionBar.tsx";
import type { FleetFilter } from "./fleet-rows.ts";
import { createMatcher } from "./fleet-search.ts";
import { LiveMap } from "./LiveMap.tsx";
import classes from "./LivePage.module.css";
import { useCameraActions, useCameraAddress, useFirstView, useFollow } from "./map/use-camera.ts";
import { useViewport } from "./map/use-viewport.ts";
import { usePrint } from "./print/use-print.tsx";
import { SelectionDetails } from "./SelectionDetails.tsx";
import { useFleet } from "./use-fleet.ts";
import { sheetPeekPx, useInsets } from "./use-insets.ts";
import { useLiveView } from "./use-live-view.ts";
import { useQueryText } from "../../ui/use-query-text.ts";
import { useTrack } from "./use-track.ts";
import { VehiclePanel } from "./VehiclePanel.tsx";

export function LivePage() {
  const { t } = useTranslation();
  const { live, preferences } = useServices();
  const { view, change } = useLiveView();
  const { selectedId } = view;
  const phone = usePhone();
  const panelOpen = usePreference((state) => state.panelOpen);
  const panelWidth = usePreference((state) => state.panelWidth);
  const [host, setHost] = useState<MapHost | null>(null);
  const [stop, setStop] = useState<SheetStop>(selectedId === null ? "peek" : "half");
  const [detailsOpen, setDetailsOpen] = useState(true);
  const searchRef = useRef<HTMLInputElement>(null);
  const page = useRef<HTMLDivElement>(null);
  const [checkedStore] = useState(createCheckedStore);
  usePageTitle(t("shell.liveTitle"));

  const fleetState = useFleet();
  const [query, setQuery] = useQueryText(
    view.query,
    useCallback((text: string) => change({ query: text }), [change]),
  );
  const settledQuery = useDeferredValue(query);
  const { alarmBell } = useServices();
  const alarmed = useStore(alarmBell, ({ byVehicle }) => (view.alarmOnly ? byVehicle : null));
  const filter = useMemo((): FleetFilter => {
    const found = createMatcher(settledQuery);
    return {
      matches: alarmed === null ? found : (entry) => alarmed.has(entry.id) && found(entry),
      conditions: view.conditions,
      kinds: view.kinds,
    };
  }, [settledQuery, alarmed, view.conditions, view.kinds]);

  // The record itself changes each second; the page does not.
  const hasRecord = useLive((state) => selectedId !== null && state.vehicles.has(selectedId));
  const entry = selectedId === null ? null : (fleetState.fleet?.byId.get(selectedId) ?? null);
  const track = useTrack(entry?.id ?? null);
  const insets = useInsets(phone, selectedId !== null && detailsOpen, stop);
  const follow = useFollow(host, hasRecord ? selectedId : null, insets);
  const camera = useCameraActions(host, insets);
  const viewport = useViewport(host, selectedId);
  useCameraAddress(host, view.camera, follow.following, change);
  useFirstView(host, view.camera !== null, selectedId, insets);

  // A selection from the list goes to the vehicle; one from the map only uncovers it.
  const fromList = useRef(false);
  const revealed = useRef(selectedId);
  const recordOf = useCallback(
    () => (selectedId === null ? undefined : live.store.getState().vehicles.get(selectedId)),
    [live, selectedId],
  );
  useEffect(() => {
    if (!host || revealed.current === selectedId || (selectedId !== null && !hasRecord)) return;
    revealed.current = selectedId;
    const record = recordOf();
    if (record) camera.reveal(record, fromList.current);
  }, [host, selectedId, hasRecord, recordOf, camera]);

  const select = useCallback(
    (vehicleId: number, list: boolean) => {
      fromList.current = list;
      setDetailsOpen(true);
      if (phone) setStop("half");
      change({ selectedId: vehicleId }, selectedId === null ? "push" : undefined);
    },
    [change, phone, selectedId],
  );
  const selectFromList = useCallback((vehicleId: number) => select(vehicleId, true), [select]);
  const selectFromMap = useCallback((vehicleId: number) => select(vehicleId, false), [select]);

  function deselect(): void {
    const details = page.current?.querySelector("[data-details]");
    const focusInside = details?.contains(document.activeElement) ?? false;
    change({ selectedId: null });
    if (phone) setStop("peek");
    // The closed panel had the focus: give it to the list instead of losing it.
    if (focusInside) page.current?.querySelector<HTMLElement>('[role="listbox"], [role="tree"]')?.focus();
  }

  const mapCentre = useCallback(() => host?.view() ?? null, [host]);
  const togglePanel = (): void => preferences.setState(({ panelOpen: open }) => ({ panelOpen: !open }));
  function focusSearch(): void {
    // The box must stand before it can be focused, and the next key already belongs to it.
    if (!phone && !panelOpen) flushSync(togglePanel);
    if (phone && stop === "peek") setStop("half");
    searchRef.current?.focus();
  }
  const toggleLegend = (): void => preferences.setState(({ legendOpen }) => ({ legendOpen: !legendOpen }));
  const toggleFollow = (): void => (hasRecord ? follow.toggle() : undefined);
  useShortcuts({
    "/": focusSearch,
    Escape: () => (selectedId === null ? preferences.setState({ legendOpen: false }) : deselect()),
  });
  const print = usePrint(host, fleetState.fleet, filter);
  useCommands([
    ...(host ? [{ label: t("palette.fit"), run: camera.fitFleet }] : []),
    { label: t("palette.follow"), key: "f", run: toggleFollow },
    { label: t("palette.legend"), key: "l", run: toggleLegend },
    { label: t("palette.panel"), key: "[", run: togglePanel },
    { label: t("palette.details"), key: "]", run: () => setDetailsOpen((shown) => !shown) },
    { label: t("palette.wall"), run: () => change({ wall: true }, "push") },
    { label: t("palette.print"), run: print.start },
  ]);

  const panel = (
    <VehiclePanel
      checkedStore={checkedStore}
      fleetState={fleetState}
      filter={filter}
      query={query}
      view={view}
      searchRef={searchRef}
      phone={phone}
      mapCentre={mapCentre}
      onZoom={host ? camera.fitVehicles : null}
      onCollapse={phone ? null : togglePanel}
      onQuery={setQuery}
      change={change}
      onSelect={selectFromList}
      onRowsShown={viewport.onRowsShown}
    />
  );
  const registryKnown = fleetState.fleet !== null;
  const details =
    selectedId === null || !registryKnown || !(phone || detailsOpen) ? null : (
      <SelectionDetails
        key={selectedId}
        vehicleId={selectedId}
        entry={entry}
        track={track}
        actions={{
          following: follow.following,
          onMap: host !== null,
          toggleFollow: follow.toggle,
          centre: () => {
            const record = recordOf();
            if (record) camera.centre(record);
          },
          close: deselect,
        }}
      />
    );
  const selectedLabel = t("live.selection.region", { label: entry?.label ?? "" });

  return (
    <div ref={page} className={classes.page}>
      <h1 className="visually-hidden">{t("live.heading")}</h1>
      <output className="visually-hidden">{entry ? selectedLabel : ""}</output>
      {phone || !panelOpen ? null : (
        <>
          <section aria-label={t("live.list.region")} className={classes.panel} style={{ width: panelWidth }}>
            {panel}
          </section>
          <ResizeHandle
            label={t("live.list.resize")}
            width={panelWidth}
            min={PANEL_WIDTH.min}
            max={PANEL_WIDTH.max}
            onWidth={(width) => preferences.setState({ panelWidth: width })}
          />
        </>
      )}
      <div
        key="map"
        className={classes.area}
        data-covered={details !== null || undefined}
        style={{
          "--map-inset-right": `${insets.right}px`,
          "--map-inset-bottom": `${insets.bottom}px`,
          "--sheet-peek": `${sheetPeekPx(details !== null)}px`,
          "--sheet-top": `${insets.top}px`,
        }}
      >
        <LiveMap
          host={host}
          onHost={setHost}
          fleet={fleetState.fleet}
          filter={filter}
          firstCamera={view.camera}
          selectedId={selectedId}
          track={track}
          onPick={selectFromMap}
          onFit={camera.fitFleet}
          onOpenGroup={camera.fitVehicles}
          checkedStore={checkedStore}
        />
        {phone || panelOpen ? null : (
          <ActionIcon
            variant="default"
            size={36}
            className={classes.expand}
            aria-label={t("live.list.expand")}
            onClick={togglePanel}
          >
            <IconLayoutSidebarLeftExpand size={20} stroke={1.6} />
          </ActionIcon>
        )}
        {phone ? (
          <BottomSheet label={details === null ? t("live.list.region") : selectedLabel} stop={stop} onStop={setStop}>
            {details === null ? (
              panel
            ) : (
              <div data-details className={classes.sheetDetails}>
                {details}
              </div>
            )}
          </BottomSheet>
        ) : details === null ? null : (
          <section data-details aria-label={selectedLabel} className={classes.drawer}>
            {details}
          </section>
        )}
      </div>
      <ConnectionBar bbox={viewport.bbox} />
      {print.sheet}
    </div>
  );
}
