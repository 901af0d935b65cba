// How much of the map the drawer (wide) or the sheet (phone) covers: cameras aim at the rest.
import { useMemo } from "react";
import type { Insets } from "../../map/map-host.ts";
import type { SheetStop } from "../../ui/BottomSheet.tsx";

/** Keep in step with LivePage.module.css. */
const DRAWER_PX = 380;
/** Handle, search and state filters; or handle, name and state of the selected vehicle. */
const SHEET_PEEK_PX = { list: 132, details: 158 } as const;
const SHEET_HALF_SHARE = 0.52;
/** Notice above and tabs below the map. */
const PHONE_CHROME_PX = 84;
/** The connection bar floats over the map. */
const PHONE_TOP_PX = 48;

export const sheetPeekPx = (details: boolean): number => SHEET_PEEK_PX[details ? "details" : "list"];

export function useInsets(phone: boolean, selected: boolean, stop: SheetStop): Insets {
  return useMemo(() => {
    if (!phone) return { top: 0, right: selected ? DRAWER_PX : 0, bottom: 0, left: 0 };
    const half = Math.round((window.innerHeight - PHONE_CHROME_PX) * SHEET_HALF_SHARE);
    return { top: PHONE_TOP_PX, right: 0, bottom: stop === "peek" ? sheetPeekPx(selected) : half, left: 0 };
  }, [phone, selected, stop]);
}
