// Eight colours for the vehicles of a replay, told apart by eyes that see few of them too (after Okabe and
// Ito, darkened for paper and lightened for the night). A number always stands beside the colour.
import type { Scheme } from "../../map/style/map-palette.ts";

const INKS: Readonly<Record<Scheme, readonly string[]>> = {
  light: ["#0063A6", "#B8460B", "#00795A", "#8A3C9C", "#8F6A00", "#00778F", "#B3266B", "#4A525C"],
  dark: ["#56A8E8", "#F0884A", "#3CC79B", "#C78BE0", "#E0B93E", "#4CC4DC", "#F07FB0", "#B9C3CE"],
};

export const inkOf = (scheme: Scheme, index: number): string => INKS[scheme][index % INKS[scheme].length] ?? "#0063A6";
