// The last hour of the selected vehicle in the details: the speed drawing, or why there is none.
import { Button, Skeleton } from "@mantine/core";
import { problemText } from "../../api/problem-text.ts";
import { useFormats, useServerNow } from "../../app/use-services.ts";
import { useAfter } from "../../ui/use-after.ts";
import classes from "./SelectionDetails.module.css";
import { SpeedSparkline } from "./SpeedSparkline.tsx";
import type { Track } from "./use-track.ts";

export function LastHour({ track, speedLimitKmh }: { track: Track; speedLimitKmh: number | null }) {
  const { t } = useFormats();
  const now = useServerNow();
  return (
    <section className={classes.section}>
      <h3 className={classes.sectionTitle}>{t("live.selection.track.heading")}</h3>
      <Content track={track} now={now} speedLimitKmh={speedLimitKmh} />
    </section>
  );
}

function Content({ track, now, speedLimitKmh }: { track: Track; now: number; speedLimitKmh: number | null }) {
  const { t } = useFormats();
  const waiting = useAfter(track.status === "loading");
  switch (track.status) {
    case "forbidden":
      return <p className={classes.quiet}>{t("live.selection.track.forbidden")}</p>;
    case "loading":
      return <div className={classes.sparkSpace}>{waiting ? <Skeleton height={56} /> : null}</div>;
    case "error": {
      const { title, action } = problemText(t, track.error);
      return (
        <div role="alert" className={classes.quiet}>
          <p>
            {t("live.selection.track.error")}: {title}. {action}
          </p>
          <Button size="compact-sm" variant="default" mt={8} onClick={track.retry}>
            {t("shell.retry")}
          </Button>
        </div>
      );
    }
    case "ready":
      return track.points.length === 0 ? (
        <p className={classes.quiet}>{t("live.selection.track.none")}</p>
      ) : (
        <SpeedSparkline points={track.points} endMs={now} speedLimitKmh={speedLimitKmh} />
      );
  }
}
