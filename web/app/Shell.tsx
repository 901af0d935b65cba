// The frame of the console: skip link, rail (a top bar on phones), notice, screen. Keeps the live
// stream running as long as somebody is signed in.
import { useMantineColorScheme } from "@mantine/core";
import { IconInfoCircle, IconMap2, IconSettings } from "@tabler/icons-react";
import { Link, Outlet } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Logo } from "../ui/Logo.tsx";
import { useShortcuts } from "../ui/use-shortcuts.ts";
import { HelpSheet } from "./HelpSheet.tsx";
import classes from "./Shell.module.css";
import { SignInDialog } from "./SignInDialog.tsx";
import { useServices, useSession } from "./use-services.ts";
import { UserMenu } from "./UserMenu.tsx";

/** One line per screen; the next ones plug in here. */
const SCREENS = [
  { to: "/canli", label: "shell.live", Icon: IconMap2 },
  { to: "/yonetim", label: "shell.administration", Icon: IconSettings },
] as const;

function Rail({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation();
  return (
    <header className={classes.rail}>
      <Link to="/canli" className={classes.logo} aria-label={t("shell.productName")}>
        <Logo size={32} />
        <span className={classes.wordmark}>{t("shell.productName")}</span>
      </Link>
      <nav aria-label={t("shell.navigation")} className={classes.screens}>
        {SCREENS.map(({ to, label, Icon }) => (
          <Link
            key={to}
            to={to}
            className={classes.screen}
            activeProps={{ "aria-current": "page" }}
            activeOptions={{ includeSearch: false }}
          >
            <Icon size={22} stroke={1.6} aria-hidden />
            <span>{t(label)}</span>
          </Link>
        ))}
      </nav>
      <UserMenu onHelp={onHelp} />
    </header>
  );
}

export function Shell() {
  const { t } = useTranslation();
  const { live } = useServices();
  const { notice } = useSession();
  const [helpOpen, setHelpOpen] = useState(false);
  const { toggleColorScheme } = useMantineColorScheme();
  useShortcuts({ "?": () => setHelpOpen(true), t: toggleColorScheme });

  useEffect(() => {
    live.start();
    return () => live.stop();
  }, [live]);

  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t("shell.skipToContent")}
      </a>
      <Rail onHelp={() => setHelpOpen(true)} />
      <div className={classes.body}>
        {notice === null ? null : (
          <section aria-label={t("shell.notice")} className={classes.notice}>
            <IconInfoCircle size={16} stroke={1.8} aria-hidden />
            <span>{notice}</span>
          </section>
        )}
        <main id="content" tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
      </div>
      <SignInDialog />
      <HelpSheet opened={helpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}
