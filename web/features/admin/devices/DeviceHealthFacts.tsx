// How far a device can be believed: its clock, and messages that are missing by its counters.
import { IconAlertTriangle } from "@tabler/icons-react";
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { ApiClient } from "../../../api/api-client.ts";
import { useFormats, useServices } from "../../../app/use-services.ts";
import { durationText } from "../../../lib/duration-text.ts";
import classes from "../Admin.module.css";
import { Age } from "../Age.tsx";

/** Below this a clock is right: messages themselves travel for seconds. */
const RIGHT_WITHIN_SECONDS = 5;

const healthQuery = (api: ApiClient, id: number) =>
  queryOptions({
    queryKey: ["devices", id, "health"],
    queryFn: ({ signal }) => api.call("getDeviceHealth", { params: { id } }, { signal }),
    staleTime: 0,
    refetchInterval: 15_000,
  });

export function DeviceHealthFacts({ deviceId }: { deviceId: number }) {
  const { api } = useServices();
  const { t, number } = useFormats();
  const { data: health } = useQuery(healthQuery(api, deviceId));
  if (!health) return null;
  const { clockSkewSeconds, counted, missing, flags, lastGapAt, lastGapMessages, restarts } = health;
  const side = (clockSkewSeconds ?? 0) < 0 ? "behind" : "ahead";
  const clock =
    clockSkewSeconds === null
      ? t("adminHealth.clockUnknown")
      : Math.abs(clockSkewSeconds) < RIGHT_WITHIN_SECONDS
        ? t("adminHealth.clockRight")
        : t(`adminHealth.clock.${side}`, { by: durationText(t, Math.abs(clockSkewSeconds)) });
  return (
    <section aria-label={t("adminHealth.title")}>
      {flags.map((flag) => (
        <p key={flag} className={classes.withIcon} data-tone="danger">
          <IconAlertTriangle size={16} stroke={1.7} aria-hidden />
          <span>{t(`adminHealth.flag.${flag}`)}</span>
        </p>
      ))}
      <dl className={classes.facts}>
        <dt>{t("adminHealth.fact.clock")}</dt>
        <dd>{clock}</dd>
        {counted === null || missing === null ? null : (
          <>
            <dt>{t("adminHealth.fact.missing")}</dt>
            <dd>
              {t("adminHealth.missingOf", {
                missing: number.whole(missing),
                all: number.whole(counted + missing),
              })}
            </dd>
            <dt>{t("adminHealth.fact.lastGap")}</dt>
            <dd>
              <Age at={lastGapAt} never={t("adminHealth.noGap")} />
              {lastGapMessages === null
                ? null
                : ` (${t("adminHealth.gapSize", { size: number.whole(lastGapMessages) })})`}
            </dd>
            <dt>{t("adminHealth.fact.restarts")}</dt>
            <dd>{number.whole(restarts)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
