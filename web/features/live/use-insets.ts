// How much of the map the drawer (wide) or the sheet (phone) covers: cameras aim at the rest.
import { useMemo } from "react";
import type { Insets } from "../../map/map-host.ts";
import type { SheetStop } from "../../ui/BottomSheet.tsx";

/** Keep in step with LivePage.module.css. */
const DRAWER_PX = 380;
export const SHEET_PEEK_PX = 176;
const SHEET_HALF_SHARE = 0.52;
/** Top bar and connection strip of the phone layout. */
const PHONE_CHROME_PX = 80;

export function useInsets(phone: boolean, selected: boolean, stop: SheetStop): Insets {
  return useMemo(() => {
    if (!phone) return { top: 0, right: selected ? DRAWER_PX : 0, bottom: 0, left: 0 };
    const half = Math.round((window.innerHeight - PHONE_CHROME_PX) * SHEET_HALF_SHARE);
    return { top: 0, right: 0, bottom: stop === "peek" ? SHEET_PEEK_PX : half, left: 0 };
  }, [phone, selected, stop]);
}
