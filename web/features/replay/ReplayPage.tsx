// The past: up to eight vehicles or the whole fleet replayed on the map, and who was in an area. What others
// can share lives in the address (use-replay-view); this file joins the parts.
import "@mantine/dates/styles.layer.css";
import "dayjs/locale/tr";
import { SegmentedControl, useComputedColorScheme } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { HISTORY_MAX_DAYS } from "../../../domain/fleet/history.ts";
import { AREA_MAX_DAYS } from "../../../domain/fleet/area-question.ts";
import { useTranslation } from "react-i18next";
import { useCommands } from "../../app/use-commands.ts";
import { usePageTitle } from "../../app/use-page-title.ts";
import { useFormats, useServices, useSession } from "../../app/use-services.ts";
import { addReplayWording } from "../../i18n/replay-wording.ts";
import type { MapHost } from "../../map/map-host.ts";
import { TOKENS } from "../../ui/theme/tokens.ts";
import { BottomSheet, type SheetStop } from "../../ui/BottomSheet.tsx";
import { MessagePanel } from "../../ui/MessagePanel.tsx";
import { usePhone } from "../../ui/use-phone.ts";
import { useFleet } from "../live/use-fleet.ts";
import { AreaPanel } from "./AreaPanel.tsx";
import { boxArea } from "./circle-area.ts";
import { FleetPanel } from "./FleetPanel.tsx";
import { PeriodPicker } from "./PeriodPicker.tsx";
import { presetPeriod, type ReplayPeriod } from "./period.ts";
import classes from "./Replay.module.css";
import { ReplayDock } from "./ReplayDock.tsx";
import { ReplayMap } from "./ReplayMap.tsx";
import { type ReplayView, SECTIONS } from "./replay-search.ts";
import type { Extent } from "./TimeStrip.tsx";
import { TransportBar } from "./TransportBar.tsx";
import { VehiclesPanel } from "./VehiclesPanel.tsx";
import { useAreaDraw } from "./use-area-draw.ts";
import { useFleetMoment } from "./use-fleet-moment.ts";
import { usePlayer, usePlayerState } from "./use-player.ts";
import { usePlayerKeys } from "./use-player-keys.ts";
import { useReplayCamera } from "./use-replay-camera.ts";
import { useReplayMap, useReplayParts } from "./use-replay-map.ts";
import { type ReplayVehicle, useReplayTracks } from "./use-replay-tracks.ts";
import { useReplayView } from "./use-replay-view.ts";
import { stepTime } from "./vehicle-track.ts";

const LEAP_MS = 5 * 60_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** A replay that jumps to a pass begins a little before it. */
const BEFORE_PASS_MS = 30_000;

export function ReplayPage() {
  const { t, i18n } = useTranslation();
  // Before the first word is drawn.
  useState(() => addReplayWording(i18n));
  const { permissions } = useSession();
  usePageTitle(t("replay.title"));
  return permissions.includes("track:read") ? (
    <Replay />
  ) : (
    <MessagePanel headingLevel={1} title={t("replay.forbidden.title")} body={t("replay.forbidden.body")} />
  );
}

/** From the first to the last thing known in the period; the period itself where nothing is. */
function extentOf(vehicles: readonly ReplayVehicle[], { fromMs, toMs }: ReplayPeriod): Extent {
  const times = vehicles.flatMap(({ track }) =>
    track && track.timeMs.length > 0 ? [track.timeMs[0] ?? fromMs, track.timeMs.at(-1) ?? toMs] : [],
  );
  if (times.length === 0) return { fromMs, toMs };
  const [first, last] = [Math.max(fromMs, Math.min(...times)), Math.min(toMs, Math.max(...times))];
  return { fromMs: first, toMs: Math.max(last, first + MINUTE_MS) };
}

