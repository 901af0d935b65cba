// One alarm beside the list: what, where, how bad, its evidence, what was done about it.
import { ActionIcon, Anchor, Button } from "@mantine/core";
import { IconMap2, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Alarm } from "../../../domain/alarm/alarm.ts";
import { isProblem } from "../../api/api-error.ts";
import { problemText } from "../../api/problem-text.ts";
import { useFormats, useServerNow, useServices } from "../../app/use-services.ts";
import { durationText } from "../../lib/duration-text.ts";
import { SeverityMark } from "../../signs/SeverityMark.tsx";
import { MessagePanel } from "../../ui/MessagePanel.tsx";
import { AlarmActionBar } from "./AlarmActionBar.tsx";
import { AlarmHistory } from "./AlarmHistory.tsx";
import { alarmSeconds, peakText, stateText } from "./alarm-text.ts";
import classes from "./Alarms.module.css";
import { onMapSearch } from "./on-map-search.ts";
import type { AlarmActions } from "./use-alarm-actions.ts";

/** Later than this after its start an alarm was learnt late. */
const LATE_SECONDS = 120;

export interface AlarmDetailsProps {
  alarmId: number;
  actions: AlarmActions;
  onClose(): void;
}

export function AlarmDetails({ alarmId, actions, onClose }: AlarmDetailsProps) {
  const { t } = useFormats();
  const { api } = useServices();
  const detail = useQuery({
    queryKey: ["alarms", "detail", alarmId],
    queryFn: ({ signal }) => api.call("getAlarm", { params: { id: alarmId } }, { signal }),
  });
  if (detail.isPending) return <div aria-busy="true" className={classes.detail} />;
  if (detail.isError) {
    const gone = isProblem(detail.error, "not_found");
    const { title, action } = problemText(t, detail.error);
    return (
      <MessagePanel
        tone="failure"
        title={gone ? t("alarms.detail.gone") : title}
        body={gone ? t("alarms.detail.goneHint") : action}
        action={
          gone
            ? { label: t("alarms.detail.close"), onClick: onClose }
            : { label: t("shell.retry"), onClick: () => void detail.refetch() }
        }
      />
    );
  }
  const alarm = detail.data;
  return (
    <div className={classes.detail}>
      <Head alarm={alarm} onClose={onClose} />
      <AlarmActionBar alarms={[alarm]} actions={actions} />
      <Facts alarm={alarm} />
      <Evidence alarm={alarm} />
      <AlarmHistory alarm={alarm} history={alarm.history} />
    </div>
  );
}

function Head({ alarm, onClose }: { alarm: Alarm; onClose: () => void }) {
  const { t, time, number } = useFormats();
  const now = useServerNow();
  const peak = peakText(t, number, alarm);
  return (
    <div className={classes.detailHead} data-severity={alarm.severity}>
      <SeverityMark severity={alarm.severity} size={34} />
      <div>
        <h2>{t(`alarms.kind.${alarm.kind}`)}</h2>
        <p>
          <strong>{t(`sound.severity.${alarm.severity}`)}</strong> ·{" "}
          {stateText(t, alarm, now, (ms) => time.when(ms, now))}
        </p>
        {peak === null ? null : <p className={classes.peak}>{peak}</p>}
      </div>
      <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("alarms.detail.close")} onClick={onClose}>
        <IconX size={18} stroke={1.8} />
      </ActionIcon>
    </div>
  );
}

function Facts({ alarm }: { alarm: Alarm }) {
  const { t, time } = useFormats();
  const now = useServerNow();
  const startMs = Date.parse(alarm.startTime);
  const lateSeconds = (Date.parse(alarm.raisedAt) - startMs) / 1000;
  const duration = durationText(t, alarmSeconds(alarm, now));
  const facts: [name: string, value: React.ReactNode][] = [
    [
      t("alarms.detail.vehicle"),
      <Anchor key="vehicle" renderRoot={(props) => <Link {...props} to="/canli" search={{ sec: alarm.vehicleId }} />}>
        <bdi>{alarm.vehicleLabel}</bdi>
      </Anchor>,
    ],
    [t("alarms.detail.rule"), <bdi key="rule">{alarm.ruleName}</bdi>],
    ...(alarm.geofenceName === null
      ? []
      : [[t("alarms.detail.geofence"), <bdi key="area">{alarm.geofenceName}</bdi>] as [string, React.ReactNode]]),
    [t("alarms.detail.place"), alarm.place ?? t("alarms.detail.placeUnknown")],
    [
      t("alarms.detail.start"),
      <>
        {time.when(startMs, now)}
        {lateSeconds > LATE_SECONDS ? (
          <small> {t("alarms.detail.late", { age: durationText(t, lateSeconds) })}</small>
        ) : null}
      </>,
    ],
    [
      t("alarms.detail.end"),
      <>
        {alarm.endTime === null ? t("alarms.detail.stillActive") : time.when(Date.parse(alarm.endTime), now)}
        <small> ({t(alarm.endTime === null ? "alarms.lasting" : "alarms.lasts", { duration })})</small>
      </>,
    ],
    [t("alarms.detail.assignee"), alarm.assigneeName ?? t("alarms.nobody")],
    [
      t("alarms.detail.acknowledged"),
      alarm.acknowledgedAt === null
        ? t("alarms.detail.notAcknowledged")
        : t("alarms.detail.by", {
            name: alarm.acknowledgedBy ?? "",
            time: time.when(Date.parse(alarm.acknowledgedAt), now),
          }),
    ],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Evidence({ alarm }: { alarm: Alarm }) {
  const { t, time, number } = useFormats();
  const now = useServerNow();
  return (
    <section className={classes.section}>
      <h3>{t("alarms.detail.evidence")}</h3>
      <ul className={classes.evidence}>
        {alarm.evidence.map((fix) => (
          <li key={fix.time}>
            <time dateTime={fix.time}>{time.when(Date.parse(fix.time), now)}</time>
            <span>{fix.speedKmh === null ? "–" : t("format.speed", { value: number.whole(fix.speedKmh) })}</span>
            <span>
              {number.coordinate(fix.lat)}, {number.coordinate(fix.lon)}
            </span>
          </li>
        ))}
      </ul>
      <Button
        size="sm"
        variant="default"
        leftSection={<IconMap2 size={16} stroke={1.8} aria-hidden />}
        renderRoot={(props) => <Link {...props} to="/canli" search={onMapSearch(alarm)} />}
      >
        {t("alarms.detail.evidenceMap")}
      </Button>
    </section>
  );
}
