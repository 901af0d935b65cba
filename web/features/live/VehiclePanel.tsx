// Search, filter, order and list of vehicles, with everything a list must be able to say: loading,
// failed, empty, nothing found.
import { ActionIcon, Button, NativeSelect, Skeleton, Tooltip } from "@mantine/core";
import { IconArrowsSort, IconLayoutSidebarLeftCollapse, IconRefresh, IconTruckOff } from "@tabler/icons-react";
import { useRef, type RefObject } from "react";
import { problemText } from "../../api/problem-text.ts";
import { useFormats, useServerNow } from "../../app/use-services.ts";
import { MessagePanel } from "../../ui/MessagePanel.tsx";
import { useAfter } from "../../ui/use-after.ts";
import { ConditionChips } from "./ConditionChips.tsx";
import type { Fleet } from "./fleet.ts";
import type { FleetFilter } from "./fleet-rows.ts";
import { type LiveView, type Sort, SORTS } from "./live-search.ts";
import type { FleetState } from "./use-fleet.ts";
import { useRows } from "./use-rows.ts";
import { VehicleList, type VehicleListHandle } from "./VehicleList.tsx";
import classes from "./VehiclePanel.module.css";
import { VehicleSearch } from "./VehicleSearch.tsx";

export interface VehiclePanelProps {
  fleetState: FleetState;
  filter: FleetFilter;
  query: string;
  sort: Sort;
  selectedId: number | null;
  searchRef: RefObject<HTMLInputElement | null>;
  phone: boolean;
  /** null where the list cannot be put away (phones: the sheet does that). */
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

function LoadedPanel({
  fleet,
  filter,
  query,
  sort,
  selectedId,
  searchRef,
  phone,
  onCollapse,
  onQuery,
  change,
  onSelect,
  onRowsShown,
}: VehiclePanelProps & { fleet: Fleet }) {
  const { t, number } = useFormats();
  const list = useRef<VehicleListHandle>(null);
  const rows = useRows(fleet, filter, sort);
  const [first] = rows.entries;

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
      <div className={classes.head}>
        <div className={classes.find}>
          <VehicleSearch
            value={query}
            onChange={onQuery}
            inputRef={searchRef}
            showKey={!phone}
            onArrowDown={() => list.current?.focus()}
            onEnter={() => (first ? onSelect(first.id) : undefined)}
          />
          {onCollapse === null ? null : (
            <Tooltip label={t("live.list.collapse")} openDelay={400}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t("live.list.collapse")}
                onClick={onCollapse}
              >
                <IconLayoutSidebarLeftCollapse size={20} stroke={1.6} />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
        <ConditionChips
          counts={rows.counts}
          chosen={filter.conditions}
          onChange={(conditions) => change({ conditions })}
        />
        <div className={classes.order}>
          <output className={classes.shown}>
            {t("live.list.showing", {
              shown: number.whole(rows.entries.length),
              total: number.whole(fleet.entries.length),
            })}
          </output>
          {rows.orderedAtMs === null ? null : <OrderAge takenAtMs={rows.orderedAtMs} onRefresh={rows.reorder} />}
          <NativeSelect
            size="xs"
            leftSection={<IconArrowsSort size={14} stroke={1.8} aria-hidden />}
            aria-label={t("live.list.sort")}
            value={sort}
            data={SORTS.map((value) => ({ value, label: t(`live.list.sortBy.${value}`) }))}
            onChange={(event) =>
              change({ sort: SORTS.find((value) => value === event.currentTarget.value) ?? "label" })
            }
          />
        </div>
      </div>
      {rows.entries.length === 0 ? (
        <MessagePanel
          title={t("live.list.noMatch.title")}
          body={t("live.list.noMatch.body")}
          action={{
            label: t("live.list.noMatch.action"),
            onClick: () => {
              onQuery("");
              change({ query: "", conditions: [] });
              searchRef.current?.focus();
            },
          }}
        />
      ) : (
        <VehicleList
          handle={list}
          entries={rows.entries}
          selectedId={selectedId}
          onSelect={onSelect}
          onRowsShown={onRowsShown}
        />
      )}
    </>
  );
}

/** The order is as old as it says; a press takes it anew. */
function OrderAge({ takenAtMs, onRefresh }: { takenAtMs: number; onRefresh: () => void }) {
  const { t, time } = useFormats();
  const now = useServerNow();
  return (
    <Tooltip label={t("live.list.resortHint", { time: time.when(takenAtMs, now) })} multiline w={240} openDelay={400}>
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconRefresh size={14} stroke={1.8} aria-hidden />}
        onClick={onRefresh}
      >
        {t("live.list.resort")}
      </Button>
    </Tooltip>
  );
}
