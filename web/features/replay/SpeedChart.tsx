// Speed of each vehicle over the period, and fuel of the one in focus, on the time axis of the strip above.
// Loaded with the screen, not with the console.
import "uplot/dist/uPlot.min.css";
import { useComputedColorScheme } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useEffect, useMemo, useRef } from "react";
import uPlot from "uplot";
import { useFormats } from "../../app/use-services.ts";
import { TOKENS } from "../../ui/theme/tokens.ts";
import type { Player } from "./player.ts";
import classes from "./Replay.module.css";
import type { Extent } from "./TimeStrip.tsx";
import type { ReplayVehicle } from "./use-replay-tracks.ts";
import { thinned } from "./vehicle-track.ts";

const HEIGHT_PX = 112;
const POINTS = 1500;
/** In step with Replay.module.css: chart and strip share their time axis. */
const NAMES_PX = 124;

export interface SpeedChartProps {
  player: Player;
  extent: Extent;
  vehicles: readonly ReplayVehicle[];
  onSeek(timeMs: number): void;
}

export default function SpeedChart({ player, extent, vehicles, onSeek }: SpeedChartProps) {
  const { t, time, number } = useFormats();
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const { ref, width } = useElementSize();
  const frame = useRef<HTMLDivElement>(null);
  const seek = useRef(onSeek);
  useEffect(() => {
    seek.current = onSeek;
  });
  const drawn = useMemo(() => vehicles.filter(({ track }) => track !== null && track.timeMs.length > 0), [vehicles]);
  const data = useMemo(
    (): uPlot.AlignedData =>
      drawn.length === 0
        ? [[], []]
        : uPlot.join(drawn.flatMap(({ track }) => (track ? [thinned(track, extent.fromMs, extent.toMs, POINTS)] : []))),
    [drawn, extent],
  );

  useEffect(() => {
    const box = frame.current;
    if (!box || width < 160) return;
    const { muted, line, accent } = TOKENS[scheme];
    const plot = new uPlot(
      {
        width,
        height: HEIGHT_PX,
        padding: [8, 0, 0, 0],
        legend: { show: false },
        cursor: { x: false, y: false, drag: { setScale: false, x: false, y: false } },
        scales: {
          x: { time: true, range: [extent.fromMs / 1000, extent.toMs / 1000] },
          y: { range: (_plot, _min, max) => [0, Math.max(20, max * 1.1)] },
        },
        axes: [
          {
            stroke: muted,
            grid: { stroke: line, width: 1 },
            ticks: { show: false },
            size: 24,
            font: '11px "Inter Variable"',
            values: (_plot, splits) => splits.map((second) => time.time(second * 1000)),
          },
          {
            stroke: muted,
            grid: { stroke: line, width: 1 },
            ticks: { show: false },
            size: NAMES_PX,
            font: '11px "Inter Variable"',
            values: (_plot, splits) => splits.map((speed) => t("format.speed", { value: number.whole(speed) })),
            space: 36,
          },
        ],
        series: [
          {},
          ...drawn.map(({ label, ink, number: shown }) => ({
            label,
            stroke: ink[scheme],
            width: 1.6,
            points: { show: false },
            // Every other one dashed: two crossing lines stay two without their colours.
            ...(shown % 2 === 0 ? { dash: [6, 3] } : {}),
            // Fixes of another vehicle between two of this one are no hole.
            spanGaps: true,
          })),
        ],
        hooks: {
          draw: [
            (one) => {
              const x = one.valToPos(player.store.getState().cursorMs / 1000, "x", true);
              const { ctx, bbox } = one;
              if (x < bbox.left || x > bbox.left + bbox.width) return;
              ctx.fillStyle = accent;
              ctx.fillRect(Math.round(x) - 1, bbox.top, 2 * devicePixelRatio, bbox.height);
            },
          ],
        },
      },
      data,
      box,
    );
    const onDown = (event: PointerEvent): void => {
      const left = event.clientX - plot.over.getBoundingClientRect().left;
      seek.current(plot.posToVal(left, "x") * 1000);
    };
    plot.over.addEventListener("pointerdown", onDown);
    let asked = 0;
    const unsubscribe = player.store.subscribe((state, before) => {
      if (state.cursorMs === before.cursorMs || asked !== 0) return;
      asked = requestAnimationFrame(() => {
        asked = 0;
        plot.redraw(false, false);
      });
    });
    return () => {
      unsubscribe();
      cancelAnimationFrame(asked);
      plot.destroy();
    };
  }, [width, data, drawn, extent, scheme, player, t, time, number]);

  return (
    <div ref={ref} className={classes.chart} role="img" aria-label={t("replay.chart.label")}>
      <div ref={frame} />
    </div>
  );
}
