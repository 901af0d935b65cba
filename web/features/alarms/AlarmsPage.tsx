// The alarm centre: the list, one alarm beside it, sound, keys, hand-over.
import { Button } from "@mantine/core";
import {
  IconAlertTriangle,
  IconBellCheck,
  IconPolygon,
  IconPrinter,
  IconVolume,
  IconVolumeOff,
} from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useCallback, useDeferredValue, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Alarm } from "../../../domain/alarm/alarm.ts";
import { problemText } from "../../api/problem-text.ts";
import { useCommands } from "../../app/use-commands.ts";
import { usePageTitle } from "../../app/use-page-title.ts";
import { useFormats, useServices, useSession } from "../../app/use-services.ts";
import { MessagePanel } from "../../ui/MessagePanel.tsx";
import { useAfter } from "../../ui/use-after.ts";
import { usePhone } from "../../ui/use-phone.ts";
import { useQueryText } from "../../ui/use-query-text.ts";
import { useShortcuts } from "../../ui/use-shortcuts.ts";
import { AcknowledgeDialog } from "./AcknowledgeDialog.tsx";
import { AlarmActionBar } from "./AlarmActionBar.tsx";
import { AlarmDetails } from "./AlarmDetails.tsx";
import { AlarmList, type AlarmListHandle } from "./AlarmList.tsx";
import { AlarmToolbar } from "./AlarmToolbar.tsx";
import { type AlarmRows, alarmRows, belongsTo, isAcknowledged } from "./alarm-rows.ts";
import { ALARM_TABS, type AlarmTab } from "./alarm-search.ts";
import classes from "./Alarms.module.css";
import { Handover } from "./Handover.tsx";
import { onMapSearch } from "./on-map-search.ts";
import { useAlarmActions } from "./use-alarm-actions.ts";
import { useAlarmView } from "./use-alarm-view.ts";
import { type Alarms, CLOSED_DAYS, useAlarms } from "./use-alarms.ts";

const SILENCE_MS = 5 * 60_000;

export function AlarmsPage() {
  const { t } = useFormats();
  const { permissions } = useSession();
  usePageTitle(t("alarms.title"));
  return permissions.includes("alarm:read") ? (
    <AlarmCentre />
  ) : (
    <MessagePanel headingLevel={1} title={t("alarms.forbidden.title")} body={t("alarms.forbidden.body")} />
  );
}

