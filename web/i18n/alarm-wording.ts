// Words of alarms. They come with the frame of the console, not with the sign-in page; keys are checked
// like all others.
import type { i18n } from "i18next";
import { alarms as english } from "./en/alarms.ts";
import { alarms as turkish } from "./tr/alarms.ts";
import type { Worded } from "./tr.ts";

export type AlarmWording = { readonly alarms: Worded<typeof turkish> };

export const alarmWording: { readonly tr: AlarmWording; readonly en: AlarmWording } = {
  tr: { alarms: turkish },
  en: { alarms: english },
};

export function addAlarmWording(i18n: i18n): void {
  if (i18n.exists("alarms.title")) return;
  for (const [language, words] of Object.entries(alarmWording))
    i18n.addResourceBundle(language, "translation", words, true);
}
