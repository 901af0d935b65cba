// Words of areas and rules. They come with their screen; keys are checked like all others.
import type { i18n } from "i18next";
import { geofences as geofencesEn, rules as rulesEn } from "./en/geofences.ts";
import { geofences, rules } from "./tr/geofences.ts";
import type { Worded } from "./tr.ts";

const turkish = { geofences, rules } as const;
export type GeofenceWording = Worded<typeof turkish>;

const english: GeofenceWording = { geofences: geofencesEn, rules: rulesEn };

export const geofenceWording = { tr: turkish, en: english } as const;

export function addGeofenceWording(i18n: i18n): void {
  if (i18n.exists("geofences.title")) return;
  for (const [language, words] of Object.entries(geofenceWording))
    i18n.addResourceBundle(language, "translation", words, true);
}
