// Chooses the base map. Only where the installation offers one beside its own.
import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconStack2 } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { NO_BACKDROP, OWN_BACKDROP } from "../../../../domain/backdrop.ts";
import type { BackdropState } from "../../../map/backdrop/use-backdrop.ts";
import classes from "./BackdropMenu.module.css";

export interface BackdropMenuProps {
  backdrop: BackdropState;
  onChoose(id: string): void;
  className: string | undefined;
}

export function BackdropMenu({ backdrop, onChoose, className }: BackdropMenuProps) {
  const { t } = useTranslation();
  const { offered, chosenId, answer } = backdrop;
  const [opened, setOpened] = useState(false);
  const noteOf = (id: string): string | null => {
    if (id !== chosenId) return null;
    if (answer === "failed") return t("map.backdrop.failedShort");
    if (answer === "outside") return t("map.backdrop.outsideShort");
    return answer === "loading" ? t("map.backdrop.loading") : null;
  };
  const label = t("map.backdrop.control");
  return (
    <Menu
      opened={opened}
      onChange={setOpened}
      position="left-end"
      width={280}
      shadow="md"
      closeOnItemClick={false}
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <Tooltip label={label} position="left" openDelay={400} disabled={opened}>
          <ActionIcon variant="default" size={36} className={className} aria-label={label}>
            <IconStack2 size={18} stroke={1.8} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown aria-label={t("map.backdrop.title")} className={classes.menu}>
        <Menu.Label>{t("map.backdrop.title")}</Menu.Label>
        <Menu.RadioGroup value={chosenId} onChange={onChoose}>
          <Menu.RadioItem value={OWN_BACKDROP}>{t("map.backdrop.own")}</Menu.RadioItem>
          {offered.map((one) => {
            const unreadable = one.kind === "pmtiles" && !one.readable;
            const note = unreadable ? t("map.backdrop.unreadable") : noteOf(one.id);
            return (
              <Menu.RadioItem key={one.id} value={one.id} disabled={unreadable}>
                <span className={classes.name}>{one.name}</span>
                {note === null ? null : <span className={classes.note}>{note}</span>}
              </Menu.RadioItem>
            );
          })}
          <Menu.RadioItem value={NO_BACKDROP}>{t("map.backdrop.none")}</Menu.RadioItem>
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
