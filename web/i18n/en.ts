// English, complete: a missing or surplus key fails the type check.
import { help, notices, palette, password, sound, views } from "./en/console.ts";
import { live, print, wall } from "./en/live.ts";
import { map } from "./en/map.ts";
import { format, problem, shell, signIn, userMenu } from "./en/shell.ts";
import type { Wording } from "./tr.ts";

export const en: Wording = {
  shell,
  userMenu,
  signIn,
  problem,
  format,
  live,
  print,
  wall,
  map,
  help,
  palette,
  views,
  notices,
  sound,
  password,
};
