// Speed over the last hour as a small drawing: a step tells more than a smooth curve, and where no
// data came there is no line.
import { useMemo } from "react";
import { useFormats } from "../../app/use-services.ts";
import { TRACK_SPAN_MS, type TrackPoint } from "../../map/layers/track-pieces.ts";
import classes from "./SelectionDetails.module.css";
import {
  SPARKLINE_HEIGHT as HEIGHT,
  SPARKLINE_WIDTH as WIDTH,
  type SparklinePlace,
  sparklineRuns,
} from "./sparkline-runs.ts";
import { summarizeTrack } from "./track-summary.ts";

/** Low speeds are not blown up to fill the height. */
const MIN_TOP_KMH = 20;

const linePath = (run: readonly SparklinePlace[]): string =>
  run.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");

const areaPath = (run: readonly SparklinePlace[]): string =>
  `${linePath(run)}L${run.at(-1)?.x.toFixed(1)} ${HEIGHT}L${run[0]?.x.toFixed(1)} ${HEIGHT}Z`;

export function SpeedSparkline({
  points,
  endMs,
  speedLimitKmh,
}: {
  points: readonly TrackPoint[];
  endMs: number;
  speedLimitKmh: number | null;
}) {
  const { t, time, number } = useFormats();
  const summary = useMemo(() => summarizeTrack(points), [points]);
  const top = Math.max(MIN_TOP_KMH, Math.ceil((summary.maxKmh ?? 0) / 10) * 10);
  const runs = sparklineRuns(points, endMs, top);
  const speedText = (kmh: number | null): string =>
    kmh === null ? "–" : t("format.speed", { value: number.whole(kmh) });
  const words = t("live.selection.track.summary", {
    max: speedText(summary.maxKmh),
    mean: speedText(summary.meanMovingKmh),
    count: summary.count,
  });
  const limitY = speedLimitKmh === null || speedLimitKmh >= top ? null : HEIGHT * (1 - speedLimitKmh / top);
  return (
    <figure className={classes.spark}>
      <div className={classes.sparkTop}>{t("format.speed", { value: number.whole(top) })}</div>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t("live.selection.track.chart", { summary: words })}
      >
        <path d={`M0 .5H${WIDTH}M0 ${HEIGHT - 0.5}H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}`} className={classes.sparkGrid} />
        {limitY === null ? null : <path d={`M0 ${limitY}H${WIDTH}`} className={classes.sparkLimit} />}
        {runs.map((run) => (
          <g key={run[0]?.x}>
            <path d={areaPath(run)} className={classes.sparkArea} />
            <path d={linePath(run)} className={classes.sparkLine} />
          </g>
        ))}
      </svg>
      <div className={classes.sparkTimes} aria-hidden>
        <span>{time.time(endMs - TRACK_SPAN_MS)}</span>
        <span>{time.time(endMs - TRACK_SPAN_MS / 2)}</span>
        <span>{time.time(endMs)}</span>
      </div>
      <figcaption className={classes.sparkWords}>{words}</figcaption>
    </figure>
  );
}
