// What is printed: the map as it is on the screen, and the vehicles of the list as a table, on A4
// landscape. Drawn once, handed to the printer, gone.
import { useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { useFormats, useServices, useSession } from "../../../app/use-services.ts";
import { StateSignIcon } from "../../../signs/StateSignIcon.tsx";
import { CONDITIONS } from "../../../signs/state-sign.ts";
import type { FleetEntry } from "../fleet.ts";
import { conditionOf } from "../fleet-rows.ts";
import type { MapPicture } from "./map-picture.ts";
import classes from "./PrintSheet.module.css";

export interface PrintJob {
  picture: MapPicture | null;
  entries: readonly FleetEntry[];
  /** Server time of the picture. */
  atMs: number;
}

export function PrintSheet({ job, onDone }: { job: PrintJob; onDone: () => void }) {
  const { t, time, number } = useFormats();
  const { live } = useServices();
  const { user, notice } = useSession();
  const image = useRef<HTMLImageElement>(null);
  const done = useRef(onDone);
  useEffect(() => {
    let gone = false;
    const finish = (): void => done.current();
    window.addEventListener("afterprint", finish);
    void (image.current?.decode() ?? Promise.resolve()).then(() => (gone ? undefined : window.print()));
    return () => {
      gone = true;
      window.removeEventListener("afterprint", finish);
    };
  }, []);
  const { vehicles } = live.store.getState();
  const { picture, entries, atMs } = job;
  return createPortal(
    <div className={classes.sheet} data-print-sheet>
      <header className={classes.head}>
        <h1>{t("print.title")}</h1>
        <p>{t("print.taken", { time: time.dateTime(atMs), name: user.displayName })}</p>
        {notice === null ? null : <p>{notice}</p>}
      </header>
      {picture === null ? null : (
        <figure className={classes.map} style={{ "--ratio": String(picture.ratio) }}>
          <img ref={image} src={picture.url} alt={t("print.map")} />
          <figcaption>
            {picture.scale ? (
              <span className={classes.scale} style={{ width: `${picture.scale.share * 100}%` }}>
                {picture.scale.text}
              </span>
            ) : null}
            <ul className={classes.signs}>
              {CONDITIONS.filter((condition) => condition !== "unlocated").map((condition) => (
                <li key={condition}>
                  <StateSignIcon condition={condition} size={14} />
                  {t(`live.condition.${condition}`)}
                </li>
              ))}
            </ul>
            <span>{picture.attribution}</span>
          </figcaption>
        </figure>
      )}
      <table className={classes.table}>
        <thead>
          <tr>
            {(["vehicle", "kind", "unit", "state", "speed", "time", "place"] as const).map((column) => (
              <th key={column} scope="col">
                {t(`print.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => {
            const record = vehicles.get(entry.id);
            return (
              <tr key={entry.id}>
                <td>{entry.label}</td>
                <td>{entry.kindName}</td>
                <td>{entry.unitName}</td>
                <td>{t(`live.condition.${conditionOf(record)}`)}</td>
                <td>{record?.speedKmh == null ? "–" : number.whole(record.speedKmh)}</td>
                <td>{record ? time.dateTime(record.fixTimeMs) : "–"}</td>
                <td>{record ? `${number.coordinate(record.lat)}, ${number.coordinate(record.lon)}` : "–"}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>,
    document.body,
  );
}
