// How the device of the vehicle is doing: link, last heard, refusals of the day. Only for people who
// may see devices.
import { useQuery } from "@tanstack/react-query";
import { problemText } from "../../api/problem-text.ts";
import { deviceOfVehicleQuery } from "../../api/queries.ts";
import { useFormats, useServerNow, useServices, useSession } from "../../app/use-services.ts";
import { ageText } from "../../lib/duration-text.ts";
import { Fact } from "./Fact.tsx";
import classes from "./SelectionDetails.module.css";

const REFETCH_MS = 30_000;

export function DeviceHealth({ vehicleId }: { vehicleId: number }) {
  const { t, number } = useFormats();
  const { api } = useServices();
  const { permissions } = useSession();
  const now = useServerNow();
  const device = useQuery({
    ...deviceOfVehicleQuery(api, vehicleId),
    enabled: permissions.includes("device:read"),
    refetchInterval: REFETCH_MS,
  });
  if (!permissions.includes("device:read")) return null;
  return (
    <section className={classes.section}>
      <h3 className={classes.sectionTitle}>{t("live.selection.device.heading")}</h3>
      {device.isError ? <p className={classes.quiet}>{problemText(t, device.error).title}</p> : null}
      {device.data === null ? <p className={classes.quiet}>{t("live.selection.device.none")}</p> : null}
      {device.data ? (
        <dl className={classes.deviceFacts}>
          <Fact name={t("live.selection.device.name")}>
            <bdi>{device.data.name}</bdi>
          </Fact>
          <Fact name={t("live.selection.device.link")}>
            {device.data.revokedAt === null
              ? t(`live.selection.device.state.${device.data.link}`)
              : t("live.selection.device.revoked")}
            {device.data.lastSeenAt === null ? null : (
              <small>
                {" · "}
                {t("live.selection.lastHeard", { age: ageText(t, (now - Date.parse(device.data.lastSeenAt)) / 1000) })}
              </small>
            )}
          </Fact>
          <Fact name={t("live.selection.device.rejected")}>
            <span data-bad={device.data.rejectionsLastDay > 0 || undefined} className={classes.rejected}>
              {device.data.rejectionsLastDay === 0
                ? t("live.selection.device.noneRejected")
                : t("live.selection.device.someRejected", { count: number.whole(device.data.rejectionsLastDay) })}
            </span>
          </Fact>
        </dl>
      ) : null}
    </section>
  );
}
