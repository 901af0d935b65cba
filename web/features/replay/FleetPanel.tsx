// The whole fleet at one minute: how many did what, and each of them to open.
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { MOTIONS } from "../../../domain/motion.ts";
import { foldForSearch } from "../../../domain/turkish-text.ts";
import { problemText } from "../../api/problem-text.ts";
import { useFormats } from "../../app/use-services.ts";
import { durationText } from "../../lib/duration-text.ts";
import { StateSignIcon } from "../../signs/StateSignIcon.tsx";
import { MessagePanel } from "../../ui/MessagePanel.tsx";
import classes from "./Replay.module.css";
import type { FleetPast } from "./use-fleet-moment.ts";

/** Longer lists are searched, not read. */
const MAX_ROWS = 200;

export function FleetPanel({ past, onOpen }: { past: FleetPast; onOpen: (vehicleId: number) => void }) {
  const { t, time, number } = useFormats();
  const [query, setQuery] = useState("");
  const { items, records, atMs } = past;
  if (past.error !== null && items.length === 0) {
    const { title, action } = problemText(t, past.error);
    return (
      <MessagePanel
        tone="failure"
        title={title}
        body={action}
        action={{ label: t("shell.retry"), onClick: past.retry }}
      />
    );
  }
  if (past.isLoading || atMs === null) return <p className={classes.quiet}>{t("replay.fleet.loading")}</p>;
  if (items.length === 0) return <MessagePanel title={t("replay.fleet.empty")} body={t("replay.fleet.emptyHint")} />;
  const rows = items
    .map((item, index) => ({ item, motion: records[index]?.motion ?? "silent" }))
    .filter(({ item }) => foldForSearch(item.label).includes(foldForSearch(query)));
  return (
    <div className={classes.section}>
      <p className={classes.fleetAt}>
        {t("replay.fleet.at", { time: time.dateTime(atMs), count: number.whole(items.length) })}
      </p>
      <ul className={classes.counts}>
        {MOTIONS.map((motion) => (
          <li key={motion}>
            <StateSignIcon condition={motion} size={16} />
            {t(`live.condition.${motion}`)}
            <b>{number.whole(records.filter((record) => record.motion === motion).length)}</b>
          </li>
        ))}
      </ul>
      <TextInput
        type="search"
        size="xs"
        label={t("replay.fleet.search")}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <ul className={classes.fleetRows} aria-label={t("replay.fleet.region")}>
        {rows.slice(0, MAX_ROWS).map(({ item, motion }) => (
          <li key={item.vehicleId}>
            <button type="button" title={t("replay.fleet.open")} onClick={() => onOpen(item.vehicleId)}>
              <StateSignIcon condition={motion} size={18} headingDeg={item.headingDeg} />
              <strong>{item.label}</strong>
              <span>{t(`live.condition.${motion}`)}</span>
              <small>{durationText(t, (atMs - Date.parse(item.fixTime)) / 1000)}</small>
            </button>
          </li>
        ))}
      </ul>
      {rows.length > MAX_ROWS ? <p className={classes.quiet}>{t("replay.fleet.more", { shown: MAX_ROWS })}</p> : null}
    </div>
  );
}
