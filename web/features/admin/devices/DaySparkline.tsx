// The last day of a datastream as a small drawing; where nothing was measured there is no line.
import classes from "./Datastreams.module.css";
import { dayLine } from "./day-line.ts";

const WIDTH = 120;
const HEIGHT = 28;

export function DaySparkline({ values, label }: { values: readonly (number | null)[]; label: string }) {
  return (
    <svg className={classes.line} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <path d={dayLine(values, WIDTH, HEIGHT)} />
    </svg>
  );
}
