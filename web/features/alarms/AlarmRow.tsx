// One row of the list: severity by sign and word, what and who, where, state, how long.
import type { Alarm } from "../../../domain/alarm/alarm.ts";
import { useFormats, useServerNow } from "../../app/use-services.ts";
import { ageText } from "../../lib/duration-text.ts";
import { SeverityMark } from "../../signs/SeverityMark.tsx";
import { alarmSeconds, peakText, stateText } from "./alarm-text.ts";
import classes from "./Alarms.module.css";

export function AlarmRow({ alarm }: { alarm: Alarm }) {
  const { t, time, number } = useFormats();
  const now = useServerNow();
  const startMs = Date.parse(alarm.startTime);
  const where = [alarm.geofenceName, alarm.place].filter(Boolean).join(" · ");
  const peak = peakText(t, number, alarm);
  return (
    <>
      <span className={classes.severity} data-severity={alarm.severity}>
        <SeverityMark severity={alarm.severity} size={20} />
        <span>{t(`sound.severity.${alarm.severity}`)}</span>
      </span>
      <span className={classes.what}>
        <span className={classes.first}>
          {t(`alarms.kind.${alarm.kind}`)}
          {peak === null ? null : <small> {peak}</small>}
        </span>
        <span className={classes.second}>
          <bdi>{alarm.vehicleLabel}</bdi>
          {where === "" ? null : (
            <>
              {" · "}
              <bdi>{where}</bdi>
            </>
          )}
        </span>
      </span>
      <span className={classes.state}>
        <span className={classes.phase} data-active={alarm.active || undefined}>
          {stateText(t, alarm, now, (ms) => time.when(ms, now))}
        </span>
        <span className={classes.second}>
          {alarm.assigneeName === null ? t("alarms.nobody") : t("alarms.onDuty", { name: alarm.assigneeName })}
          {alarm.commentCount === 0 ? "" : ` · ${t("alarms.comments", { count: alarm.commentCount })}`}
          {alarm.escalatedAt === null ? "" : ` · ${t("alarms.escalated")}`}
        </span>
      </span>
      <span className={classes.when}>
        <span className={classes.age}>{ageText(t, alarmSeconds(alarm, now))}</span>
        <time className={classes.second} dateTime={alarm.startTime}>
          {time.when(startMs, now)}
        </time>
      </span>
    </>
  );
}
