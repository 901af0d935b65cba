// Open alarms of the selected vehicle, each a way to the alarm itself.
import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { openAlarmsQuery } from "../../api/queries.ts";
import { useFormats, useServerNow, useServices, useSession } from "../../app/use-services.ts";
import { ageText } from "../../lib/duration-text.ts";
import { SeverityMark } from "../../signs/SeverityMark.tsx";
import classes from "./SelectionDetails.module.css";

export function VehicleAlarms({ vehicleId }: { vehicleId: number }) {
  const { t } = useFormats();
  const { api } = useServices();
  const { permissions } = useSession();
  const now = useServerNow();
  const { data = [] } = useQuery({ ...openAlarmsQuery(api), enabled: permissions.includes("alarm:read") });
  const own = data.filter((alarm) => alarm.vehicleId === vehicleId);
  if (own.length === 0) return null;
  return (
    <section className={classes.section}>
      <h3 className={classes.sectionTitle}>{t("alarms.onVehicle")}</h3>
      <ul className={classes.alarms}>
        {own.map((alarm) => (
          <li key={alarm.id}>
            <SeverityMark severity={alarm.severity} size={18} />
            <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/alarmlar" search={{ kayit: alarm.id }} />}>
              {t(`sound.severity.${alarm.severity}`)}: {t(`alarms.kind.${alarm.kind}`)}
            </Anchor>
            <small>
              {t("format.ago", { age: ageText(t, (now - Date.parse(alarm.startTime)) / 1000) })} ·{" "}
              {t(alarm.acknowledgedAt === null ? "alarms.detail.notAcknowledged" : "alarms.action.acknowledged")}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
