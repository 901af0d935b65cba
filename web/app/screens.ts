// The screens of the console, in the order of the navigation: one line for each, and who sees it.
import {
  type Icon,
  IconBellRinging,
  IconHistory,
  IconMap2,
  IconPolygon,
  IconReportAnalytics,
  IconSettings,
} from "@tabler/icons-react";
import { useMemo } from "react";
import type { Permission } from "../../domain/rights.ts";
import { useSession } from "./use-services.ts";

const SCREENS = [
  { to: "/canli", label: "shell.live", Icon: IconMap2, permissions: ["vehicle:read"] },
  { to: "/alarmlar", label: "shell.alarms", Icon: IconBellRinging, permissions: ["alarm:read"] },
  { to: "/gecmis", label: "shell.history", Icon: IconHistory, permissions: ["track:read"] },
  { to: "/raporlar", label: "shell.reports", Icon: IconReportAnalytics, permissions: ["track:read"] },
  { to: "/bolgeler", label: "shell.geofences", Icon: IconPolygon, permissions: ["geofence:read"] },
  { to: "/yonetim", label: "shell.administration", Icon: IconSettings, permissions: ["vehicle:write", "device:read"] },
] as const satisfies readonly {
  to: string;
  label: string;
  Icon: Icon;
  /** One of them is enough. */
  permissions: readonly Permission[];
}[];

export type Screen = (typeof SCREENS)[number];

/** Those the person may use. */
export function useScreens(): readonly Screen[] {
  const { permissions } = useSession();
  return useMemo(
    () => SCREENS.filter((screen) => screen.permissions.some((permission) => permissions.includes(permission))),
    [permissions],
  );
}
