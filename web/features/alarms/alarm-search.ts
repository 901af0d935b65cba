// What the alarm screen shows, in the address:
//   /alarmlar?durum=onaysiz&onem=acil,kritik&ara=35abc&sira=zaman&kayit=12
import { SEVERITIES, type Severity } from "../../../domain/alarm/severity.ts";

/** open: active or not acknowledged, not shelved; handover: open and shelved, for the next shift. */
export const ALARM_TABS = ["open", "unacknowledged", "active", "shelved", "closed", "handover"] as const;
export type AlarmTab = (typeof ALARM_TABS)[number];

export const ALARM_ORDERS = ["severity", "time"] as const;
export type AlarmOrder = (typeof ALARM_ORDERS)[number];

export interface AlarmView {
  tab: AlarmTab;
  /** Empty = all. */
  severities: readonly Severity[];
  query: string;
  order: AlarmOrder;
  /** The alarm beside the list. */
  openId: number | null;
}

export interface AlarmSearch {
  durum?: string;
  onem?: string;
  ara?: string;
  sira?: string;
  kayit?: number;
}

const TAB_SLUGS: Readonly<Record<AlarmTab, string>> = {
  open: "acik",
  unacknowledged: "onaysiz",
  active: "suren",
  shelved: "ertelenen",
  closed: "kapanan",
  handover: "devir",
};
const SEVERITY_SLUGS: Readonly<Record<Severity, string>> = {
  urgent: "acil",
  critical: "kritik",
  high: "yuksek",
  medium: "orta",
  low: "dusuk",
};
const ORDER_SLUGS: Readonly<Record<AlarmOrder, string>> = { severity: "onem", time: "zaman" };
const MAX_QUERY = 100;

/** Anything unreadable is left out: an old or mistyped address still opens. */
export function readAlarmSearch(search: Record<string, unknown>): AlarmView {
  const slugs = typeof search["onem"] === "string" ? search["onem"].split(",") : [];
  const openId = Number(search["kayit"] ?? Number.NaN);
  return {
    tab: ALARM_TABS.find((tab) => TAB_SLUGS[tab] === search["durum"]) ?? "open",
    severities: SEVERITIES.filter((severity) => slugs.includes(SEVERITY_SLUGS[severity])),
    query: typeof search["ara"] === "string" ? search["ara"].slice(0, MAX_QUERY) : "",
    order: ALARM_ORDERS.find((order) => ORDER_SLUGS[order] === search["sira"]) ?? "severity",
    openId: Number.isSafeInteger(openId) && openId > 0 ? openId : null,
  };
}

export function writeAlarmSearch(view: AlarmView): AlarmSearch {
  return {
    ...(view.tab === "open" ? {} : { durum: TAB_SLUGS[view.tab] }),
    ...(view.severities.length === 0
      ? {}
      : { onem: view.severities.map((severity) => SEVERITY_SLUGS[severity]).join(",") }),
    ...(view.query === "" ? {} : { ara: view.query }),
    ...(view.order === "severity" ? {} : { sira: ORDER_SLUGS[view.order] }),
    ...(view.openId === null ? {} : { kayit: view.openId }),
  };
}
