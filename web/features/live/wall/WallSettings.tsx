// What a wall display shows in turn and for how long: kept in the address, so that the display starts
// with it again.
import { useTranslation } from "react-i18next";
import { type LiveView, WALL_SOURCES } from "../live-search.ts";
import classes from "./WallDisplay.module.css";

const SECONDS = [10, 20, 30, 60, 120, 300] as const;

export interface WallSettingsProps {
  view: Pick<LiveView, "wallSource" | "wallSeconds">;
  change(patch: Partial<LiveView>): void;
}

export function WallSettings({ view, change }: WallSettingsProps) {
  const { t } = useTranslation();
  // An address may say any number of seconds.
  const seconds = [...new Set<number>([...SECONDS, view.wallSeconds])].toSorted((a, b) => a - b);
  return (
    <div className={classes.settings}>
      <select
        aria-label={t("wall.source")}
        value={view.wallSource}
        onChange={({ currentTarget: { value } }) =>
          change({ wallSource: WALL_SOURCES.find((source) => source === value) ?? "all" })
        }
      >
        {WALL_SOURCES.map((source) => (
          <option key={source} value={source}>
            {t(`wall.sources.${source}`)}
          </option>
        ))}
      </select>
      <select
        aria-label={t("wall.seconds")}
        value={view.wallSeconds}
        onChange={({ currentTarget: { value } }) => change({ wallSeconds: Number(value) })}
      >
        {seconds.map((value) => (
          <option key={value} value={value}>
            {t("format.seconds", { count: value })}
          </option>
        ))}
      </select>
      <span>{t("wall.keys")}</span>
    </div>
  );
}
