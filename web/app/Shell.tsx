// The frame of the console: skip link, rail, notice, screen, and the windows that open over any
// screen. Keeps the live stream running as long as somebody is signed in.
import { useMantineColorScheme } from "@mantine/core";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useShortcuts } from "../ui/use-shortcuts.ts";
import { useWatchConnection, useWatchRights, useWatchVersion } from "./notices/use-watch.ts";
import { addAlarmWording } from "../i18n/alarm-wording.ts";
import { AlarmWatch } from "./alarms/AlarmWatch.tsx";
import { FrameNotice } from "./FrameNotice.tsx";
import { Rail } from "./Rail.tsx";
import classes from "./Shell.module.css";
import { SignInDialog } from "./SignInDialog.tsx";
import { SoundWarning } from "./sound/SoundWarning.tsx";
import { useCommands } from "./use-commands.ts";
import { usePreference, useServices, useSession } from "./use-services.ts";
import { useViewKeys } from "./views/use-view-keys.ts";
import {
  CommandPalette,
  fetchWindows,
  type FrameWindow,
  HelpSheet,
  PasswordDialog,
  SavedViewsDialog,
  SoundDialog,
  Toasts,
} from "./windows.ts";

/** The map comes first. */
const FETCH_WINDOWS_AFTER_MS = 4000;

export function Shell() {
  const { t, i18n } = useTranslation();
  // Before the first word of an alarm is drawn.
  useState(() => addAlarmWording(i18n));
  const { live, preferences } = useServices();
  const { notice, passwordTemporary } = useSession();
  const language = usePreference((state) => state.language);
  const [open, setOpen] = useState<FrameWindow | null>(passwordTemporary ? "password" : null);
  const [noticesOpen, setNoticesOpen] = useState(false);
  const { toggleColorScheme } = useMantineColorScheme();
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const bare = useRouterState({ select: ({ location }) => "ekran" in location.search });

  useShortcuts({ "mod+k": () => setOpen("palette"), n: () => setNoticesOpen(true) });
  useCommands([
    { label: t("views.title"), run: () => setOpen("views") },
    { label: t("palette.theme"), key: "t", run: toggleColorScheme },
    {
      label: t("palette.language"),
      run: () => preferences.setState({ language: language === "tr" ? "en" : "tr" }),
    },
    { label: t("sound.title"), run: () => setOpen("sound") },
    { label: t("password.title"), run: () => setOpen("password") },
    { label: t("help.title"), key: "?", run: () => setOpen("help") },
  ]);
  useViewKeys();
  useWatchConnection();
  useWatchRights();
  useWatchVersion();

  useEffect(() => {
    live.start();
    const timer = setTimeout(() => void fetchWindows(), FETCH_WINDOWS_AFTER_MS);
    return () => {
      clearTimeout(timer);
      live.stop();
    };
  }, [live]);

  const close = (): void => setOpen(null);
  return (
    <div className={classes.shell} data-bare={bare || undefined}>
      <a className={classes.skip} href="#content">
        {t("shell.skipToContent")}
      </a>
      {bare ? null : <Rail noticesOpen={noticesOpen} onNotices={setNoticesOpen} onOpen={setOpen} />}
      <div className={classes.body}>
        {notice === null ? null : <FrameNotice text={notice} />}
        <SoundWarning />
        <main id="content" tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
      </div>
      <AlarmWatch />
      <SignInDialog />
      <Suspense fallback={null}>
        <Toasts />
      </Suspense>
      <Suspense fallback={null}>
        {open === "help" ? <HelpSheet opened pathname={pathname} onClose={close} /> : null}
        {open === "palette" ? <CommandPalette onClose={close} /> : null}
        {open === "views" ? <SavedViewsDialog onClose={close} /> : null}
        {open === "sound" ? <SoundDialog onClose={close} /> : null}
        {open === "password" ? <PasswordDialog onClose={close} /> : null}
      </Suspense>
    </div>
  );
}
