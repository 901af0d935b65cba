// The sections of the administration, in the order of the navigation: a new screen is a line here
// and a route in routes.ts.
import { type Icon, IconDeviceMobile, IconTruck } from "@tabler/icons-react";
import type { Permission } from "../../../domain/rights.ts";

export const SECTIONS = [
  { key: "vehicles", to: "/yonetim/araclar", permission: "vehicle:write", Icon: IconTruck },
  { key: "devices", to: "/yonetim/cihazlar", permission: "device:read", Icon: IconDeviceMobile },
] as const satisfies readonly {
  key: string;
  to: string;
  permission: Permission;
  Icon: Icon;
}[];

type Section = (typeof SECTIONS)[number];
export type SectionKey = Section["key"];
