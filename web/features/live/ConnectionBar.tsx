// The truth about the picture: whether it is live, how old it is, what happens next; how much of the
// fleet the map shows; the server's clock.
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats, useLive, useServerNow, useServices } from "../../app/use-services.ts";
import { ageText } from "../../lib/duration-text.ts";
import type { LinkState } from "../../live/link-state.ts";
import { serverTimeAt } from "../../live/live-store.ts";
import type { Bbox } from "../../map/map-host.ts";
import classes from "./ConnectionBar.module.css";

const ANNOUNCED = {
  live: "live.connection.announceLive",
  slow: "live.connection.announceSlow",
  delayed: "live.connection.announceDelayed",
  lost: "live.connection.announceLost",
} as const;

/** Spoken once per change, never per second. */
function Announcement({ phase }: { phase: LinkState["phase"] }) {
  const { t } = useTranslation();
  return (
    <output className="visually-hidden">
      {phase in ANNOUNCED ? t(ANNOUNCED[phase as keyof typeof ANNOUNCED]) : ""}
    </output>
  );
}

function useLinkWords(link: LinkState): { word: string; detail: string } {
  const { t, time } = useFormats();
  const now = useServerNow();
  const lastFrame = useLive((state) => state.lastFrame);
  const age = lastFrame ? ageText(t, (now - lastFrame.serverTimeMs) / 1000) : null;
  const lastData = lastFrame
    ? t("live.connection.lastDataAt", { time: time.when(lastFrame.serverTimeMs, now) })
    : t("live.connection.noData");
  switch (link.phase) {
    case "connecting":
    case "signed-out":
      return { word: t("live.connection.connecting"), detail: "" };
    case "live":
      return { word: t("live.connection.live"), detail: age === null ? "" : t("live.connection.lastFrame", { age }) };
    case "slow":
      return { word: t("live.connection.slow"), detail: t("live.connection.slowDetail", { age: age ?? "–" }) };
    case "delayed":
      return {
        word: t("live.connection.delayed"),
        detail: age === null ? lastData : t("live.connection.delayedSince", { age }),
      };
    case "lost": {
      const word = navigator.onLine ? t("live.connection.lost") : t("live.connection.offline");
      const seconds =
        link.retryAt === null ? null : Math.ceil((serverTimeAt({ lastFrame }, link.retryAt) - now) / 1000);
      const next =
        seconds === null || seconds <= 0
          ? t("live.connection.lostRetrying")
          : t("live.connection.lostRetryIn", { seconds });
      return { word, detail: `${next} · ${lastData}` };
    }
  }
}

/** Counts only what lies in the box; re-computed with each tick. */
function useShownCount(bbox: Bbox | null): { shown: number; total: number } {
  const { live } = useServices();
  useLive((state) => state.version);
  const { vehicles } = live.store.getState();
  if (!bbox) return { shown: vehicles.size, total: vehicles.size };
  return { shown: vehicles.countWithin(bbox), total: vehicles.size };
}

export function ConnectionBar({ bbox }: { bbox: Bbox | null }) {
  const { t, time, number } = useFormats();
  const { live } = useServices();
  const now = useServerNow();
  const link = useLive((state) => state.link);
  const ingest = useLive((state) => state.ingest);
  const { word, detail } = useLinkWords(link);
  const { shown, total } = useShownCount(bbox);
  return (
    <section aria-label={t("live.connection.region")} className={classes.bar} data-phase={link.phase}>
      <Announcement phase={link.phase} />
      <span className={classes.link}>
        <span className={classes.dot} aria-hidden />
        <strong>{word}</strong>
        <span className={classes.detail}>{detail}</span>
        {link.phase === "lost" ? (
          <Button size="compact-xs" variant="default" onClick={live.retryNow}>
            {t("live.connection.retryNow")}
          </Button>
        ) : null}
      </span>
      {ingest === "ok" ? null : <output className={classes.ingest}>{t(`live.connection.${ingest}`)}</output>}
      <span className={classes.count} title={t("live.connection.vehiclesHint")}>
        {t("live.connection.vehicles", { shown: number.whole(shown), total: number.whole(total) })}
      </span>
      <span className={classes.clock}>
        {t("live.connection.clock", { time: time.clock(now), zone: time.zoneName(now) })}
      </span>
    </section>
  );
}
