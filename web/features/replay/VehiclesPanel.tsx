// Which vehicles are replayed, the trips of the one in focus, and what can be taken away.
import { Button, Menu, MultiSelect, Skeleton } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconDownload, IconLink } from "@tabler/icons-react";
import { useState } from "react";
import { foldForSearch } from "../../../domain/turkish-text.ts";
import { problemText } from "../../api/problem-text.ts";
import { useFormats } from "../../app/use-services.ts";
import { MessagePanel } from "../../ui/MessagePanel.tsx";
import { useAfter } from "../../ui/use-after.ts";
import type { Fleet } from "../live/fleet.ts";
import type { Player } from "./player.ts";
import type { ReplayPeriod } from "./period.ts";
import classes from "./Replay.module.css";
import { MAX_VEHICLES } from "./replay-search.ts";
import { TripList } from "./TripList.tsx";
import type { ReplayVehicle } from "./use-replay-tracks.ts";

const FORMATS = ["gpx", "kml", "geojson", "csv"] as const;

export interface VehiclesPanelProps {
  player: Player;
  fleet: Fleet | null;
  vehicles: readonly ReplayVehicle[];
  focus: ReplayVehicle | null;
  period: ReplayPeriod;
  onVehicles(ids: readonly number[]): void;
  onFocus(vehicleId: number): void;
  onSeek(timeMs: number): void;
  onRetry(): void;
  onFleet(): void;
}

/** The server writes the file while it is fetched: any length of period. */
function download(vehicleId: number, { fromMs, toMs }: ReplayPeriod, format: (typeof FORMATS)[number]): void {
  const query = new URLSearchParams({
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    format,
  });
  const link = document.createElement("a");
  link.href = `/api/vehicles/${vehicleId}/track?${query.toString()}`;
  link.download = "";
  link.click();
}

export function VehiclesPanel(props: VehiclesPanelProps) {
  const { player, fleet, vehicles, focus, period, onVehicles, onFocus, onSeek, onRetry, onFleet } = props;
  const { t, number } = useFormats();
  const [search, setSearch] = useState("");
  const clipboard = useClipboard({ timeout: 2000 });
  const failed = vehicles.filter(({ status }) => status === "error");
  const ids = vehicles.map(({ id }) => id);
  const options = (fleet?.entries ?? []).map(({ id, label }) => ({ value: String(id), label }));
  // One that is archived or not among the person's vehicles still stands in the address.
  const known = new Set(options.map(({ value }) => value));
  const strangers = vehicles
    .filter(({ id }) => !known.has(String(id)))
    .map(({ id, label }) => ({ value: String(id), label }));
  const { title, action } = failed[0] ? problemText(t, failed[0].error) : { title: "", action: "" };
  return (
    <div className={classes.section}>
      <MultiSelect
        label={t("replay.vehicles.label", { max: MAX_VEHICLES })}
        placeholder={ids.length === 0 ? t("replay.vehicles.placeholder") : ""}
        data={[...options, ...strangers]}
        value={ids.map(String)}
        onChange={(values) => onVehicles(values.map(Number))}
        maxValues={MAX_VEHICLES}
        searchable
        searchValue={search}
        onSearchChange={setSearch}
        filter={({ options: all, search: text }) =>
          all.filter((option) => {
            if (!("value" in option)) return false;
            const entry = fleet?.byId.get(Number(option.value));
            return (entry?.keys ?? [foldForSearch(option.label)]).some((key) => key.includes(foldForSearch(text)));
          })
        }
        limit={60}
        hidePickedOptions
        clearable
        clearButtonProps={{ "aria-label": t("replay.vehicles.clear") }}
        nothingFoundMessage={t("replay.vehicles.notFound")}
      />
      {vehicles.length === 0 ? (
        <MessagePanel
          title={t("replay.vehicles.empty")}
          body={t("replay.vehicles.emptyHint")}
          action={{ label: t("replay.vehicles.showFleet"), onClick: onFleet }}
        />
      ) : (
        <>
          <ul className={classes.chosen} aria-label={t("replay.vehicles.chosen")}>
            {vehicles.map((vehicle) => (
              <Chosen
                key={vehicle.id}
                vehicle={vehicle}
                focused={vehicle.id === focus?.id}
                onFocus={() => onFocus(vehicle.id)}
              />
            ))}
          </ul>
          {failed.length > 0 ? (
            <div role="alert" className={classes.fault}>
              <p>
                {t("replay.vehicles.failed", { count: failed.length })} {title}. {action}
              </p>
              <Button size="compact-sm" variant="default" onClick={onRetry}>
                {t("shell.retry")}
              </Button>
            </div>
          ) : null}
          {focus?.cut ? <p className={classes.fault}>{t("replay.vehicles.cut", { label: focus.label })}</p> : null}
          <div className={classes.actions}>
            <Menu position="bottom-start" withinPortal>
              <Menu.Target>
                <Button
                  size="xs"
                  variant="default"
                  disabled={focus === null}
                  leftSection={<IconDownload size={16} stroke={1.8} />}
                >
                  {t("replay.export.title")}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Label>{t("replay.export.hint", { label: focus?.label ?? "" })}</Menu.Label>
                {FORMATS.map((format) => (
                  <Menu.Item key={format} onClick={() => (focus ? download(focus.id, period, format) : undefined)}>
                    {t(`replay.export.${format}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
            <Button
              size="xs"
              variant="default"
              leftSection={
                clipboard.copied ? <IconCheck size={16} stroke={1.8} /> : <IconLink size={16} stroke={1.8} />
              }
              onClick={() => clipboard.copy(location.href)}
            >
              {t(clipboard.copied ? "live.selection.copied" : "replay.export.link")}
            </Button>
          </div>
          {focus?.track ? (
            <section aria-label={t("replay.trips.title", { label: focus.label })}>
              <h2 className={classes.heading}>{t("replay.trips.title", { label: focus.label })}</h2>
              {focus.track.timeMs.length === 0 ? (
                <p className={classes.quiet}>{t("replay.vehicles.noFixes")}</p>
              ) : (
                <>
                  <p className={classes.quiet}>
                    {t("replay.vehicles.fixes", {
                      count: focus.track.timeMs.length,
                      shown: number.whole(focus.track.timeMs.length),
                    })}
                  </p>
                  <TripList player={player} track={focus.track} onSeek={onSeek} />
                </>
              )}
            </section>
          ) : null}
        </>
      )}
    </div>
  );
}

function Chosen(props: { vehicle: ReplayVehicle; focused: boolean; onFocus: () => void }) {
  const { vehicle, focused, onFocus } = props;
  const { t, number } = useFormats();
  const waiting = useAfter(vehicle.status === "loading");
  const { track, ink } = vehicle;
  const distance = (track?.trips ?? []).reduce((sum, trip) => sum + trip.distanceKm, 0);
  return (
    <li style={{ "--ink-light": ink.light, "--ink-dark": ink.dark }}>
      <button type="button" aria-pressed={focused} onClick={onFocus}>
        <b>{vehicle.number}</b>
        <strong>{vehicle.label}</strong>
        {vehicle.status === "loading" ? (
          waiting ? (
            <Skeleton height={12} width={70} />
          ) : null
        ) : (
          <small>
            {vehicle.status === "error"
              ? t("replay.vehicles.error")
              : track?.timeMs.length === 0
                ? t("replay.vehicles.noFixesShort")
                : t("format.kilometres", { value: number.oneDecimal(distance) })}
          </small>
        )}
      </button>
    </li>
  );
}
