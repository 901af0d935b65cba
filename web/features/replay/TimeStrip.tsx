// The period as rows: driving, stops, idling and silence of each vehicle, then ignition and inputs of the one
// in focus. A press anywhere goes to that moment; the slider does the same by keyboard.
import { useRef } from "react";
import { useFormats } from "../../app/use-services.ts";
import { durationText } from "../../lib/duration-text.ts";
import type { Player } from "./player.ts";
import classes from "./Replay.module.css";
import { useCursorSeconds } from "./use-player.ts";
import type { ReplayVehicle } from "./use-replay-tracks.ts";
import { onSpans, type VehicleTrack } from "./vehicle-track.ts";

export interface Extent {
  fromMs: number;
  toMs: number;
}

interface Block {
  kind: "trip" | "stop" | "gap" | "idle" | "on";
  startMs: number;
  endMs: number;
  title: string;
}

export interface TimeStripProps {
  player: Player;
  extent: Extent;
  vehicles: readonly ReplayVehicle[];
  focus: ReplayVehicle | null;
  onSeek(timeMs: number): void;
  onFocus(vehicleId: number): void;
}

/** Narrower than this share of the width nothing can be seen. */
const THINNEST = 0.0005;

const inputsOf = ({ inputs }: VehicleTrack) => [...inputs].map(([name, column]) => ({ name, column }));

function Row({ blocks, extent, ink }: { blocks: readonly Block[]; extent: Extent; ink?: ReplayVehicle["ink"] }) {
  const spanMs = extent.toMs - extent.fromMs;
  return (
    <div className={classes.lane} style={ink ? { "--ink-light": ink.light, "--ink-dark": ink.dark } : undefined}>
      {blocks.map(({ kind, startMs, endMs, title }) => {
        const from = Math.max(0, (startMs - extent.fromMs) / spanMs);
        const to = Math.min(1, (endMs - extent.fromMs) / spanMs);
        if (to <= 0 || from >= 1 || to - from < THINNEST) return null;
        return (
          <span
            key={`${kind}-${startMs}`}
            data-kind={kind}
            title={title}
            style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
          />
        );
      })}
    </div>
  );
}

export function TimeStrip({ player, extent, vehicles, focus, onSeek, onFocus }: TimeStripProps) {
  const { t, time } = useFormats();
  const lanes = useRef<HTMLDivElement>(null);
  const cursorMs = useCursorSeconds(player) * 1000;
  const spanMs = extent.toMs - extent.fromMs;
  const share = Math.min(1, Math.max(0, (cursorMs - extent.fromMs) / spanMs));

  const titled = (kind: Block["kind"], startMs: number, endMs: number, word: string): Block => ({
    kind,
    startMs,
    endMs,
    title: `${word} · ${time.time(startMs)}–${time.time(endMs)} · ${durationText(t, (endMs - startMs) / 1000)}`,
  });
  const blocksOf = ({ track }: ReplayVehicle): Block[] =>
    track === null
      ? []
      : [
          ...track.gaps.map((gap) => titled("gap", gap.startMs, gap.endMs, t("replay.strip.gap"))),
          ...track.stops.map((stop) => titled("stop", stop.startMs, stop.endMs, t("replay.strip.stop"))),
          ...track.idles.map((idle) => titled("idle", idle.startMs, idle.endMs, t("replay.strip.idle"))),
          ...track.trips.map((trip) => titled("trip", trip.startMs, trip.endMs, t("replay.strip.trip"))),
        ];
  const signalsOf = (track: VehicleTrack): { name: string; blocks: Block[] }[] =>
    [{ name: t("replay.strip.ignition"), column: track.ignition }, ...inputsOf(track)].map(({ name, column }) => ({
      name,
      blocks: onSpans(track, column).map((span) => titled("on", span.startMs, span.endMs, name)),
    }));
  const signals = focus?.track ? signalsOf(focus.track) : [];

  return (
    <div className={classes.strip}>
      <div className={classes.stripNames}>
        {vehicles.map(({ id, number, label, ink }) => (
          <button
            key={id}
            type="button"
            aria-pressed={focus?.id === id}
            title={label}
            style={{ "--ink-light": ink.light, "--ink-dark": ink.dark }}
            onClick={() => onFocus(id)}
          >
            <b>{number}</b>
            <span>{label}</span>
          </button>
        ))}
        {signals.map(({ name }) => (
          <span key={name} className={classes.signalName} title={name}>
            {name}
          </span>
        ))}
      </div>
      <div
        ref={lanes}
        className={classes.lanes}
        onPointerDown={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          onSeek(extent.fromMs + ((event.clientX - box.left) / box.width) * spanMs);
        }}
      >
        {vehicles.map((vehicle) => (
          <Row key={vehicle.id} blocks={blocksOf(vehicle)} extent={extent} ink={vehicle.ink} />
        ))}
        {signals.map(({ name, blocks }) => (
          <Row key={name} blocks={blocks} extent={extent} />
        ))}
        <div className={classes.cursor} style={{ left: `${share * 100}%` }} />
      </div>
      <span />
      <input
        type="range"
        className={classes.slider}
        aria-label={t("replay.strip.slider")}
        aria-valuetext={time.clock(cursorMs)}
        min={extent.fromMs}
        max={extent.toMs}
        step={1000}
        value={Math.min(extent.toMs, Math.max(extent.fromMs, cursorMs))}
        onChange={(event) => onSeek(Number(event.currentTarget.value))}
      />
    </div>
  );
}