function Replay() {
  const { t, language } = useFormats();
  const { live } = useServices();
  const { timeZone } = useSession();
  const phone = usePhone();
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const { view, change } = useReplayView();
  const { section, vehicleIds } = view;
  const { fleet } = useFleet();
  const [host, setHost] = useState<MapHost | null>(null);
  const [stop, setStop] = useState<SheetStop>("half");
  const [focusId, setFocusId] = useState<number | null>(null);
  /** Part of the period that is shown large; gone with the period it belongs to. */
  const [zoom, setZoom] = useState<{ of: Extent; shown: Extent } | null>(null);

  // Made once: a day that ends while the screen is open does not move the picture.
  const [today] = useState(() => presetPeriod("today", live.serverNow(), timeZone));
  const period = useMemo(() => view.period ?? today, [view.period, today]);
  const isFleet = section === "fleet";
  const { vehicles, retry } = useReplayTracks(vehicleIds, period, fleet, !isFleet);
  const focus = vehicles.find(({ id }) => id === focusId) ?? vehicles[0] ?? null;

  const whole = useMemo(
    (): Extent =>
      isFleet
        ? { fromMs: period.fromMs, toMs: Math.max(period.fromMs + MINUTE_MS, Math.min(period.toMs, live.serverNow())) }
        : extentOf(vehicles, period),
    [isFleet, vehicles, period, live],
  );
  const shown = zoom?.of === whole ? zoom.shown : whole;
  const showPart = (part: Extent | null): void => setZoom(part && { of: whole, shown: part });

  const player = usePlayer({
    ...whole,
    cursorMs: view.cursorMs ?? whole.fromMs,
    playing: false,
    rate: view.rate,
  });
  // The moment of the address holds until tracks say where the period really begins.
  const loading = !isFleet && vehicles.some(({ status }) => status === "loading");
  const wanted = useRef(view.cursorMs);
  const hadMoment = useRef(view.cursorMs !== null);
  useEffect(() => {
    if (loading) return;
    // The fleet without a moment: an hour ago, with something to play.
    const start = isFleet ? Math.max(whole.fromMs, whole.toMs - HOUR_MS) : null;
    player.setPeriod(whole.fromMs, whole.toMs, wanted.current ?? (hadMoment.current ? null : start));
    hadMoment.current = hadMoment.current || vehicles.length > 0 || isFleet;
    if (vehicles.length > 0 || isFleet) wanted.current = null;
  }, [player, whole, loading, isFleet, vehicles.length]);

  const playing = usePlayerState(player, (state) => state.playing);
  const rate = usePlayerState(player, (state) => state.rate);
  const write = useCallback(() => {
    change({ cursorMs: Math.round(player.store.getState().cursorMs), rate });
  }, [change, player, rate]);
  // The address takes the moment when the picture stands, not sixty times a second.
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (!playing) write();
  }, [playing, write]);

  const parts = useReplayParts(host);
  useReplayMap(parts, player, { vehicles, focusId: focus?.id ?? null, active: !isFleet });
  const past = useFleetMoment(player, parts.overlay, isFleet);
  useEffect(
    () => parts.layer.showArea(section === "area" || view.area.length > 0 ? view.area : []),
    [parts, section, view.area],
  );
  const sheetPx = phone && stop !== "peek" ? Math.round(window.innerHeight * 0.45) : 0;
  const camera = useReplayCamera(host, player, { vehicles, records: past.records, focus, isFleet, bottomPx: sheetPx });

  const seek = useCallback(
    (timeMs: number): void => {
      player.seek(timeMs);
      write();
    },
    [player, write],
  );
  const step = (direction: 1 | -1): void => {
    const { cursorMs } = player.store.getState();
    const tracks = vehicles.flatMap(({ track }) => track ?? []);
    const next = isFleet ? cursorMs + direction * MINUTE_MS : stepTime(tracks, cursorMs, direction);
    player.pause();
    if (next !== null) seek(next);
  };
  const patch = (next: Partial<ReplayView>, history?: "push"): void => {
    player.pause();
    change(next, history);
  };
  const openAt = (ids: readonly number[], atMs: number): void => {
    wanted.current = atMs;
    setFocusId(ids[0] ?? null);
    const around = presetPeriod("today", atMs, timeZone);
    const inPeriod = atMs >= period.fromMs && atMs < period.toMs && period.toMs - period.fromMs <= DAY_MS + HOUR_MS;
    patch({ section: "vehicles", vehicleIds: ids, period: inPeriod ? period : around, cursorMs: atMs }, "push");
    if (phone) setStop("half");
  };
  const accent = TOKENS[scheme].accent as `#${string}`;
  const draw = useAreaDraw(host, accent, (corners) => {
    patch({ area: corners });
    if (phone) setStop("half");
  });
  usePlayerKeys({
    toggle: player.toggle,
    step,
    leap: (direction) => seek(player.store.getState().cursorMs + direction * LEAP_MS),
    changeRate: player.changeRate,
    toggleFollow: camera.toggleFollow,
  });
  useCommands([
    { label: t(playing ? "replay.transport.pause" : "replay.transport.play"), run: player.toggle },
    { label: t("replay.section.area"), run: () => patch({ section: "area" }) },
    { label: t("replay.section.fleet"), run: () => patch({ section: "fleet" }) },
    ...(host ? [{ label: t("replay.fit"), run: camera.fit }] : []),
  ]);

  const transport = (
    <TransportBar
      player={player}
      following={camera.following}
      onFollow={!isFleet && focus && host ? camera.toggleFollow : null}
      onStep={step}
    />
  );
  const hasTime = isFleet || vehicles.length > 0;
  const dock =
    !isFleet && vehicles.length > 0 ? (
      <ReplayDock
        player={player}
        whole={whole}
        shown={shown}
        vehicles={vehicles}
        focus={focus}
        onShown={showPart}
        onSeek={seek}
        onFocus={setFocusId}
      />
    ) : isFleet ? (
      <ReplayDock
        player={player}
        whole={whole}
        shown={shown}
        vehicles={NO_VEHICLES}
        focus={null}
        onShown={showPart}
        onSeek={seek}
        onFocus={setFocusId}
      />
    ) : null;
  const panel = (
    <>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t("replay.section.label")}
        value={section}
        onChange={(value) => {
          const next = SECTIONS.find((known) => known === value);
          if (next) patch({ section: next }, "push");
        }}
        data={SECTIONS.map((value) => ({ value, label: t(`replay.section.${value}`) }))}
      />
      <PeriodPicker
        key={`${period.fromMs}-${period.toMs}`}
        period={period}
        maxDays={section === "area" ? AREA_MAX_DAYS : HISTORY_MAX_DAYS}
        onPeriod={(next) => patch({ period: next, cursorMs: null })}
      />
      {section === "vehicles" ? (
        <VehiclesPanel
          {...{ player, fleet, vehicles, focus, period }}
          onVehicles={(ids) => patch({ vehicleIds: ids })}
          onFocus={setFocusId}
          onSeek={seek}
          onRetry={retry}
          onFleet={() => patch({ section: "fleet" }, "push")}
        />
      ) : isFleet ? (
        <FleetPanel past={past} onOpen={(id) => openAt([id], player.store.getState().cursorMs)} />
      ) : (
        <AreaPanel
          area={view.area}
          period={period}
          draw={draw}
          onVisibleArea={host ? () => patch({ area: boxArea(host.bbox()) }) : null}
          onArea={(area) => {
            patch({ area });
            camera.showArea(area);
          }}
          onOpen={(id, atMs) => openAt([id], atMs - BEFORE_PASS_MS)}
        />
      )}
    </>
  );

  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: 1 }}>
      <div className={classes.page}>
        <h1 className="visually-hidden">{t("replay.title")}</h1>
        {phone ? null : (
          <section aria-label={t("replay.panel")} className={classes.panel}>
            {panel}
          </section>
        )}
        <div
          className={classes.area}
          style={{ "--sheet-peek": "132px", "--map-inset-bottom": phone ? "132px" : "0px" }}
        >
          <ReplayMap
            host={host}
            overlay={parts.overlay}
            fleet={fleet}
            picking={!draw.drawing}
            onHost={setHost}
            onFit={camera.fit}
            onPick={isFleet ? (id) => openAt([id], player.store.getState().cursorMs) : setFocusId}
          />
          {phone ? (
            <BottomSheet label={t("replay.panel")} stop={stop} onStop={setStop}>
              {hasTime ? transport : null}
              <div className={classes.sheet}>
                {section === "area" ? null : dock}
                <div className={classes.sheetPanel}>{panel}</div>
              </div>
            </BottomSheet>
          ) : null}
        </div>
        {phone || !hasTime ? null : (
          <div className={classes.dock}>
            {transport}
            {dock}
          </div>
        )}
      </div>
    </DatesProvider>
  );
}

const NO_VEHICLES: readonly ReplayVehicle[] = [];
