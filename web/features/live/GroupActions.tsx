// What can be done with the ticked vehicles, under the list.
import { Button, CloseButton } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy, IconFocusCentered } from "@tabler/icons-react";
import { useFormats } from "../../app/use-services.ts";
import type { Checked } from "./checked.ts";
import type { Fleet } from "./fleet.ts";
import classes from "./VehiclePanel.module.css";

export interface GroupActionsProps {
  checked: Checked;
  fleet: Fleet;
  /** null without a map. */
  onZoom: ((vehicleIds: readonly number[]) => void) | null;
  onUncheck(): void;
}

export function GroupActions({ checked, fleet, onZoom, onUncheck }: GroupActionsProps) {
  const { t, number } = useFormats();
  const clipboard = useClipboard({ timeout: 2000 });
  const none = checked.size === 0;
  // In the order of the fleet, not of the ticks.
  const entries = fleet.entries.filter(({ id }) => checked.has(id));
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
      </div>
      {clipboard.error ? <p role="alert">{t("live.checked.copyFailed")}</p> : null}
    </section>
  );
}
