// The page's services in React: context, and the small reads that most components need.
import { createContext, useContext, useMemo, useSyncExternalStore } from "react";
import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { Session } from "../../domain/user.ts";
import { sessionQuery } from "../api/queries.ts";
import { createNumberFormat, type NumberFormat } from "../lib/number-format.ts";
import { createTimeFormat, type TimeFormat } from "../lib/time-format.ts";
import type { LiveState } from "../live/live-store.ts";
import type { Preferences } from "../ui/preferences.ts";
import type { Services } from "./services.ts";

export const ServicesContext = createContext<Services | null>(null);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error("ServicesContext is missing");
  return services;
}

/** Only below the console route, which does not render without a session. */
export function useSession(): Session {
  const { api } = useServices();
  const { data } = useQuery(sessionQuery(api));
  if (!data) throw new Error("no session");
  return data;
}

export function usePreference<T>(select: (preferences: Preferences) => T): T {
  return useStore(useServices().preferences, select);
}

/** Re-renders when the selected value changes; select single values, not objects built on the fly. */
export function useLive<T>(select: (state: LiveState) => T): T {
  return useStore(useServices().live.store, select);
}

/** The server's time, ticking once a second. */
export function useServerNow(): number {
  const { ticker } = useServices();
  return useSyncExternalStore(ticker.subscribe, ticker.now);
}

export interface Formats {
  t: TFunction;
  language: string;
  time: TimeFormat;
  number: NumberFormat;
}

/** Words, numbers and times in the person's language and the installation's zone. */
export function useFormats(): Formats {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSession();
  const { language } = i18n;
  return useMemo(
    () => ({ t, language, time: createTimeFormat(language, timeZone), number: createNumberFormat(language) }),
    [t, language, timeZone],
  );
}
