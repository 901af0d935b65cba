// Who it is and what it is doing, large; and the actions on it.
import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCurrentLocation, IconFocusCentered, IconHistory, IconLink, IconX } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { LiveRecord } from "../../../domain/live-protocol.ts";
import { useFormats, useServerNow, useSession } from "../../app/use-services.ts";
import { durationText } from "../../lib/duration-text.ts";
import { KindPictogram } from "../../signs/KindPictogram.tsx";
import { StateSignIcon } from "../../signs/StateSignIcon.tsx";
import type { FleetEntry } from "./fleet.ts";
import { conditionOf } from "./fleet-rows.ts";
import classes from "./SelectionDetails.module.css";

export interface SelectionActions {
  following: boolean;
  /** False without a map: then following and centring make no sense. */
  onMap: boolean;
  toggleFollow(): void;
  centre(): void;
  close(): void;
}

export function SelectionTitle({ entry, onClose }: { entry: FleetEntry; onClose: () => void }) {
  const { t } = useFormats();
  return (
    <div className={classes.title}>
      <span className={classes.kind}>
        <KindPictogram kind={entry.vehicle.kind} size={26} />
      </span>
      <div className={classes.names}>
        <h2>{entry.label}</h2>
        <p>{entry.kindName}</p>
        {/* Free text: turned letters stay within it, and a long one does not push the rest away. */}
        {entry.vehicle.name === null || entry.vehicle.name === "" ? null : (
          <p className={classes.freeName} title={entry.vehicle.name}>
            <bdi>{entry.vehicle.name}</bdi>
          </p>
        )}
      </div>
      <ActionIcon variant="subtle" color="gray" size={32} aria-label={t("live.selection.close")} onClick={onClose}>
        <IconX size={18} stroke={1.8} />
      </ActionIcon>
    </div>
  );
}

/** `sinceMs`: start of the present state; null = not known. */
export function SelectionState({
  entry,
  record,
  sinceMs,
}: {
  entry: FleetEntry;
  record: LiveRecord | undefined;
  sinceMs: number | null;
}) {
  const { t, time, number } = useFormats();
  const now = useServerNow();
  const condition = conditionOf(record);
  const speed = condition === "silent" || condition === "unlocated" ? null : (record?.speedKmh ?? null);
  const limit = entry.vehicle.speedLimitKmh;
  const over = speed !== null && limit !== null && speed > limit;
  return (
    <div className={classes.state}>
      <StateSignIcon condition={condition} size={34} headingDeg={record?.headingDeg ?? null} />
      <div className={classes.stateWords}>
        <strong>{t(`live.condition.${condition}`)}</strong>
        <span>
          {sinceMs === null
            ? t(`live.conditionHint.${condition}`)
            : t("live.selection.since", {
                duration: durationText(t, (now - sinceMs) / 1000),
                time: time.when(sinceMs, now),
              })}
        </span>
      </div>
      {speed === null ? null : (
        <div className={classes.stateSpeed} data-over={over || undefined}>
          <strong>{t("format.speed", { value: number.whole(speed) })}</strong>
          {limit === null ? null : (
            <span>
              {over ? t("live.selection.overLimit") : t("live.selection.speedLimit", { value: number.whole(limit) })}
            </span>
          )}
        </div>
      )}
    </div>
  );
}

export function SelectionActionBar({
  vehicleId,
  following,
  onMap,
  toggleFollow,
  centre,
}: SelectionActions & { vehicleId: number }) {
  const { t } = useFormats();
  const { permissions } = useSession();
  const navigate = useNavigate();
  const clipboard = useClipboard({ timeout: 2000 });
  return (
    <div className={classes.actions}>
      {onMap ? (
        <>
          <Button
            size="sm"
            px={12}
            leftSection={<IconCurrentLocation size={16} stroke={1.8} />}
            aria-pressed={following}
            variant={following ? "filled" : "light"}
            onClick={toggleFollow}
          >
            {t(following ? "live.selection.following" : "live.selection.follow")}
          </Button>
          <Button
            size="sm"
            px={12}
            variant="default"
            leftSection={<IconFocusCentered size={16} stroke={1.8} />}
            onClick={centre}
          >
            {t("live.selection.centre")}
          </Button>
        </>
      ) : null}
      {permissions.includes("track:read") ? (
        <Tooltip label={t("live.selection.history")}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t("live.selection.history")}
            onClick={() => void navigate({ to: "/gecmis", search: { arac: String(vehicleId) } })}
          >
            <IconHistory size={18} stroke={1.8} />
          </ActionIcon>
        </Tooltip>
      ) : null}
      <Tooltip label={t("live.selection.copyLink")}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t("live.selection.copyLink")}
          onClick={() => clipboard.copy(location.href)}
        >
          {clipboard.copied ? <IconCheck size={18} stroke={1.8} /> : <IconLink size={18} stroke={1.8} />}
        </ActionIcon>
      </Tooltip>
      <output className={classes.copied}>
        {clipboard.error ? t("live.selection.copyFailed") : clipboard.copied ? t("live.selection.copied") : ""}
      </output>
    </div>
  );
}
