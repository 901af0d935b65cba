// What people come to each screen for: the help sheet tells how. A screen plugs in with a line here
// and its sentences in `help.screen`.

export const SCREEN_HELP = [
  { path: "/canli", screen: "live", tasks: ["find", "filter", "follow", "many", "share", "wall", "print", "stale"] },
  { path: "/alarmlar", screen: "alarms", tasks: ["see", "acknowledge", "many", "shelve", "handover", "sound"] },
  { path: "/bolgeler", screen: "geofences", tasks: ["draw", "hole", "rule", "hours"] },
  { path: "/raporlar", screen: "reports", tasks: ["report", "outside", "drill", "files"] },
  { path: "/gecmis", screen: "history", tasks: ["replay", "moment", "fleet", "area", "export"] },
  { path: "/yonetim", screen: "admin", tasks: ["record", "device", "import", "refused"] },
] as const;

export type ScreenHelp = (typeof SCREEN_HELP)[number];

export function screenHelpOf(pathname: string): ScreenHelp | undefined {
  return SCREEN_HELP.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
}
