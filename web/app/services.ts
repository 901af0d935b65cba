// Everything with a life of its own, made once per page and handed down: API client, query cache,
// live stream, preferences, second hand.
import { LIVE_POLL_PATH } from "../../domain/live-poll.ts";
import type { QueryClient } from "@tanstack/react-query";
import type { i18n } from "i18next";
import { type ApiClient, createApiClient } from "../api/api-client.ts";
import { isProblem } from "../api/api-error.ts";
import { createQueryClient } from "../api/query-client.ts";
import { createI18n } from "../i18n/create-i18n.ts";
import { atMostEvery } from "../lib/at-most-every.ts";
import { createTicker, type Ticker } from "../lib/ticker.ts";
import { createLiveClient, type LiveClient } from "../live/live-client.ts";
import { createPreferences, type PreferencesStore } from "../ui/preferences.ts";
import { type AlarmBell, createAlarmBell } from "./alarms/alarm-bell.ts";
import { type CommandRegistry, createCommandRegistry } from "./commands.ts";
import { createNoticeStore, type NoticeStore } from "./notices/notice-store.ts";
import { createSessionGuard, type SessionGuard } from "./session-guard.ts";
import { type AlertSound, createAlertSound } from "./sound/alert-sound.ts";

/** A server that starts again refuses every console a few times: one question each is enough. */
const SESSION_CHECK_MS = 5000;

export interface Services {
  api: ApiClient;
  queryClient: QueryClient;
  live: LiveClient;
  sessionGuard: SessionGuard;
  commands: CommandRegistry;
  notices: NoticeStore;
  sound: AlertSound;
  preferences: PreferencesStore;
  alarmBell: AlarmBell;
  ticker: Ticker;
  i18n: i18n;
}

export function createServices(): Services {
  const preferences = createPreferences(window.localStorage);
  const i18n = createI18n(preferences.getState().language);
  preferences.subscribe(({ language }) => {
    if (i18n.language !== language) void i18n.changeLanguage(language);
  });

  const queryClient = createQueryClient();
  const sessionGuard = createSessionGuard();
  const api = createApiClient({
    fetch: (input, init) => fetch(input, init),
    signInAgain: () => sessionGuard.ask("expired"),
  });
  const mayAskSession = atMostEvery(SESSION_CHECK_MS, Date.now);
  const live = createLiveClient({
    createWorker: () => new Worker(new URL("../live/live.worker.ts", import.meta.url), { type: "module" }),
    url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live`,
    pollUrl: new URL(LIVE_POLL_PATH, location.href).href,
    onSignedOut: () => void sessionGuard.ask("expired"),
    // Refused before it opened: perhaps the session is over. Anything else is a network matter, and
    // the live connection keeps trying by itself.
    onRefused: () => {
      if (!mayAskSession()) return;
      void api.call("getSession").catch((error: unknown) => {
        if (isProblem(error, "not_signed_in")) void sessionGuard.ask("expired");
      });
    },
    onAlarmsChanged: () => void queryClient.invalidateQueries({ queryKey: ["alarms"] }),
    onVehiclesChanged: () => {
      void queryClient.invalidateQueries({ queryKey: ["vehicles"] });
      void queryClient.invalidateQueries({ queryKey: ["units"] });
      void queryClient.invalidateQueries({ queryKey: ["vehicle-state"] });
    },
  });
  return {
    api,
    queryClient,
    live,
    sessionGuard,
    commands: createCommandRegistry(),
    notices: createNoticeStore(live.serverNow),
    sound: createAlertSound({
      settings: () => preferences.getState().sound,
      createContext: () => ("AudioContext" in window ? new AudioContext() : null),
    }),
    alarmBell: createAlarmBell(),
    preferences,
    i18n,
    ticker: createTicker(() => live.serverNow()),
  };
}