function AlarmCentre() {
  const { t } = useFormats();
  const { live } = useServices();
  const { view, change } = useAlarmView();
  const navigate = useNavigate();
  const phone = usePhone();
  const list = useRef<AlarmListHandle>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const source = useAlarms(view.tab === "closed");
  const actions = useAlarmActions();
  const [query, setQuery] = useQueryText(
    view.query,
    useCallback((text: string) => change({ query: text }), [change]),
  );
  const settledQuery = useDeferredValue(query);
  const { rows, counts } = useAlarmRows(source.alarms, { ...view, query: settledQuery });
  const [activeId, setActiveId] = useState<number | null>(view.openId);
  const [ticks, setTicks] = useState<ReadonlySet<number>>(new Set());
  const [noting, setNoting] = useState(false);
  const ticked = rows.filter(({ id }) => ticks.has(id));
  const active = rows.find(({ id }) => id === activeId) ?? null;
  /** What keys act on: the ticked ones, else the active one. */
  const chosen = ticked.length > 0 ? ticked : active ? [active] : [];

  const tabCounts = useMemo(
    () => countTabs(source.alarms ?? [], view.tab, live.serverNow()),
    [source.alarms, view.tab, live],
  );

  function open(alarm: Alarm): void {
    setActiveId(alarm.id);
    change({ openId: alarm.id });
  }
  function tick(alarm: Alarm, range: boolean): void {
    const next = new Set(ticks);
    const to = rows.indexOf(alarm);
    const from = range ? rows.findIndex(({ id }) => id === activeId) : to;
    for (const { id } of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) {
      if (range || !ticks.has(id)) next.add(id);
      else next.delete(id);
    }
    setActiveId(alarm.id);
    setTicks(next);
  }
  function step(by: 1 | -1): void {
    const at = rows.findIndex(({ id }) => id === activeId);
    const index = Math.min(rows.length - 1, Math.max(0, at + by));
    const next = rows[index];
    if (!next) return;
    list.current?.focus();
    list.current?.show(index);
    setActiveId(next.id);
    if (view.openId !== null) change({ openId: next.id });
  }
  function acknowledge(comment?: string): void {
    actions.acknowledge(
      chosen.filter((alarm) => !isAcknowledged(alarm)).map(({ id }) => id),
      comment,
    );
    setTicks(new Set());
  }
  function showOnMap(): void {
    if (active) void navigate({ to: "/canli", search: onMapSearch(active) });
  }
  const silence = useSilence();
  useShortcuts({
    "/": () => searchRef.current?.focus(),
    Escape: () => (view.openId === null ? setTicks(new Set()) : change({ openId: null })),
    j: () => step(1),
    k: () => step(-1),
  });
  useCommands([
    { label: t("alarms.do.acknowledge"), key: "a", run: () => acknowledge() },
    { label: t("alarms.do.acknowledgeNote"), key: "c", run: () => setNoting(chosen.length > 0) },
    { label: t("alarms.do.map"), key: "g", run: showOnMap },
    { label: t("alarms.do.silence"), key: "s", run: silence.toggle },
  ]);

  const details =
    view.openId === null ? null : (
      <AlarmDetails
        key={view.openId}
        alarmId={view.openId}
        actions={actions}
        onClose={() => change({ openId: null })}
      />
    );
  return (
    <div className={classes.page} data-tab={view.tab}>
      <section className={classes.main} aria-label={t("alarms.list")} hidden={phone && details !== null}>
        <PageHead silence={silence} handover={view.tab === "handover"} />
        <AlarmToolbar
          view={view}
          query={query}
          counts={counts}
          tabCounts={tabCounts}
          searchRef={searchRef}
          onQuery={setQuery}
          change={change}
          onToList={() => list.current?.focus()}
        />
        {ticked.length === 0 ? null : (
          <div className={classes.bulk}>
            <output>{t("alarms.ticked", { count: ticked.length, shown: String(ticked.length) })}</output>
            <AlarmActionBar alarms={ticked} actions={actions} onDone={() => setTicks(new Set())} />
            <Button size="sm" variant="subtle" onClick={() => setTicks(new Set())}>
              {t("alarms.untick")}
            </Button>
          </div>
        )}
        {source.tooMany ? (
          <p className={classes.hint}>{t("alarms.tooMany", { count: source.alarms?.length ?? 0 })}</p>
        ) : null}
        {view.tab === "handover" ? <Handover rows={rows} /> : null}
        <ListOrWhyNot
          source={source}
          rows={rows}
          tab={view.tab}
          narrowed={view.query !== "" || view.severities.length > 0}
          onClear={() => {
            setQuery("");
            change({ query: "", severities: [] });
          }}
        >
          <AlarmList
            handle={list}
            rows={rows}
            activeId={activeId}
            openId={view.openId}
            ticked={ticks}
            onActive={({ id }) => {
              setActiveId(id);
              if (view.openId !== null && !phone) change({ openId: id });
            }}
            onOpen={open}
            onTick={tick}
            onTickAll={() => setTicks(new Set(rows.map(({ id }) => id)))}
          />
        </ListOrWhyNot>
        {source.fetchOlder === null ? null : (
          <Button variant="subtle" radius={0} onClick={source.fetchOlder}>
            {t("alarms.older")}
          </Button>
        )}
      </section>
      {details === null && phone ? null : (
        <section
          className={classes.aside}
          aria-label={t("alarms.detail.region", { label: active?.vehicleLabel ?? "" })}
          data-alarm-details
        >
          {details ?? (
            <MessagePanel
              icon={<IconBellCheck size={28} stroke={1.5} aria-hidden />}
              title={t("alarms.detail.choose")}
              body={t("alarms.detail.chooseHint")}
            />
          )}
        </section>
      )}
      {noting ? (
        <AcknowledgeDialog count={chosen.length} onAcknowledge={acknowledge} onClose={() => setNoting(false)} />
      ) : null}
    </div>
  );
}

