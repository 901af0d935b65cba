// Search, filter, groups, order and list of vehicles, with everything a list must be able to say:
// loading, failed, empty, nothing found.
import { Skeleton } from "@mantine/core";
import { IconTruckOff } from "@tabler/icons-react";
import { type RefObject, useMemo, useRef, useState } from "react";
import { problemText } from "../../api/problem-text.ts";
import { useFormats } from "../../app/use-services.ts";
import { MessagePanel } from "../../ui/MessagePanel.tsx";
import { useAfter } from "../../ui/use-after.ts";
import { type Checked, NOTHING_CHECKED, stillThere } from "./checked.ts";
import type { CheckedStore } from "./checked-store.ts";
import { useStore } from "zustand";
import type { Fleet } from "./fleet.ts";
import type { FleetFilter } from "./fleet-rows.ts";
import { GroupActions } from "./GroupActions.tsx";
import { buildListItems } from "./list-items.ts";
import { ListToolbar } from "./ListToolbar.tsx";
import type { LiveView } from "./live-search.ts";
import type { Centre } from "./row-order.ts";
import type { FleetState } from "./use-fleet.ts";
import { useRows } from "./use-rows.ts";
import { VehicleList, type VehicleListHandle } from "./VehicleList.tsx";
import classes from "./VehiclePanel.module.css";

export interface VehiclePanelProps {
  checkedStore: CheckedStore;
  fleetState: FleetState;
  filter: FleetFilter;
  query: string;
  view: Pick<LiveView, "sort" | "grouping" | "selectedId" | "alarmOnly">;
  searchRef: RefObject<HTMLInputElement | null>;
  phone: boolean;
  /** Where the map looks; null without a map. */
  mapCentre(): Centre | null;
  /** null without a map. */
  onZoom: ((vehicleIds: readonly number[]) => void) | null;
  onCollapse: (() => void) | null;
  onQuery(query: string): void;
  change(patch: Partial<LiveView>): void;
  onSelect(vehicleId: number): void;
  onRowsShown(vehicleIds: readonly number[]): void;
}

export function VehiclePanel(props: VehiclePanelProps) {
  const { fleetState } = props;
  if (fleetState.fleet) return <LoadedPanel {...props} fleet={fleetState.fleet} />;
  return fleetState.error === null ? <LoadingPanel /> : <FailedPanel {...fleetState} />;
}

function LoadingPanel() {
  const { t } = useFormats();
  const visible = useAfter(true);
  return (
    <div className={classes.loading} aria-busy="true">
      <output className="visually-hidden">{t("shell.loading")}</output>
      {visible ? Array.from({ length: 12 }, (_, index) => <Skeleton key={index} height={32} radius={6} />) : null}
    </div>
  );
}

function FailedPanel({ error, retry }: FleetState) {
  const { t } = useFormats();
  const { title, action } = problemText(t, error);
  return (
    <MessagePanel
      tone="failure"
      title={t("live.list.error")}
      body={`${title}. ${action}`}
      action={{ label: t("shell.retry"), onClick: retry }}
    />
  );
}

/** The ticked vehicles; ticks of vehicles that are no longer there go with them. */
function useChecked(fleet: Fleet, store: CheckedStore) {
  const [mode, setMode] = useState(false);
  const ticks = useStore(store, (state) => state.checked);
  const setTicks = (next: Checked): void => store.setState({ checked: next });
  const checked = useMemo(() => stillThere(ticks, fleet.byId), [ticks, fleet]);
  return {
    checked,
    checking: mode || checked.size > 0,
    onChecked: setTicks,
    onCheckMode: () => setMode(true),
    onUncheck: () => {
      setMode(false);
      setTicks(NOTHING_CHECKED);
    },
  };
}

function LoadedPanel(props: VehiclePanelProps & { fleet: Fleet }) {
  const { fleet, filter, view, searchRef, onQuery, change, onSelect } = props;
  const { t } = useFormats();
  const list = useRef<VehicleListHandle>(null);
  const rows = useRows(fleet, filter, view.sort, props.mapCentre);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const items = useMemo(
    () => buildListItems(rows.entries, view.grouping, folded),
    [rows.entries, view.grouping, folded],
  );
  const { checked, checking, onChecked, onCheckMode, onUncheck } = useChecked(fleet, props.checkedStore);
  const [first] = rows.entries;

  function fold(groupKey: string, open: boolean): void {
    const next = new Set(folded);
    if (open) next.delete(groupKey);
    else next.add(groupKey);
    setFolded(next);
  }

  const groupKeys = items.flatMap((item) => (item.type === "group" ? [item.key] : []));

  if (fleet.entries.length === 0) {
    return (
      <MessagePanel
        icon={<IconTruckOff size={32} stroke={1.4} aria-hidden />}
        title={t("live.list.empty.title")}
        body={t("live.list.empty.body")}
      />
    );
  }
  return (
    <>
      <ListToolbar
        rows={rows}
        total={fleet.entries.length}
        filter={filter}
        query={props.query}
        view={view}
        checking={checking}
        phone={props.phone}
        searchRef={searchRef}
        onQuery={onQuery}
        change={change}
        onCheckMode={checking ? onUncheck : onCheckMode}
        groups={{
          allFolded: groupKeys.length > 0 && groupKeys.every((key) => folded.has(key)),
          onFoldAll: (fold) => setFolded(new Set(fold ? groupKeys : [])),
        }}
        onToList={() => list.current?.focus()}
        onFirst={() => (first ? onSelect(first.id) : undefined)}
        onCollapse={props.onCollapse}
      />
      {items.length === 0 ? (
        <MessagePanel
          title={t("live.list.noMatch.title")}
          body={t("live.list.noMatch.body")}
          action={{
            label: t("live.list.noMatch.action"),
            onClick: () => {
              onQuery("");
              change({ query: "", conditions: [], kinds: [], alarmOnly: false });
              searchRef.current?.focus();
            },
          }}
        />
      ) : (
        <VehicleList
          handle={list}
          items={items}
          grouped={view.grouping !== "none"}
          selectedId={view.selectedId}
          checked={checked}
          checking={checking}
          onSelect={onSelect}
          onChecked={onChecked}
          onUncheck={onUncheck}
          onFold={fold}
          onRowsShown={props.onRowsShown}
        />
      )}
      {checking ? <GroupActions checked={checked} fleet={fleet} onZoom={props.onZoom} onUncheck={onUncheck} /> : null}
    </>
  );
}
