// Turkish, the first language of the product: these keys are the source the English ones follow.
import { help, notices, palette, password, sound, views } from "./tr/console.ts";
import { live, print, wall } from "./tr/live.ts";
import { map } from "./tr/map.ts";
import { format, problem, shell, signIn, userMenu } from "./tr/shell.ts";

export const tr = {
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
} as const;

export type Worded<T> = { readonly [K in keyof T]: T[K] extends string ? string : Worded<T[K]> };

/** What every language must provide: the same keys, with words of its own. */
export type Wording = Worded<typeof tr>;
