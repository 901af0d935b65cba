// Backdrops as an installation configures them: XYZ tiles, WMS or WMTS, all in Web Mercator
// (EPSG:3857), because that is what the map draws in. Each becomes one address template.
import { z } from "zod";
import { type Backdrop, backdropId, NO_BACKDROP, OWN_BACKDROP } from "./backdrop.ts";

const MAX_ZOOM = 22;

/** Nothing but a host and a port: the origin goes into a header of every answer. */
const ORIGIN = /^https?:\/\/(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(?::\d{1,5})?(?=[/?]|$)/i;
const originOf = (address: string): string | undefined => ORIGIN.exec(address)?.[0].toLowerCase();

/** An address whose {placeholders} are all known. */
function template(known: readonly string[], required: readonly string[] = []) {
  return z.string().superRefine((text, context) => {
    const used = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
    const refuse = (message: string): void => context.addIssue({ code: "custom", message });
    if (!/^https?:\/\/\S+$/i.test(text)) return refuse("must be a whole http:// or https:// address");
    const [, , host = ""] = text.split("/");
    if (/[{}]/.test(host)) return refuse("must name one host, without placeholders in it");
    if (host.includes("@")) return refuse("must not hold a user name or password: every browser would see them");
    if (originOf(text) === undefined) return refuse("must name a host, in letters browsers send (punycode)");
    for (const name of used.filter((one) => !known.includes(one)))
      refuse(`does not know {${name}}; known: ${known.map((one) => `{${one}}`).join(" ") || "none"}`);
    for (const name of required.filter((one) => !used.includes(one))) refuse(`must contain {${name}}`);
  });
}

const name = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine((text) => backdropId(text) !== "", "needs a letter or a digit")
  .refine(
    (text) => ![OWN_BACKDROP, NO_BACKDROP].includes(backdropId(text)),
    `"${OWN_BACKDROP}" and "${NO_BACKDROP}" are taken`,
  );

const shared = {
  name,
  attribution: z.string().trim().max(200).default(""),
  tileSizePx: z.union([z.literal(256), z.literal(512)]).default(256),
  minZoom: z.int().min(0).max(MAX_ZOOM).default(0),
  maxZoom: z.int().min(0).max(MAX_ZOOM).default(19),
};
/** Goes into the query of an address. */
const word = z.string().trim().min(1).max(300);

const Xyz = z.strictObject({ type: z.literal("xyz"), ...shared, url: template(["z", "x", "y"], ["z", "x", "y"]) });

const Wms = z.strictObject({
  type: z.literal("wms"),
  ...shared,
  /** Where GetMap is asked, with whatever it needs beside (map=…). */
  url: template([]),
  layers: word,
  styles: z.string().max(300).default(""),
  format: word.default("image/png"),
  version: z.enum(["1.1.1", "1.3.0"]).default("1.3.0"),
});

const WMTS_PLACES = ["TileMatrix", "TileRow", "TileCol"] as const;

const Wmts = z
  .strictObject({
    type: z.literal("wmts"),
    ...shared,
    /** A RESTful template with {TileMatrix} {TileRow} {TileCol}, or where GetTile is asked by query. */
    url: template([...WMTS_PLACES, "Layer", "Style", "TileMatrixSet"]),
    layer: word.optional(),
    style: word.default("default"),
    tileMatrixSet: word.optional(),
    /** Name of a zoom in the tile matrix set: {z}, or for instance EPSG:3857:{z}. */
    tileMatrix: word.includes("{z}").default("{z}"),
    format: word.default("image/png"),
  })
  .superRefine(({ url, layer, tileMatrixSet }, context) => {
    const places = WMTS_PLACES.filter((place) => url.includes(`{${place}}`));
    const missing = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (places.length > 0 && places.length < WMTS_PLACES.length)
      missing("url", "must contain all of {TileMatrix} {TileRow} {TileCol}, or none of them");
    const byQuery = places.length === 0;
    if (layer === undefined && (byQuery || url.includes("{Layer}"))) missing("layer", "is needed by this address");
    if (tileMatrixSet === undefined && (byQuery || url.includes("{TileMatrixSet}")))
      missing("tileMatrixSet", "is needed by this address");
  });

const BackdropSetting = z
  .discriminatedUnion("type", [Xyz, Wms, Wmts])
  .refine(({ minZoom, maxZoom }) => minZoom <= maxZoom, { path: ["maxZoom"], message: "must not be below minZoom" });
export type BackdropSetting = z.infer<typeof BackdropSetting>;

export const BackdropSettings = z
  .array(BackdropSetting)
  .max(20)
  .superRefine((settings, context) => {
    const ids = settings.map((setting) => backdropId(setting.name));
    for (const [index, id] of ids.entries())
      if (ids.indexOf(id) < index)
        context.addIssue({ code: "custom", path: [index, "name"], message: "is used by another base map" });
  });

/** The template stays readable for the map: its placeholders are not escaped. */
function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  const parts = Object.entries(query).map(([key, value]) => {
    const text = value
      .split(/(\{[a-z0-9-]+\})/)
      .map((part) => (part.startsWith("{") ? part : encodeURIComponent(part)))
      .join("");
    return `${key}=${text}`;
  });
  const joint = !address.includes("?") ? "?" : /[?&]$/.test(address) ? "" : "&";
  return `${address}${joint}${parts.join("&")}`;
}

function templateOf(setting: BackdropSetting): string {
  switch (setting.type) {
    case "xyz":
      return setting.url;
    case "wms":
      return withQuery(setting.url, {
        SERVICE: "WMS",
        REQUEST: "GetMap",
        VERSION: setting.version,
        LAYERS: setting.layers,
        STYLES: setting.styles,
        FORMAT: setting.format,
        [setting.version === "1.1.1" ? "SRS" : "CRS"]: "EPSG:3857",
        BBOX: "{bbox-epsg-3857}",
        WIDTH: String(setting.tileSizePx),
        HEIGHT: String(setting.tileSizePx),
      });
    case "wmts": {
      const { url, layer = "", style, tileMatrixSet = "", tileMatrix, format } = setting;
      if (url.includes("{TileMatrix}")) {
        const values: Readonly<Record<string, string>> = {
          TileMatrix: tileMatrix,
          TileRow: "{y}",
          TileCol: "{x}",
          Layer: encodeURIComponent(layer),
          Style: encodeURIComponent(style),
          TileMatrixSet: encodeURIComponent(tileMatrixSet),
        };
        return url.replace(/\{(\w+)\}/g, (whole, place: string) => values[place] ?? whole);
      }
      return withQuery(url, {
        SERVICE: "WMTS",
        REQUEST: "GetTile",
        VERSION: "1.0.0",
        LAYER: layer,
        STYLE: style,
        TILEMATRIXSET: tileMatrixSet,
        TILEMATRIX: tileMatrix,
        TILEROW: "{y}",
        TILECOL: "{x}",
        FORMAT: format,
      });
    }
  }
}

export function backdropOf(setting: BackdropSetting): Backdrop {
  const { attribution, tileSizePx, minZoom, maxZoom } = setting;
  const id = backdropId(setting.name);
  return {
    id,
    name: setting.name,
    attribution,
    kind: "raster",
    url: templateOf(setting),
    tileSizePx,
    minZoom,
    maxZoom,
  };
}

/** The one host of each that browsers must be allowed to ask, e.g. "https://tiles.example.bel.tr". */
export const backdropOrigins = (settings: readonly BackdropSetting[]): string[] => [
  ...new Set(settings.flatMap(({ url }) => originOf(url) ?? [])),
];
