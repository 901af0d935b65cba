// English, complete: a missing or surplus key fails the type check.
import { live } from "./en/live.ts";
import { map } from "./en/map.ts";
import { format, problem, shell, signIn, userMenu } from "./en/shell.ts";
import type { Wording } from "./tr.ts";

export const en: Wording = { shell, userMenu, signIn, problem, format, live, map };
