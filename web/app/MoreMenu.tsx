// What the tab bar of a phone has no room for.
import { Menu, UnstyledButton } from "@mantine/core";
import { IconBookmark, IconHelp, IconMenu2, IconSearch } from "@tabler/icons-react";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Screen } from "./screens.ts";
import classes from "./Shell.module.css";
import type { FrameWindow } from "./windows.ts";

export function MoreMenu({ screens, onOpen }: { screens: readonly Screen[]; onOpen(window: FrameWindow): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const within = screens.some(({ to }) => pathname.startsWith(to));
  return (
    <Menu position="top" width={240} shadow="md" withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes.screen} data-within={within || undefined}>
          <IconMenu2 size={22} stroke={1.6} aria-hidden />
          <span>{t("shell.menu")}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {screens.map(({ to, label, Icon }) => (
          <Menu.Item
            key={to}
            className={classes.moreItem}
            leftSection={<Icon size={20} stroke={1.6} aria-hidden />}
            onClick={() => void navigate({ to })}
          >
            {t(label)}
          </Menu.Item>
        ))}
        {screens.length === 0 ? null : <Menu.Divider />}
        <Menu.Item
          className={classes.moreItem}
          leftSection={<IconSearch size={20} stroke={1.6} aria-hidden />}
          onClick={() => onOpen("palette")}
        >
          {t("palette.open")}
        </Menu.Item>
        <Menu.Item
          className={classes.moreItem}
          leftSection={<IconBookmark size={20} stroke={1.6} aria-hidden />}
          onClick={() => onOpen("views")}
        >
          {t("views.title")}
        </Menu.Item>
        <Menu.Item
          className={classes.moreItem}
          leftSection={<IconHelp size={20} stroke={1.6} aria-hidden />}
          onClick={() => onOpen("help")}
        >
          {t("help.title")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
