// The rail on the left: screens, palette, saved views, notices, the person. On phones a tab bar at the
// bottom with the first screens; the others, palette and saved views are behind "Menü".
import { Tooltip, UnstyledButton } from "@mantine/core";
import { IconBookmark, IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Logo } from "../ui/Logo.tsx";
import { usePhone } from "../ui/use-phone.ts";
import { AlarmBadge } from "./alarms/AlarmBadge.tsx";
import { MoreMenu } from "./MoreMenu.tsx";
import { NoticeBell } from "./notices/NoticeBell.tsx";
import { useScreens } from "./screens.ts";
import classes from "./Shell.module.css";
import { UserMenu } from "./UserMenu.tsx";
import type { FrameWindow } from "./windows.ts";

/** With "Menü" and two buttons they fit into 320 px. */
const PHONE_TABS = 3;

export interface RailProps {
  noticesOpen: boolean;
  onNotices(open: boolean): void;
  onOpen(window: FrameWindow): void;
}

export function Rail({ noticesOpen, onNotices, onOpen }: RailProps) {
  const { t } = useTranslation();
  const screens = useScreens();
  const phone = usePhone();
  return (
    <header className={classes.rail}>
      <Link to="/canli" className={classes.logo} aria-label={t("shell.productName")}>
        <Logo size={32} />
      </Link>
      <nav aria-label={t("shell.navigation")} className={classes.screens}>
        {(phone ? screens.slice(0, PHONE_TABS) : screens).map(({ to, label, Icon }) => (
          <Link
            key={to}
            to={to}
            className={classes.screen}
            activeProps={{ "aria-current": "page" }}
            activeOptions={{ includeSearch: false }}
          >
            <Icon size={22} stroke={1.6} aria-hidden />
            <span>{t(label)}</span>
            {to === "/alarmlar" ? <AlarmBadge /> : null}
          </Link>
        ))}
        {phone ? <MoreMenu screens={screens.slice(PHONE_TABS)} onOpen={onOpen} /> : null}
      </nav>
      <div className={classes.tools}>
        {phone ? null : (
          <>
            <Tool label={`${t("palette.open")} (Ctrl+K)`} onClick={() => onOpen("palette")}>
              <IconSearch size={22} stroke={1.6} aria-hidden />
            </Tool>
            <Tool label={t("views.title")} onClick={() => onOpen("views")}>
              <IconBookmark size={22} stroke={1.6} aria-hidden />
            </Tool>
          </>
        )}
        <NoticeBell opened={noticesOpen} onOpened={onNotices} onSound={() => onOpen("sound")} />
        <UserMenu onHelp={() => onOpen("help")} onPassword={() => onOpen("password")} />
      </div>
    </header>
  );
}

function Tool({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip label={label} position="right" openDelay={400}>
      <UnstyledButton className={classes.tool} aria-label={label} onClick={onClick}>
        {children}
      </UnstyledButton>
    </Tooltip>
  );
}
