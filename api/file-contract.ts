// Routes that carry files instead of JSON: tracks, photos, the base map. Like domain/contract they
// feed both the mounting and the OpenAPI document.
import { z } from "zod";
import { ReportKind, ReportQuery } from "../domain/fleet-report/fleet-report.ts";
import type { Permission } from "../domain/rights.ts";

export interface FileRoute {
  method: "GET" | "PUT" | "DELETE";
  /** OpenAPI style. */
  path: string;
  summary: string;
  permission: Permission | null | "public";
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** Accepted content types of the body. */
  upload?: readonly string[];
  status: 200 | 204;
  /** Content types of the answer; empty = no content. */
  answers: readonly string[];
}

const route = <const R extends FileRoute>(definition: R): R => definition;

const Id = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) });

export const TrackFormatName = z.enum(["geojson", "gpx", "kml", "csv"]);
export type TrackFormatName = z.infer<typeof TrackFormatName>;

export const ReportFormatName = z.enum(["csv", "xlsx", "pdf"]);
export type ReportFormatName = z.infer<typeof ReportFormatName>;

export const PHOTO_TYPES = ["image/jpeg", "image/png", "image/webp"] as const;
export const PMTILES_TYPE = "application/vnd.pmtiles";
export const MVT_TYPE = "application/vnd.mapbox-vector-tile";
/** Above this the tiles of this zoom are stretched. */
export const TILE_MAX_ZOOM = 16;

const Tile = z
  .object({
    z: z.coerce.number().int().min(0).max(TILE_MAX_ZOOM),
    x: z.coerce.number().int().min(0),
    y: z.coerce.number().int().min(0),
  })
  .refine((tile) => tile.x < 2 ** tile.z && tile.y < 2 ** tile.z);

const instant = z.iso.datetime({ offset: true });

export const fileContract = {
  getTrack: route({
    method: "GET",
    path: "/api/vehicles/{id}/track",
    summary: "The vehicle's track in [from, to) as a file, flagged fixes left out",
    permission: "track:read",
    params: Id,
    query: z.object({ from: instant, to: instant, format: TrackFormatName.default("geojson") }),
    status: 200,
    answers: ["application/geo+json", "application/gpx+xml", "application/vnd.google-earth.kml+xml", "text/csv"],
  }),
  getReportFile: route({
    method: "GET",
    path: "/api/reports/{kind}/file",
    summary: "A report as a file; the same rows as GET /api/reports/{kind}",
    permission: "track:read",
    params: z.object({ kind: ReportKind }),
    query: ReportQuery.extend({ format: ReportFormatName.default("csv"), lang: z.enum(["tr", "en"]).default("tr") }),
    status: 200,
    answers: ["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/pdf"],
  }),
  getPhoto: route({
    method: "GET",
    path: "/api/vehicles/{id}/photo",
    summary: "The vehicle's photo",
    permission: "vehicle:read",
    params: Id,
    status: 200,
    answers: PHOTO_TYPES,
  }),
  putPhoto: route({
    method: "PUT",
    path: "/api/vehicles/{id}/photo",
    summary: "Set the vehicle's photo, at most 2 MB",
    permission: "vehicle:write",
    params: Id,
    upload: PHOTO_TYPES,
    status: 204,
    answers: [],
  }),
  deletePhoto: route({
    method: "DELETE",
    path: "/api/vehicles/{id}/photo",
    summary: "Remove the vehicle's photo",
    permission: "vehicle:write",
    params: Id,
    status: 204,
    answers: [],
  }),
  tailDevice: route({
    method: "GET",
    path: "/api/devices/{id}/tail",
    summary: "The device's messages as they arrive, as server-sent events: open, message, skipped, end",
    permission: "device:read",
    params: Id,
    status: 200,
    answers: ["text/event-stream"],
  }),
  getBaseMap: route({
    method: "GET",
    path: "/tiles/base.json",
    summary: "TileJSON of the base map",
    permission: "public",
    status: 200,
    answers: ["application/json"],
  }),
  getBaseTile: route({
    method: "GET",
    path: "/tiles/base/{z}/{x}/{y}.mvt",
    summary: "A vector tile of the base map; 204 where it is empty",
    permission: "public",
    params: Tile,
    // The version in TileJSON: a tile of that version may be kept for ever.
    query: z.object({ v: z.string().max(64).optional() }),
    status: 200,
    answers: [MVT_TYPE],
  }),
  getBackdropFile: route({
    method: "GET",
    path: "/api/basemaps/{id}.pmtiles",
    summary: "An optional base map as PMTiles archive, whole or by ranges",
    permission: null,
    params: z.object({ id: z.string().max(200) }),
    // The version in the list: bytes of that version may be kept for ever.
    query: z.object({ v: z.string().max(64).optional() }),
    status: 200,
    answers: [PMTILES_TYPE],
  }),
} as const;

export type FileRouteName = keyof typeof fileContract;
export type FileRouteOf<N extends FileRouteName> = (typeof fileContract)[N];
