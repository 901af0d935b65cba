// One row of the list: state by sign and word, plate, kind, speed, age of the fix.
import { memo, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { useFormats, useServices } from "../../app/use-services.ts";
import { ageText } from "../../lib/duration-text.ts";
import { SeverityMark } from "../../signs/SeverityMark.tsx";
import { StateSignIcon } from "../../signs/StateSignIcon.tsx";
import type { FleetEntry } from "./fleet.ts";
import { readRowText, type RowFigures, rowText } from "./row-text.ts";
import classes from "./VehicleList.module.css";

/** The second hand beats with the stream: rows follow both by following one. */
function useRowFigures(vehicleId: number): RowFigures {
  const { live, ticker } = useServices();
  const text = useSyncExternalStore(ticker.subscribe, () =>
    rowText(live.store.getState().vehicles.get(vehicleId), ticker.now()),
  );
  return readRowText(text);
}

/** Draws again when its own words or figures differ, not with the fleet and not with the second hand. */
export const VehicleRow = memo(function VehicleRow({ entry }: { entry: FleetEntry }) {
  const { t, number } = useFormats();
  const alarm = useStore(useServices().alarmBell, ({ byVehicle }) => byVehicle.get(entry.id));
  const { condition, speedKmh, ageSeconds } = useRowFigures(entry.id);
  return (
    <>
      <StateSignIcon condition={condition} size={20} />
      <span className={classes.who}>
        <span className={classes.label}>
          {entry.label}
          {alarm ? (
            <span className={classes.alarm} data-waiting={!alarm.acknowledged || undefined}>
              <SeverityMark severity={alarm.severity} size={14} />
              {t("alarms.chip")}
            </span>
          ) : null}
        </span>
        <span className={classes.what}>
          {t(`live.condition.${condition}`)} · {entry.kindName}
        </span>
      </span>
      <span className={classes.figures}>
        <span className={classes.speed}>
          {speedKmh === null ? "–" : t("format.speed", { value: number.whole(speedKmh) })}
        </span>
        <span className={classes.age}>{ageSeconds === null ? "–" : ageText(t, ageSeconds)}</span>
      </span>
    </>
  );
});
