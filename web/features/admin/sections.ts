// The sections of the administration, in the order of the navigation: a new screen is a line here
// and a route in routes.ts.
import {
  IconActivity,
  IconArrowsExchange,
  IconBan,
  IconBuilding,
  type Icon,
  IconDeviceMobile,
  IconPlugConnected,
  IconHistory,
  IconKey,
  IconTruck,
  IconUsers,
} from "@tabler/icons-react";
import type { Permission } from "../../../domain/rights.ts";

export const SECTIONS = [
  { key: "vehicles", to: "/yonetim/araclar", permission: "vehicle:write", Icon: IconTruck },
  { key: "devices", to: "/yonetim/cihazlar", permission: "device:read", Icon: IconDeviceMobile },
  { key: "integrations", to: "/yonetim/entegrasyonlar", permission: "device:read", Icon: IconPlugConnected },
  { key: "connectors", to: "/yonetim/dis-baglantilar", permission: "device:read", Icon: IconArrowsExchange },
  { key: "units", to: "/yonetim/birimler", permission: "unit:write", Icon: IconBuilding },
  { key: "users", to: "/yonetim/kullanicilar", permission: "user:read", Icon: IconUsers },
  { key: "tokens", to: "/yonetim/anahtarlar", permission: null, Icon: IconKey },
  { key: "rejections", to: "/yonetim/retler", permission: "rejection:read", Icon: IconBan },
  { key: "system", to: "/yonetim/sistem", permission: "system:read", Icon: IconActivity },
  { key: "audit", to: "/yonetim/denetim", permission: "audit:read", Icon: IconHistory },
] as const satisfies readonly {
  key: string;
  to: string;
  /** null = for everybody who signed in. */
  permission: Permission | null;
  Icon: Icon;
}[];

type Section = (typeof SECTIONS)[number];
export type SectionKey = Section["key"];

export const sectionsFor = (permissions: readonly Permission[]): readonly Section[] =>
  SECTIONS.filter(({ permission }) => permission === null || permissions.includes(permission));
