// Under the map: transport, the strip of time, the chart; one moment in all of them.
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowsMaximize, IconZoomIn, IconZoomOut } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useFormats } from "../../app/use-services.ts";
import type { Player } from "./player.ts";
import classes from "./Replay.module.css";
import { type Extent, TimeStrip } from "./TimeStrip.tsx";
import type { ReplayVehicle } from "./use-replay-tracks.ts";

const SpeedChart = lazy(() => import("./SpeedChart.tsx"));

export interface ReplayDockProps {
  player: Player;
  whole: Extent;
  shown: Extent;
  vehicles: readonly ReplayVehicle[];
  focus: ReplayVehicle | null;
  onShown(extent: Extent | null): void;
  onSeek(timeMs: number): void;
  onFocus(vehicleId: number): void;
}

const NARROWEST_MS = 60_000;

/** Half or twice as much time around the moment. */
function zoomed({ fromMs, toMs }: Extent, cursorMs: number, factor: number, whole: Extent): Extent | null {
  const spanMs = Math.max(NARROWEST_MS, (toMs - fromMs) * factor);
  if (spanMs >= whole.toMs - whole.fromMs) return null;
  const middle = cursorMs >= fromMs && cursorMs <= toMs ? cursorMs : (fromMs + toMs) / 2;
  const start = Math.min(whole.toMs - spanMs, Math.max(whole.fromMs, middle - spanMs / 2));
  return { fromMs: start, toMs: start + spanMs };
}

export function ReplayDock({ player, whole, shown, vehicles, focus, onShown, onSeek, onFocus }: ReplayDockProps) {
  const { t, time } = useFormats();
  const zoom = (factor: number): void => onShown(zoomed(shown, player.store.getState().cursorMs, factor, whole));
  const controls = [
    { label: t("replay.strip.zoomIn"), run: () => zoom(0.5), Icon: IconZoomIn },
    { label: t("replay.strip.zoomOut"), run: () => zoom(2), Icon: IconZoomOut },
    { label: t("replay.strip.whole"), run: () => onShown(null), Icon: IconArrowsMaximize },
  ];
  return (
    <section className={classes.timeline} aria-label={t("replay.strip.region")}>
      <div className={classes.timelineHead}>
        <span>
          {time.dateTime(shown.fromMs)} – {time.dateTime(shown.toMs)}
        </span>
        <span className={classes.key} hidden={vehicles.length === 0}>
          {(["trip", "stop", "idle", "gap"] as const).map((kind) => (
            <span key={kind}>
              <i data-kind={kind} />
              {t(`replay.strip.${kind}`)}
            </span>
          ))}
        </span>
        {controls.map(({ label, run, Icon }) => (
          <Tooltip key={label} label={label} openDelay={400}>
            <ActionIcon size={26} variant="subtle" color="gray" aria-label={label} onClick={run}>
              <Icon size={16} stroke={1.8} />
            </ActionIcon>
          </Tooltip>
        ))}
      </div>
      <TimeStrip player={player} extent={shown} vehicles={vehicles} focus={focus} onSeek={onSeek} onFocus={onFocus} />
      {vehicles.length === 0 ? null : (
        <Suspense fallback={<div className={classes.chart} />}>
          <SpeedChart player={player} extent={shown} vehicles={vehicles} onSeek={onSeek} />
        </Suspense>
      )}
    </section>
  );
}
