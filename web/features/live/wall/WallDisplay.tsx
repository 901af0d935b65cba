// A screen on the wall: a large clock, the state of the connection, and units and saved views in turn.
// ← and → change the turn by hand, Esc leads back.
import { useEffect, useMemo, useState } from "react";
import { usePageTitle } from "../../../app/use-page-title.ts";
import { useFormats, useLive, useServerNow, useServices } from "../../../app/use-services.ts";
import type { MapHost } from "../../../map/map-host.ts";
import { StateSignIcon } from "../../../signs/StateSignIcon.tsx";
import { MessagePanel } from "../../../ui/MessagePanel.tsx";
import { useQuery } from "@tanstack/react-query";
import { viewsQuery } from "../../../api/queries.ts";
import { createCheckedStore } from "../checked-store.ts";
import { ConnectionBar } from "../ConnectionBar.tsx";
import { fleetExtent } from "../fleet-extent.ts";
import { type FleetFilter, selectByCondition, shownConditions } from "../fleet-rows.ts";
import { LiveMap } from "../LiveMap.tsx";
import { useViewport } from "../map/use-viewport.ts";
import { useFleet } from "../use-fleet.ts";
import { useLiveView } from "../use-live-view.ts";
import type { Track } from "../use-track.ts";
import { useWakeLock } from "./use-wake-lock.ts";
import classes from "./WallDisplay.module.css";
import { WallSettings } from "./WallSettings.tsx";
import { WhatIsShown } from "./WhatIsShown.tsx";
import { type WallTurn, wallTurns } from "./wall-turns.ts";

const MARGIN_PX = { top: 150, right: 64, bottom: 96, left: 64 };
const NO_TRACK: Track = { status: "ready", points: [], error: null, retry: () => undefined };
const EVERYTHING: FleetFilter = { matches: () => true, conditions: [], kinds: [] };
const nothing = (): void => undefined;

export function WallDisplay() {
  const { t } = useFormats();
  const { view, change } = useLiveView();
  const { fleet } = useFleet();
  const [host, setHost] = useState<MapHost | null>(null);
  const [checkedStore] = useState(createCheckedStore);
  const [turnNumber, setTurnNumber] = useState(0);
  const { api } = useServices();
  const { data: views } = useQuery(viewsQuery(api));
  const { wallSource, wallSeconds } = view;
  const turns = useMemo(() => (fleet ? wallTurns(fleet, views ?? [], wallSource) : []), [fleet, views, wallSource]);
  const place = turnNumber % Math.max(1, turns.length);
  const turn = turns[place];
  const { bbox } = useViewport(host, null);
  usePageTitle(t("wall.title"));
  useWakeLock();
  useTurnCamera(host, turn);

  useEffect(() => {
    // A turn changed by hand lasts as long as any other.
    const timer = setTimeout(() => setTurnNumber(turnNumber + 1), wallSeconds * 1000);
    return () => clearTimeout(timer);
  }, [turnNumber, wallSeconds]);
  useEffect(() => {
    const count = Math.max(1, turns.length);
    function onKeyDown({ key, target }: KeyboardEvent): void {
      // In the settings the arrows choose.
      if (target instanceof HTMLSelectElement && key !== "Escape") return;
      if (key === "Escape") change({ wall: false });
      else if (key === "ArrowRight") setTurnNumber((number) => number + 1);
      else if (key === "ArrowLeft") setTurnNumber((number) => number + count - 1);
    }
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [change, turns.length]);

  if (fleet?.entries.length === 0)
    return <MessagePanel title={t("live.list.empty.title")} body={t("live.list.empty.body")} />;
  return (
    <div className={classes.wall}>
      <LiveMap
        host={host}
        onHost={setHost}
        fleet={fleet}
        filter={turn?.filter ?? EVERYTHING}
        firstCamera={view.camera}
        selectedId={null}
        track={NO_TRACK}
        onPick={nothing}
        onFit={nothing}
        onOpenGroup={nothing}
        checkedStore={checkedStore}
      />
      <div className={classes.head}>
        <div className={classes.turn}>
          <h1>{turn?.name ?? t("wall.wholeFleet")}</h1>
          {turn ? (
            <>
              <p className={classes.shown}>
                <WhatIsShown turn={turn} place={place + 1} turns={turns.length} />
              </p>
              <Counts turn={turn} />
            </>
          ) : null}
        </div>
        <Clock />
      </div>
      <WallSettings view={view} change={change} />
      <div className={classes.bar}>
        <ConnectionBar bbox={bbox} />
      </div>
    </div>
  );
}

/** Shows the vehicles of the turn as soon as map and picture are there, and whenever the turn changes. */
function useTurnCamera(host: MapHost | null, turn: WallTurn | undefined): void {
  const { live } = useServices();
  const hasPicture = useLive((state) => state.vehicles.size > 0);
  useEffect(() => {
    if (!host || !turn || !hasPicture) return;
    if (turn.view?.camera) return host.jumpTo(turn.view.camera);
    const { vehicles } = live.store.getState();
    const extent = fleetExtent(turn.vehicleIds.flatMap((id) => vehicles.get(id) ?? []));
    if (extent) host.fit(extent, MARGIN_PX, true);
  }, [host, turn, hasPicture, live]);
}

function Clock() {
  const { time } = useFormats();
  const now = useServerNow();
  return <time className={classes.clock}>{time.clock(now)}</time>;
}

function Counts({ turn }: { turn: WallTurn }) {
  const { t, number } = useFormats();
  const { live } = useServices();
  const { fleet } = useFleet();
  // Counted once a second with the clock: a wall is looked at, not worked with.
  useServerNow();
  const entries = turn.vehicleIds.flatMap((id) => fleet?.byId.get(id) ?? []);
  const { conditions } = turn.filter;
  const { counts } = selectByCondition(entries, (id) => live.store.getState().vehicles.motionOf(id), []);
  return (
    <ul className={classes.counts}>
      {shownConditions(counts, [])
        .filter((one) => conditions.length === 0 || conditions.includes(one))
        .map((condition) => (
          <li key={condition}>
            <StateSignIcon condition={condition} size={26} />
            {t(`live.condition.${condition}`)} <strong>{number.whole(counts[condition])}</strong>
          </li>
        ))}
    </ul>
  );
}
