// Watches what people must be told wherever they are: connection, server's storage, vehicles taken
// away, a new version of the console.
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Vehicle } from "../../../domain/vehicle.ts";
import { vehicleLabel } from "../../../domain/vehicle.ts";
import { vehiclesQuery } from "../../api/queries.ts";
import { durationText } from "../../lib/duration-text.ts";
import { useServices } from "../use-services.ts";
import { watchVersion } from "../watch-version.ts";

/** A blink of the network is the connection bar's matter alone. */
const TOLD_AFTER_MS = 15_000;
const NAMED_VEHICLES = 5;

export function useWatchConnection(): void {
  const { t } = useTranslation();
  const { live, notices, sound } = useServices();
  useEffect(() => {
    let lostAt: number | null = null;
    let told = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => {
      told = true;
      notices.post({ tone: "failure", title: t("notices.lost.title"), body: t("notices.lost.body"), toast: false });
      sound.play("high");
    };
    const unsubscribe = live.store.subscribe(({ link, ingest }, before) => {
      if (link.phase === "lost" && lostAt === null) {
        lostAt = Date.now();
        timer = setTimeout(tell, TOLD_AFTER_MS);
      } else if (link.phase === "live" && lostAt !== null) {
        clearTimeout(timer);
        const duration = durationText(t, (Date.now() - lostAt) / 1000);
        if (told)
          notices.post({
            tone: "good",
            title: t("notices.back.title"),
            body: t("notices.back.body", { duration }),
            toast: true,
          });
        lostAt = null;
        told = false;
      }
      if (ingest !== before.ingest && ingest !== "ok")
        notices.post({
          tone: "warning",
          title: t(`notices.${ingest}.title`),
          body: t(`notices.${ingest}.body`),
          toast: true,
        });
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [live, notices, sound, t]);
}

/** Vehicles that were open to the person and are no longer: said by name, once. */
export function useWatchRights(): void {
  const { t } = useTranslation();
  const { api, notices, queryClient } = useServices();
  useEffect(() => {
    const { queryKey } = vehiclesQuery(api);
    const known = (): ReadonlyMap<number, Vehicle> =>
      new Map(
        (queryClient.getQueryData(queryKey) ?? [])
          .filter(({ archived }) => !archived)
          .map((vehicle) => [vehicle.id, vehicle]),
      );
    let before = known();
    return queryClient.getQueryCache().subscribe(({ type, query }) => {
      if (type !== "updated" || query.queryKey[0] !== queryKey[0] || query.queryKey.length > 1) return;
      const now = known();
      const gone = [...before.values()].filter(({ id }) => !now.has(id));
      before = now;
      if (gone.length === 0) return;
      const named = gone.slice(0, NAMED_VEHICLES).map(vehicleLabel).join(", ");
      const more = gone.length - NAMED_VEHICLES;
      const labels = more > 0 ? t("notices.andMore", { labels: named, count: more }) : named;
      notices.post({
        tone: "warning",
        title: t("notices.removed.title", { count: gone.length }),
        body: t("notices.removed.body", { labels }),
        toast: true,
      });
    });
  }, [api, notices, queryClient, t]);
}

export function useWatchVersion(): void {
  const { t } = useTranslation();
  const { live, notices } = useServices();
  useEffect(
    () =>
      watchVersion(live.store, () =>
        notices.post({
          tone: "plain",
          title: t("notices.version.title"),
          body: t("notices.version.body"),
          action: { label: t("notices.version.action"), run: () => location.reload() },
          toast: true,
        }),
      ),
    [live, notices, t],
  );
}
