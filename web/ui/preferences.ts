// What a person set on this device, kept in the browser: language, panel width, legend, keys, sound. The
// appearance is kept by Mantine under its own key because /boot.js needs it before anything loads.
import { z } from "zod";
import { Severity } from "../../domain/alarm/severity.ts";
import { createStore, type StoreApi } from "zustand/vanilla";

export const THEME_KEY = "kentiz-theme";
const STORAGE_KEY = "kentiz-preferences";

export const PANEL_WIDTH = { min: 300, max: 560, initial: 360 } as const;

const Sound = z.object({
  on: z.boolean().catch(false),
  /** 0–1 */
  volume: z.number().min(0).max(1).catch(0.5),
  severities: z.array(Severity).catch(["urgent", "critical", "high"]),
});

const Preferences = z.object({
  language: z.enum(["tr", "en"]).catch("tr"),
  panelWidth: z.number().min(PANEL_WIDTH.min).max(PANEL_WIDTH.max).catch(PANEL_WIDTH.initial),
  panelOpen: z.boolean().catch(true),
  /** Id of the base map below the vehicles. */
  backdrop: z.string().max(100).catch("kentiz"),
  legendOpen: z.boolean().catch(false),
  /** Shortcuts of one letter can be switched off (WCAG 2.1.4). */
  singleKeys: z.boolean().catch(true),
  sound: Sound.catch(Sound.parse({})),
});
export type Preferences = z.infer<typeof Preferences>;
export type PreferencesStore = StoreApi<Preferences>;

function read(storage: Pick<Storage, "getItem">): Preferences {
  try {
    return Preferences.parse(JSON.parse(storage.getItem(STORAGE_KEY) ?? "{}"));
  } catch {
    return Preferences.parse({});
  }
}

/** Storage may be forbidden or full: then preferences last as long as the page. */
export function createPreferences(storage: Pick<Storage, "getItem" | "setItem">): PreferencesStore {
  const store = createStore<Preferences>(() => read(storage));
  store.subscribe((state) => {
    try {
      storage.setItem(STORAGE_KEY, JSON.stringify(state));
    } catch {
      // Nothing to do: the choice holds until the page is closed.
    }
  });
  return store;
}
