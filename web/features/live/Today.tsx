// The selected vehicle's day so far, from the tables that reports read too. Only for people who may
// see tracks.
import { useQuery } from "@tanstack/react-query";
import type { DaySummary } from "../../../domain/fleet/trip.ts";
import { problemText } from "../../api/problem-text.ts";
import { todayQuery } from "../../api/queries.ts";
import { useFormats, useServices, useSession } from "../../app/use-services.ts";
import { durationText } from "../../lib/duration-text.ts";
import { Fact } from "./Fact.tsx";
import classes from "./SelectionDetails.module.css";

/** The server works fixes in within about ten seconds. */
const REFETCH_MS = 30_000;

export function Today({ vehicleId }: { vehicleId: number }) {
  const { t } = useFormats();
  const { api, live } = useServices();
  const { permissions } = useSession();
  const allowed = permissions.includes("track:read");
  const today = useQuery({
    ...todayQuery(api, vehicleId, live.serverNow),
    enabled: allowed,
    refetchInterval: REFETCH_MS,
  });
  if (!allowed) return null;
  return (
    <section className={classes.section}>
      <h3 className={classes.sectionTitle}>{t("live.today.heading")}</h3>
      {today.isError ? <p className={classes.quiet}>{problemText(t, today.error).title}</p> : null}
      {today.data === null ? <p className={classes.quiet}>{t("live.today.none")}</p> : null}
      {today.data ? <DayFacts day={today.data} /> : null}
    </section>
  );
}

function DayFacts({ day }: { day: DaySummary }) {
  const { t, time, number } = useFormats();
  const at = (iso: string): string => time.time(Date.parse(iso));
  return (
    <dl className={classes.deviceFacts}>
      <Fact name={t("live.today.driven")}>
        {t("format.kilometres", { value: number.oneDecimal(day.distanceKm) })}{" "}
        <small>
          · {t("live.today.trips", { count: day.tripCount })} · {durationText(t, day.drivingSeconds)}
        </small>
      </Fact>
      <Fact name={t("live.today.stops")}>
        {t("live.today.stopCount", { count: day.stopCount })} <small>· {durationText(t, day.stopSeconds)}</small>
      </Fact>
      {day.engineSeconds === null ? null : (
        <Fact name={t("live.today.engine")}>
          {durationText(t, day.engineSeconds)}{" "}
          <small>· {t("live.today.idle", { duration: durationText(t, day.idleSeconds) })}</small>
        </Fact>
      )}
      {day.firstDeparture === null ? null : (
        <Fact name={t("live.today.firstDeparture")}>
          {at(day.firstDeparture)}
          {day.maxSpeedKmh === null ? null : (
            <small>
              {" · "}
              {t("live.today.maxSpeed", { speed: t("format.speed", { value: number.whole(day.maxSpeedKmh) }) })}
            </small>
          )}
        </Fact>
      )}
    </dl>
  );
}
