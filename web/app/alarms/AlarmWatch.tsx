// Tells of alarms on whatever screen somebody is: tone until acknowledged, notice, announcement, number
// in the title and on the navigation.
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { Alarm } from "../../../domain/alarm/alarm.ts";
import type { Severity } from "../../../domain/alarm/severity.ts";
import { openAlarmsQuery } from "../../api/queries.ts";
import { useLive, useServices, useSession } from "../use-services.ts";
import { alarmsByVehicle, REPEAT_MS, waitingAlarms } from "./waiting-alarms.ts";

/** More at once are told as a number. */
const TOLD_ONE_BY_ONE = 3;
const MAX_TIMER_MS = 2 ** 31 - 1;
const NONE: readonly Alarm[] = [];

export function AlarmWatch() {
  const { permissions } = useSession();
  return permissions.includes("alarm:read") ? <Watch /> : null;
}

function Watch() {
  const { t } = useTranslation();
  const { api, alarmBell, queryClient } = useServices();
  const { data = NONE } = useQuery(openAlarmsQuery(api));
  const connected = useLive(({ link }) => link.phase === "live" || link.phase === "slow");
  const lookMs = useShelvingTime(data);
  const waiting = useMemo(() => waitingAlarms(data, lookMs), [data, lookMs]);
  const severity = waiting[0]?.severity ?? null;

  // What was told while the stream was away is asked for.
  const wasConnected = useRef(connected);
  useEffect(() => {
    if (connected && !wasConnected.current) void queryClient.invalidateQueries({ queryKey: ["alarms"] });
    wasConnected.current = connected;
  }, [connected, queryClient]);

  useEffect(() => {
    alarmBell.setState({ waiting: waiting.length, severity });
  }, [alarmBell, waiting.length, severity]);
  useEffect(() => {
    alarmBell.setState({ byVehicle: alarmsByVehicle(data, lookMs) });
  }, [alarmBell, data, lookMs]);
  useEffect(() => () => alarmBell.setState({ waiting: 0, severity: null, byVehicle: new Map() }), [alarmBell]);

  const fresh = useFresh(waiting);
  useNotices(fresh);
  useTone(severity, Math.max(0, ...waiting.map(({ id }) => id)));
  const said = fresh[0]
    ? t("alarms.told.title", {
        severity: t(`sound.severity.${fresh[0].severity}`),
        kind: t(`alarms.kind.${fresh[0].kind}`),
      })
    : "";
  const pressing = fresh[0]?.severity === "urgent" || fresh[0]?.severity === "critical";
  return (
    <>
      <div className="visually-hidden" aria-live="assertive">
        {pressing && fresh[0] ? `${said}, ${fresh[0].vehicleLabel}` : ""}
      </div>
      <div className="visually-hidden" aria-live="polite">
        {!pressing && fresh[0] ? `${said}, ${fresh[0].vehicleLabel}` : ""}
      </div>
    </>
  );
}

/** The time to judge shelving by; moves on when the next shelved alarm is due again: nothing is sent then. */
function useShelvingTime(alarms: readonly Alarm[]): number {
  const { live } = useServices();
  const [lookMs, setLookMs] = useState(live.serverNow);
  useEffect(() => {
    const next = Math.min(
      ...alarms.flatMap(({ shelvedUntil }) => {
        const until = shelvedUntil === null ? 0 : Date.parse(shelvedUntil);
        return until > lookMs ? [until] : [];
      }),
    );
    if (next === Number.POSITIVE_INFINITY) return;
    const delayMs = Math.min(MAX_TIMER_MS, Math.max(0, next - live.serverNow()));
    const timer = setTimeout(() => setLookMs(next), delayMs);
    return () => clearTimeout(timer);
  }, [alarms, live, lookMs]);
  return lookMs;
}

/** Those that were not there at the last look; at the first look nothing is new. */
function useFresh(waiting: readonly Alarm[]): readonly Alarm[] {
  const { api, queryClient } = useServices();
  const [seen, setSeen] = useState<{ ids: ReadonlySet<number>; of: readonly Alarm[]; fresh: readonly Alarm[] } | null>(
    null,
  );
  const loaded = queryClient.getQueryData(openAlarmsQuery(api).queryKey) !== undefined;
  if (loaded && seen?.of !== waiting) {
    const ids = new Set(waiting.map(({ id }) => id));
    const fresh = seen === null ? [] : waiting.filter(({ id }) => !seen.ids.has(id));
    setSeen({
      ids,
      of: waiting,
      fresh: fresh.length === 0 && seen !== null ? seen.fresh.filter(({ id }) => ids.has(id)) : fresh,
    });
  }
  return seen?.fresh ?? NONE;
}

function useNotices(fresh: readonly Alarm[]): void {
  const { t } = useTranslation();
  const { notices } = useServices();
  const router = useRouter();
  const told = useRef<ReadonlySet<number>>(new Set());
  useEffect(() => {
    const untold = fresh.filter(({ id }) => !told.current.has(id));
    told.current = new Set(fresh.map(({ id }) => id));
    const open = (search: { kayit?: number }) => ({
      label: t("alarms.told.open"),
      run: () => void router.navigate({ to: "/alarmlar", search }),
    });
    // The least pressing first, so that the most pressing lies on top.
    for (const alarm of untold.slice(0, TOLD_ONE_BY_ONE).toReversed()) {
      notices.post({
        tone: "failure",
        title: t("alarms.told.title", {
          severity: t(`sound.severity.${alarm.severity}`),
          kind: t(`alarms.kind.${alarm.kind}`),
        }),
        body: [alarm.vehicleLabel, alarm.geofenceName, alarm.place].filter(Boolean).join(" · "),
        action: open({ kayit: alarm.id }),
        toast: true,
      });
    }
    const more = untold.length - TOLD_ONE_BY_ONE;
    if (more > 0)
      notices.post({ tone: "failure", title: t("alarms.told.more", { count: more }), action: open({}), toast: true });
  }, [fresh, notices, router, t]);
}

/** Sounds at once when something new comes, and again and again while the most pressing one waits. */
function useTone(severity: Severity | null, newestId: number): void {
  const { alarmBell, sound } = useServices();
  const silencedUntilMs = useStore(alarmBell, (state) => state.silencedUntilMs);
  useEffect(() => {
    if (silencedUntilMs === null) return;
    const timer = setTimeout(() => alarmBell.setState({ silencedUntilMs: null }), silencedUntilMs - Date.now());
    return () => clearTimeout(timer);
  }, [alarmBell, silencedUntilMs]);
  useEffect(() => {
    if (severity === null || newestId === 0 || silencedUntilMs !== null) return;
    sound.play(severity);
    const repeatMs = REPEAT_MS[severity];
    if (repeatMs === null) return;
    const timer = setInterval(() => sound.play(severity), repeatMs);
    return () => clearInterval(timer);
  }, [severity, newestId, silencedUntilMs, sound]);
}
