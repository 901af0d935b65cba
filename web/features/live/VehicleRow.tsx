// One row of the list: state by sign and word, plate, kind, speed, age of the fix.
import { memo } from "react";
import { useFormats, useLive, useServerNow } from "../../app/use-services.ts";
import { ageText } from "../../lib/duration-text.ts";
import { StateSignIcon } from "../../signs/StateSignIcon.tsx";
import type { FleetEntry } from "./fleet.ts";
import { conditionOf } from "./fleet-rows.ts";
import classes from "./VehicleList.module.css";

/** Re-renders with its own record and with the second hand, not with the rest of the fleet. */
export const VehicleRow = memo(function VehicleRow({ entry }: { entry: FleetEntry }) {
  const { t, number } = useFormats();
  const record = useLive((state) => state.vehicles.get(entry.id));
  const now = useServerNow();
  const condition = conditionOf(record);
  const speed = record?.speedKmh ?? null;
  return (
    <>
      <StateSignIcon condition={condition} size={20} />
      <span className={classes.who}>
        <span className={classes.label}>{entry.label}</span>
        <span className={classes.what}>
          {t(`live.condition.${condition}`)} · {entry.kindName}
        </span>
      </span>
      <span className={classes.figures}>
        <span className={classes.speed}>
          {speed === null || condition === "silent" ? "–" : t("format.speed", { value: number.whole(speed) })}
        </span>
        <span className={classes.age}>{record ? ageText(t, (now - record.fixTimeMs) / 1000) : "–"}</span>
      </span>
    </>
  );
});
