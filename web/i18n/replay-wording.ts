// Words that only the replay needs; they come with it, as those of the administration with theirs.
import type { i18n } from "i18next";
import { replay as replayEn } from "./en/replay.ts";
import { replay } from "./tr/replay.ts";
import type { Worded } from "./tr.ts";

const turkish = { replay } as const;
export type ReplayWording = Worded<typeof turkish>;

const english: ReplayWording = { replay: replayEn };

export const replayWording = { tr: turkish, en: english } as const;

export function addReplayWording(i18n: i18n): void {
  if (i18n.exists("replay.title")) return;
  i18n.addResourceBundle("tr", "translation", turkish, true);
  i18n.addResourceBundle("en", "translation", english, true);
}
