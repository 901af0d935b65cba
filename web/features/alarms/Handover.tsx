// What the next shift takes over, above the list: as of when, by whom; printed and copied as text.
import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import type { Alarm } from "../../../domain/alarm/alarm.ts";
import { useFormats, useServerNow, useSession } from "../../app/use-services.ts";
import { stateText } from "./alarm-text.ts";
import classes from "./Alarms.module.css";

export function Handover({ rows }: { rows: readonly Alarm[] }) {
  const { t, time } = useFormats();
  const now = useServerNow();
  const { user } = useSession();
  const clipboard = useClipboard({ timeout: 2000 });
  const intro = t("alarms.handover.intro", { time: time.dateTime(now), name: user.displayName });
  function copy(): void {
    const lines = rows.map((alarm) =>
      [
        t(`sound.severity.${alarm.severity}`),
        t(`alarms.kind.${alarm.kind}`),
        alarm.vehicleLabel,
        alarm.geofenceName ?? alarm.place,
        time.dateTime(Date.parse(alarm.startTime)),
        stateText(t, alarm, now, (ms) => time.when(ms, now)),
        alarm.assigneeName === null ? t("alarms.nobody") : t("alarms.onDuty", { name: alarm.assigneeName }),
      ]
        .filter(Boolean)
        .join(" · "),
    );
    clipboard.copy([t("alarms.handover.heading"), intro, ...lines].join("\n"));
  }
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  return (
    <div className={classes.handover}>
      <p>{intro}</p>
      <Button size="sm" variant="default" leftSection={<Icon size={16} stroke={1.6} aria-hidden />} onClick={copy}>
        {clipboard.copied ? t("live.selection.copied") : t("alarms.do.copy")}
      </Button>
    </div>
  );
}
