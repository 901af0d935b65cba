// The facts about the selected vehicle. Ages of fix and of link stand apart: a fresh link with an
// old fix is a tracker without sky, an old link is a tracker without network.
import { ColorSwatch } from "@mantine/core";
import type { LiveRecord } from "../../../domain/live-protocol.ts";
import type { VehicleState } from "../../../domain/vehicle-state.ts";
import { useFormats, useServerNow, useSession } from "../../app/use-services.ts";
import { colourName } from "../../lib/colour-name.ts";
import { directionOf } from "../../lib/compass.ts";
import { ageText } from "../../lib/duration-text.ts";
import { attributeTexts, inputTexts } from "./attribute-text.ts";
import { toTm27 } from "../../map/geodesy/tm27.ts";
import { CopyableFact } from "./CopyableFact.tsx";
import { Fact } from "./Fact.tsx";
import type { FleetEntry } from "./fleet.ts";
import classes from "./SelectionDetails.module.css";

/** `state` is null until the server has answered; the stream's record is enough for most of it. */
export function SelectionFacts({
  entry,
  record,
  state,
}: {
  entry: FleetEntry;
  record: LiveRecord;
  state: VehicleState | null;
}) {
  const { t, time, number } = useFormats();
  const now = useServerNow();
  const ago = (epochMs: number): string => t("format.ago", { age: ageText(t, (now - epochMs) / 1000) });
  const { vehicle } = entry;
  const ignition =
    record.ignition === null
      ? t("format.unknown")
      : t(record.ignition ? "live.selection.ignitionOn" : "live.selection.ignitionOff");
  return (
    <dl className={classes.facts} aria-label={t("live.selection.facts")}>
      <Fact name={t("live.selection.place")}>
        {state === null ? "…" : (state.place ?? t("live.selection.placeUnknown"))}
      </Fact>
      <Fact name={t("live.selection.position")}>
        {ago(record.fixTimeMs)} <small>({time.when(record.fixTimeMs, now)})</small>
      </Fact>
      <Fact name={t("live.selection.link")}>
        {t(record.connected ? "live.selection.connected" : "live.selection.disconnected")}{" "}
        <small>· {t("live.selection.lastHeard", { age: ageText(t, (now - record.linkTimeMs) / 1000) })}</small>
      </Fact>
      <Fact name={t("live.selection.ignition")}>{ignition}</Fact>
      {record.headingDeg === null ? null : (
        <Fact name={t("live.selection.heading")}>
          {t(`format.directions.${directionOf(record.headingDeg)}`)} <small>({number.whole(record.headingDeg)}°)</small>
        </Fact>
      )}
      {state?.odometerKm == null ? null : (
        <Fact name={t("live.selection.odometer")}>
          {t("format.kilometres", { value: number.oneDecimal(state.odometerKm) })}
        </Fact>
      )}
      <Coordinates record={record} accuracyM={state?.accuracyM ?? null} />
      <Driver state={state} />
      {inputTexts(t, number, state?.attributes ?? {}).map(({ name, text }) => (
        <Fact key={`input-${name}`} name={name}>
          {text}
        </Fact>
      ))}
      {entry.unitName === null ? null : <Fact name={t("live.selection.unit")}>{entry.unitName}</Fact>}
      {vehicle.colour === null ? null : (
        <Fact name={t("live.selection.colour")}>
          <span className={classes.colour}>
            <ColorSwatch color={vehicle.colour} size={14} radius={3} component="span" aria-hidden />
            {t(`format.colours.${colourName(vehicle.colour)}`)}
          </span>
        </Fact>
      )}
      {attributeTexts(t, number, state?.attributes ?? {}).map(({ name, text }) => (
        <Fact key={name} name={name}>
          {text}
        </Fact>
      ))}
    </dl>
  );
}

function Coordinates({ record, accuracyM }: { record: LiveRecord; accuracyM: number | null }) {
  const { t, number } = useFormats();
  const { rightM, upM } = toTm27(record.lon, record.lat);
  const wgs84 = `${number.coordinate(record.lat)}, ${number.coordinate(record.lon)}`;
  return (
    <>
      <CopyableFact
        name={t("live.selection.coordinates")}
        text={wgs84}
        note={accuracyM === null ? null : <small> ±{t("format.metres", { value: number.whole(accuracyM) })}</small>}
      >
        {wgs84}
      </CopyableFact>
      {/* A decimal point, as survey programs read it. */}
      <CopyableFact name={t("live.selection.tm27")} text={`${rightM.toFixed(2)}, ${upM.toFixed(2)}`}>
        {number.twoDecimals(rightM)} · {number.twoDecimals(upM)}
      </CopyableFact>
    </>
  );
}

/** A name is personal data: without the right the server does not send it, and the screen says so. */
function Driver({ state }: { state: VehicleState | null }) {
  const { t } = useFormats();
  const { permissions } = useSession();
  const name = state?.attributes["driver"];
  if (!permissions.includes("driver:read"))
    return <Fact name={t("live.selection.driver")}>{t("live.selection.driverHidden")}</Fact>;
  return typeof name === "string" && name !== "" ? (
    <Fact name={t("live.selection.driver")}>
      <bdi>{name}</bdi>
    </Fact>
  ) : null;
}