function useAlarmRows(alarms: readonly Alarm[] | undefined, view: Parameters<typeof alarmRows>[1]): AlarmRows {
  const { t } = useFormats();
  const { live } = useServices();
  const { tab, severities, query, order } = view;
  return useMemo(
    () =>
      alarmRows(
        alarms ?? [],
        { tab, severities, query, order },
        (alarm) => [
          alarm.vehicleLabel,
          alarm.ruleName,
          alarm.geofenceName,
          alarm.place,
          alarm.assigneeName,
          t(`alarms.kind.${alarm.kind}`),
        ],
        live.serverNow(),
      ),
    [alarms, tab, severities, query, order, t, live],
  );
}

function countTabs(alarms: readonly Alarm[], tab: AlarmTab, nowMs: number): Partial<Record<AlarmTab, number>> {
  if (tab === "closed") return {};
  return Object.fromEntries(
    ALARM_TABS.filter((one) => one !== "closed").map((one) => [
      one,
      alarms.filter((alarm) => belongsTo(alarm, one, nowMs)).length,
    ]),
  );
}

interface Silence {
  untilMs: number | null;
  toggle(): void;
}

function useSilence(): Silence {
  const { alarmBell } = useServices();
  const untilMs = useStore(alarmBell, (state) => state.silencedUntilMs);
  return {
    untilMs,
    toggle: () => alarmBell.setState({ silencedUntilMs: untilMs === null ? Date.now() + SILENCE_MS : null }),
  };
}

function PageHead({ silence, handover }: { silence: Silence; handover: boolean }) {
  const { t, time } = useFormats();
  const { permissions } = useSession();
  return (
    <div className={classes.head}>
      <h1>{t("alarms.title")}</h1>
      {silence.untilMs === null ? null : (
        <output className={classes.silenced}>{t("alarms.do.silenced", { time: time.time(silence.untilMs) })}</output>
      )}
      <div className={classes.headActions}>
        {handover ? (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden />}
            onClick={() => window.print()}
          >
            {t("alarms.do.print")}
          </Button>
        ) : null}
        <Button
          size="sm"
          variant="default"
          leftSection={
            silence.untilMs === null ? (
              <IconVolumeOff size={16} stroke={1.6} aria-hidden />
            ) : (
              <IconVolume size={16} stroke={1.6} aria-hidden />
            )
          }
          onClick={silence.toggle}
        >
          {t(silence.untilMs === null ? "alarms.do.silence" : "alarms.do.unsilence")}
        </Button>
        {permissions.includes("rule:read") ? (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconPolygon size={16} stroke={1.6} aria-hidden />}
            renderRoot={(props) => <Link {...props} to="/bolgeler" />}
          >
            {t("alarms.do.rules")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

interface ListOrWhyNotProps {
  source: Alarms;
  rows: readonly Alarm[];
  tab: AlarmTab;
  /** A search or a severity leaves some out. */
  narrowed: boolean;
  onClear(): void;
  children: React.ReactNode;
}

function ListOrWhyNot({ source, rows, tab, narrowed, onClear, children }: ListOrWhyNotProps) {
  const { t } = useFormats();
  const waiting = useAfter(source.alarms === undefined && source.error === null);
  if (source.alarms === undefined) {
    if (source.error === null)
      return (
        <div aria-busy="true" className={classes.list}>
          {waiting ? <p className={classes.hint}>{t("shell.loading")}</p> : null}
        </div>
      );
    const { title, action } = problemText(t, source.error);
    return (
      <MessagePanel
        tone="failure"
        icon={<IconAlertTriangle size={28} stroke={1.5} aria-hidden />}
        title={t("alarms.failed")}
        body={`${title}. ${action}`}
        action={{ label: t("shell.retry"), onClick: source.retry }}
      />
    );
  }
  if (rows.length > 0) return children;
  return narrowed ? (
    <MessagePanel
      title={t("alarms.empty.noMatch.title")}
      body={t("alarms.empty.noMatch.body")}
      action={{ label: t("alarms.empty.clear"), onClick: onClear }}
    />
  ) : (
    <MessagePanel
      icon={<IconBellCheck size={28} stroke={1.5} aria-hidden />}
      title={t(`alarms.empty.${tab}.title`)}
      body={
        tab === "closed"
          ? `${t("alarms.closedSince", { count: CLOSED_DAYS })}. ${t("alarms.empty.closed.body")}`
          : t(`alarms.empty.${tab}.body`)
      }
    />
  );
}
