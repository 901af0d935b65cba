// What can be done with the ticked vehicles, under the list.
import { Button, CloseButton } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy, IconDownload, IconFocusCentered } from "@tabler/icons-react";
import { useFormats, useServices } from "../../app/use-services.ts";
import { csvText } from "../../../domain/csv-text.ts";
import { saveFile } from "../../ui/table/save-file.ts";
import type { Checked } from "./checked.ts";
import type { Fleet } from "./fleet.ts";
import { conditionOf } from "./fleet-rows.ts";
import classes from "./VehiclePanel.module.css";

export interface GroupActionsProps {
  checked: Checked;
  fleet: Fleet;
  /** null without a map. */
  onZoom: ((vehicleIds: readonly number[]) => void) | null;
  onUncheck(): void;
}

export function GroupActions({ checked, fleet, onZoom, onUncheck }: GroupActionsProps) {
  const { t, number, time } = useFormats();
  const { live } = useServices();
  const clipboard = useClipboard({ timeout: 2000 });
  const none = checked.size === 0;
  // In the order of the fleet, not of the ticks.
  const entries = fleet.entries.filter(({ id }) => checked.has(id));
  function csv(): string {
    const { vehicles } = live.store.getState();
    const columns = ["vehicle", "kind", "unit", "state", "speed", "time", "place"] as const;
    return csvText(
      columns.map((column) => t(`print.column.${column}`)),
      entries.map((entry) => {
        const record = vehicles.get(entry.id);
        return [
          entry.label,
          entry.kindName,
          entry.unitName ?? "",
          t(`live.condition.${conditionOf(record)}`),
          record?.speedKmh == null ? "" : number.whole(record.speedKmh),
          record ? time.dateTime(record.fixTimeMs) : "",
          record ? `${number.coordinate(record.lat)}, ${number.coordinate(record.lon)}` : "",
        ];
      }),
    );
  }
  return (
    <section aria-label={t("live.checked.region")} className={classes.checked}>
      <div className={classes.checkedHead}>
        <output>
          {none
            ? t("live.checked.none")
            : t("live.checked.count", { count: checked.size, shown: number.whole(checked.size) })}
        </output>
        <CloseButton size="sm" aria-label={t("live.checked.clear")} onClick={onUncheck} />
      </div>
      <div className={classes.checkedActions}>
        {onZoom === null ? null : (
          <Button
            size="xs"
            disabled={none}
            leftSection={<IconFocusCentered size={16} stroke={1.8} />}
            onClick={() => onZoom([...checked])}
          >
            {t("live.checked.zoom")}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          disabled={none}
          leftSection={clipboard.copied ? <IconCheck size={16} stroke={1.8} /> : <IconCopy size={16} stroke={1.8} />}
          onClick={() => clipboard.copy(entries.map(({ label }) => label).join("\n"))}
        >
          {t(clipboard.copied ? "live.selection.copied" : "live.checked.copy")}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={none}
          leftSection={<IconDownload size={16} stroke={1.8} />}
          onClick={() => saveFile(`kentiz-${t("live.checked.file")}.csv`, csv(), "text/csv;charset=utf-8")}
        >
          {t("live.checked.csv")}
        </Button>
      </div>
      {clipboard.error ? <p role="alert">{t("live.checked.copyFailed")}</p> : null}
    </section>
  );
}
