// Trips and stops of the vehicle in focus, in order of time; a press goes to where one begins.
import { IconPlayerPlay, IconSquare } from "@tabler/icons-react";
import { useMemo } from "react";
import { useFormats } from "../../app/use-services.ts";
import { durationText } from "../../lib/duration-text.ts";
import type { Player } from "./player.ts";
import classes from "./Replay.module.css";
import { useCursorSeconds } from "./use-player.ts";
import type { StopSpan, TripSpan, VehicleTrack } from "./vehicle-track.ts";

/** Longer lists are not read; a shorter period shows the rest. */
const MAX_ROWS = 300;
const SHORT_STOP_MS = 60_000;

export interface TripListProps {
  player: Player;
  track: VehicleTrack;
  onSeek(timeMs: number): void;
}

type Row = { kind: "trip"; span: TripSpan } | { kind: "stop"; span: StopSpan };

export function TripList({ player, track, onSeek }: TripListProps) {
  const { t, time, number } = useFormats();
  const rows = useMemo(
    (): Row[] =>
      [
        ...track.trips.map((span): Row => ({ kind: "trip", span })),
        ...track.stops
          .filter((stop) => stop.endMs - stop.startMs >= SHORT_STOP_MS)
          .map((span): Row => ({ kind: "stop", span })),
      ].toSorted((a, b) => a.span.startMs - b.span.startMs),
    [track],
  );
  const cursorMs = useCursorSeconds(player) * 1000;
  if (rows.length === 0) return <p className={classes.quiet}>{t("replay.trips.none")}</p>;
  const total = track.trips.reduce((sum, trip) => sum + trip.distanceKm, 0);
  return (
    <>
      <p className={classes.quiet}>
        {t("replay.trips.summary", { trips: number.whole(track.trips.length), distance: number.oneDecimal(total) })}
      </p>
      <ul className={classes.trips} aria-label={t("replay.trips.region")}>
        {rows.slice(0, MAX_ROWS).map(({ kind, span }) => {
          const now = span.startMs <= cursorMs && cursorMs < span.endMs;
          const duration = durationText(t, (span.endMs - span.startMs) / 1000);
          return (
            <li key={`${kind}-${span.startMs}`}>
              <button
                type="button"
                data-kind={kind}
                aria-current={now ? "time" : undefined}
                onClick={() => onSeek(span.startMs)}
              >
                {kind === "trip" ? (
                  <IconPlayerPlay size={14} stroke={2} aria-hidden />
                ) : (
                  <IconSquare size={14} stroke={2} aria-hidden />
                )}
                <span className={classes.tripTime}>
                  {time.time(span.startMs)}–{time.time(span.endMs)}
                </span>
                <span className={classes.tripWords}>
                  {kind === "trip"
                    ? `${t("format.kilometres", { value: number.oneDecimal(span.distanceKm) })} · ${duration} · ${t("replay.trips.top", { speed: number.whole(span.maxSpeedKmh) })}`
                    : `${t("replay.strip.stop")} · ${duration}`}
                  <small>
                    {kind === "trip"
                      ? [...new Set([span.startPlace, span.endPlace].filter((place) => place !== null))].join(" → ")
                      : (span.place ?? "")}
                  </small>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {rows.length > MAX_ROWS ? (
        <p className={classes.quiet}>{t("replay.trips.more", { shown: MAX_ROWS, total: number.whole(rows.length) })}</p>
      ) : null}
    </>
  );
}
