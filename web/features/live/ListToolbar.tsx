// Above the list: search, filters with live counts, groups, order.
import { ActionIcon, Button, NativeSelect, Tooltip } from "@mantine/core";
import {
  IconArrowsSort,
  IconChecklist,
  IconFold,
  IconFoldUp,
  IconLayoutSidebarLeftCollapse,
  IconRefresh,
  IconStack2,
} from "@tabler/icons-react";
import type { ReactNode, RefObject } from "react";
import { useFormats, useServerNow } from "../../app/use-services.ts";
import { AlarmChip } from "./AlarmChip.tsx";
import { ConditionChips } from "./ConditionChips.tsx";
import type { FleetFilter } from "./fleet-rows.ts";
import { KindFilter } from "./KindFilter.tsx";
import { GROUPINGS, type LiveView, SORTS } from "./live-search.ts";
import type { Rows } from "./use-rows.ts";
import classes from "./VehiclePanel.module.css";
import { VehicleSearch } from "./VehicleSearch.tsx";

export interface ListToolbarProps {
  rows: Rows;
  total: number;
  filter: FleetFilter;
  query: string;
  view: Pick<LiveView, "sort" | "grouping" | "alarmOnly">;
  checking: boolean;
  phone: boolean;
  searchRef: RefObject<HTMLInputElement | null>;
  onQuery(query: string): void;
  change(patch: Partial<LiveView>): void;
  onCheckMode(): void;
  groups: { allFolded: boolean; onFoldAll(fold: boolean): void };
  onToList(): void;
  onFirst(): void;
  /** null where the list cannot be put away (phones: the sheet does that). */
  onCollapse: (() => void) | null;
}

export function ListToolbar(props: ListToolbarProps) {
  const { rows, total, filter, query, view, checking, phone, searchRef, change } = props;
  const { t, number } = useFormats();
  return (
    <div className={classes.head}>
      <div className={classes.find}>
        <VehicleSearch
          value={query}
          onChange={props.onQuery}
          inputRef={searchRef}
          showKey={!phone}
          onArrowDown={props.onToList}
          onEnter={props.onFirst}
        />
        <Tool label={t("live.list.check")} pressed={checking} onClick={props.onCheckMode}>
          <IconChecklist size={20} stroke={1.6} />
        </Tool>
        {props.onCollapse === null ? null : (
          <Tool label={t("live.list.collapse")} onClick={props.onCollapse}>
            <IconLayoutSidebarLeftCollapse size={20} stroke={1.6} />
          </Tool>
        )}
      </div>
      <ConditionChips counts={rows.counts} chosen={filter.conditions} onChange={(conditions) => change({ conditions })}>
        <AlarmChip pressed={view.alarmOnly} onToggle={() => change({ alarmOnly: !view.alarmOnly })} />
      </ConditionChips>
      <div className={classes.order} data-beyond-peek>
        <KindFilter counts={rows.kindCounts} chosen={filter.kinds} onChange={(kinds) => change({ kinds })} />
        <NativeSelect
          size="xs"
          className={classes.choice}
          leftSection={<IconStack2 size={14} stroke={1.8} aria-hidden />}
          aria-label={t("live.list.group")}
          value={view.grouping}
          data={GROUPINGS.map((value) => ({ value, label: t(`live.list.groupBy.${value}`) }))}
          onChange={({ currentTarget }) =>
            change({ grouping: GROUPINGS.find((value) => value === currentTarget.value) ?? "none" })
          }
        />
        <NativeSelect
          size="xs"
          className={classes.choice}
          leftSection={<IconArrowsSort size={14} stroke={1.8} aria-hidden />}
          aria-label={t("live.list.sort")}
          value={view.sort}
          data={SORTS.map((value) => ({ value, label: t(`live.list.sortBy.${value}`) }))}
          onChange={({ currentTarget }) =>
            change({ sort: SORTS.find((value) => value === currentTarget.value) ?? "label" })
          }
        />
      </div>
      <div className={classes.summary} data-beyond-peek>
        <output className={classes.shown}>
          {t("live.list.showing", { shown: number.whole(rows.entries.length), total: number.whole(total) })}
        </output>
        {view.grouping === "none" ? null : (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={
              props.groups.allFolded ? (
                <IconFold size={14} stroke={1.8} aria-hidden />
              ) : (
                <IconFoldUp size={14} stroke={1.8} aria-hidden />
              )
            }
            onClick={() => props.groups.onFoldAll(!props.groups.allFolded)}
          >
            {t(props.groups.allFolded ? "live.list.unfoldAll" : "live.list.foldAll")}
          </Button>
        )}
        {rows.orderedAtMs === null ? null : <OrderAge takenAtMs={rows.orderedAtMs} onRefresh={rows.reorder} />}
      </div>
    </div>
  );
}

function Tool({
  label,
  pressed,
  onClick,
  children,
}: {
  label: string;
  pressed?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon
        variant={pressed ? "light" : "subtle"}
        color={pressed ? "accent" : "gray"}
        size={36}
        aria-label={label}
        aria-pressed={pressed}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
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
