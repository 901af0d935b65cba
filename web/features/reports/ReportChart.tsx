// The main measure of a report as bars. The table below says the same in figures.
import "uplot/dist/uPlot.min.css";
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useMemo, useRef } from "react";
import uPlot from "uplot";
import type { FleetReport } from "../../../domain/fleet-report/fleet-report.ts";
import { createCellText } from "../../../domain/fleet-report/report-text.ts";
import { useFormats } from "../../app/use-services.ts";
import { isLanguage } from "../../i18n/create-i18n.ts";
import { TOKENS } from "../../ui/theme/tokens.ts";
import { type Bar, chartBars, MAX_BARS } from "./chart-bars.ts";
import classes from "./Reports.module.css";

const HEIGHT = 180;
const HOUR_SECONDS = 3600;
/** Room for a label below the bars. */
const LABEL_PX = 96;
/** Room for the figures beside them. */
const AXIS_PX = 64;
const FONT = '12px "Inter Variable", sans-serif';

/** "01.11": the year stands in the period. */
const shortDay = (day: string): string => `${day.slice(8)}.${day.slice(5, 7)}`;

export function ReportChart({ report }: { report: FleetReport }) {
  const { t, time, number, language } = useFormats();
  const scheme = useComputedColorScheme("light");
  const box = useRef<HTMLDivElement>(null);
  const words = isLanguage(language) ? language : "tr";
  const chart = useMemo(() => chartBars(report, time.timeZone), [report, time.timeZone]);
  const cellText = useMemo(
    () => createCellText(words, time.timeZone, report.step),
    [words, time.timeZone, report.step],
  );

  useEffect(() => {
    const element = box.current;
    if (!element || !chart) return undefined;
    const { ink, line, accent } = TOKENS[scheme];
    const { bars, measure } = chart;
    const drawBars = uPlot.paths.bars?.({ size: [0.7, 48] });
    const isTime = measure.type === "seconds";
    const labelOf = ({ day, label }: Bar): string => (day === null ? label : shortDay(day));
    const axis = { stroke: ink, font: FONT, grid: { show: false }, ticks: { show: false } };
    const drawn = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { time: false, range: [-0.6, bars.length - 0.4] },
          y: { range: (_, _low, high) => [0, high === 0 ? 1 : high * 1.05] },
        },
        axes: [
          {
            ...axis,
            size: 28,
            splits: (plot) => {
              const every = Math.ceil((bars.length * LABEL_PX) / Math.max(1, plot.width - AXIS_PX));
              return bars.map((_, index) => index).filter((index) => index % every === 0);
            },
            values: (_, splits) =>
              splits.map((index) => {
                const bar = bars[index];
                return bar ? labelOf(bar) : "";
              }),
          },
          {
            ...axis,
            size: AXIS_PX,
            grid: { stroke: line, width: 1 },
            values: (_, splits) => splits.map((value) => number.whole(value)),
          },
        ],
        series: [{}, { fill: accent, width: 0, points: { show: false }, ...(drawBars ? { paths: drawBars } : {}) }],
      },
      [bars.map((_, index) => index), bars.map(({ value }) => (isTime ? value / HOUR_SECONDS : value))],
      element,
    );
    const watch = new ResizeObserver(() => drawn.setSize({ width: element.clientWidth, height: HEIGHT }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      drawn.destroy();
    };
  }, [chart, scheme, number]);

  if (!chart) return null;
  const top = chart.bars.reduce((best, bar) => (bar.value > best.value ? bar : best));
  const measure = chart.measure[words] + (chart.measure.type === "seconds" ? ` (${t("reports.hours")})` : "");
  return (
    <figure className={classes.chart}>
      <figcaption className={classes.caption}>
        {measure}
        {chart.cut ? ` · ${t("reports.topOnly", { count: MAX_BARS })}` : ""}
      </figcaption>
      <div
        ref={box}
        role="img"
        aria-label={t("reports.chart", {
          measure,
          label: top.day === null ? top.label : shortDay(top.day),
          value: cellText(chart.measure, top.value),
        })}
      />
    </figure>
  );
}
