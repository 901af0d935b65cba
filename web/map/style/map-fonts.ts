// Noto Sans for the map, drawn by the browser from files shipped with the product: no glyph server.
// Latin and Latin Extended hold every Turkish letter.
import type { StyleSpecification } from "maplibre-gl";
import latin400 from "@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url";
import latin600 from "@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2?url";
import latinExt400 from "@fontsource/noto-sans/files/noto-sans-latin-ext-400-normal.woff2?url";
import latinExt600 from "@fontsource/noto-sans/files/noto-sans-latin-ext-600-normal.woff2?url";

export const FONT_REGULAR = ["Noto Sans Regular"];
export const FONT_STRONG = ["Noto Sans SemiBold"];

const LATIN_EXT = ["U+0100-0130", "U+0132-02BA", "U+1E00-1E9F", "U+20A0-20AB", "U+20AD-20C0"];

/** Files are asked in order; what the extended file does not claim comes from the Latin one. */
const face = (latin: string, latinExt: string) => [
  { url: new URL(latinExt, location.href).href, "unicode-range": LATIN_EXT },
  { url: new URL(latin, location.href).href, "unicode-range": ["U+0000-FFFF"] },
];

export const fontFaces = (): NonNullable<StyleSpecification["font-faces"]> => ({
  "Noto Sans Regular": face(latin400, latinExt400),
  "Noto Sans SemiBold": face(latin600, latinExt600),
});
