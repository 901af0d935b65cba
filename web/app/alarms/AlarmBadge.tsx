// How many alarms wait for somebody, beside the name of their screen.
import { useStore } from "zustand";
import { useFormats, useServices } from "../use-services.ts";
import classes from "../Shell.module.css";

const MOST_SHOWN = 99;

export function AlarmBadge() {
  const { t, number } = useFormats();
  const waiting = useStore(useServices().alarmBell, (state) => state.waiting);
  if (waiting === 0) return null;
  return (
    <span className={classes.badge}>
      <span aria-hidden>{waiting > MOST_SHOWN ? `${MOST_SHOWN}+` : number.whole(waiting)}</span>
      <span className="visually-hidden">{t("alarms.told.badge", { count: waiting })}</span>
    </span>
  );
}
