// The basic colour word for a hex value: people say "beyaz", not "#F2F2F2".

export const COLOUR_NAMES = [
  "white",
  "silver",
  "grey",
  "black",
  "red",
  "orange",
  "yellow",
  "green",
  "turquoise",
  "blue",
  "purple",
  "pink",
  "brown",
] as const;
export type ColourName = (typeof COLOUR_NAMES)[number];

/** Hue ends in degrees, in order. */
const HUES: readonly [end: number, name: ColourName][] = [
  [15, "red"],
  [42, "orange"],
  [68, "yellow"],
  [160, "green"],
  [195, "turquoise"],
  [255, "blue"],
  [290, "purple"],
  [345, "pink"],
  [361, "red"],
];

/** @param hex "#rrggbb" */
export function colourName(hex: string): ColourName {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255,
  );
  const max = Math.max(red, green, blue);
  const min = Math.min(red, green, blue);
  const spread = max - min;
  const lightness = (max + min) / 2;
  if (spread < 0.12)
    return lightness > 0.88 ? "white" : lightness > 0.66 ? "silver" : lightness > 0.2 ? "grey" : "black";
  if (max < 0.16) return "black";
  const sector =
    max === red
      ? ((green - blue) / spread + 6) % 6
      : max === green
        ? (blue - red) / spread + 2
        : (red - green) / spread + 4;
  const hue = sector * 60;
  const name = HUES.find(([end]) => hue < end)?.[1] ?? "red";
  return name === "orange" && max < 0.62 ? "brown" : name;
}
