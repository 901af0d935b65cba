// The state signs and kind badges as map images, drawn to canvas at start from the shared path data.
import type { Map as MapLibreMap } from "maplibre-gl";
import { VEHICLE_KIND_KEYS, type VehicleKind } from "../../../domain/vehicle-kind.ts";
import { KIND_PICTOGRAMS, PICTOGRAM_STROKE } from "../../signs/kind-pictogram.ts";
import {
  CONDITIONS,
  DIRECTIONLESS_SIGNS,
  SIGN_INKS,
  type SignInk,
  STATE_SIGNS,
  type StateSign,
} from "../../signs/state-sign.ts";
import type { MapPalette, Scheme } from "../style/map-palette.ts";

/** Logical pixels; the 24 × 24 drawing plus room for its casing. */
const SIGN_SIZE = 28;
const BADGE_SIZE = 20;
const DRAWING = 24;
const PIXEL_RATIO = 3;

function canvasOf(size: number): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * PIXEL_RATIO;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("canvas 2d is not available");
  context.scale(PIXEL_RATIO, PIXEL_RATIO);
  context.lineCap = "round";
  context.lineJoin = "round";
  return context;
}

const pixelsOf = (context: CanvasRenderingContext2D): ImageData =>
  context.getImageData(0, 0, context.canvas.width, context.canvas.height);

const outline = (data: string): Path2D => new Path2D(data);

function drawSign(sign: StateSign, scheme: Scheme): ImageData {
  const context = canvasOf(SIGN_SIZE);
  const ink = (role: SignInk): string => (role === "state" ? sign.colour : SIGN_INKS[scheme][role]);
  const margin = (SIGN_SIZE - DRAWING) / 2;
  context.translate(margin, margin);
  for (const part of sign.parts) {
    context.setLineDash([...(part.dash ?? [])]);
    if (part.fill) {
      context.fillStyle = ink(part.fill);
      context.fill(outline(part.path));
    }
    if (part.stroke) {
      context.strokeStyle = ink(part.stroke);
      context.lineWidth = part.strokeWidth ?? 1;
      context.stroke(outline(part.path));
    }
  }
  return pixelsOf(context);
}

function drawBadge(kind: VehicleKind, palette: MapPalette): ImageData {
  const context = canvasOf(BADGE_SIZE);
  context.beginPath();
  context.roundRect(0.5, 0.5, BADGE_SIZE - 1, BADGE_SIZE - 1, 5);
  context.fillStyle = palette.badge;
  context.fill();
  context.strokeStyle = palette.badgeEdge;
  context.lineWidth = 1;
  context.stroke();
  const scale = (BADGE_SIZE - 5) / DRAWING;
  context.translate(2.5, 2.2);
  context.scale(scale, scale);
  context.strokeStyle = palette.dataInk;
  context.lineWidth = PICTOGRAM_STROKE * 1.1;
  context.stroke(outline(KIND_PICTOGRAMS[kind]));
  return pixelsOf(context);
}

function put(map: MapLibreMap, name: string, pixels: ImageData): void {
  if (map.hasImage(name)) map.updateImage(name, pixels);
  else map.addImage(name, pixels, { pixelRatio: PIXEL_RATIO });
}

/**
 * Adds all images, or redraws them in another palette. Names: `sign-<condition>`, with `-any` where the
 * heading is unknown, and `badge-<kind>`.
 */
export function putVehicleImages(map: MapLibreMap, palette: MapPalette): void {
  for (const condition of CONDITIONS) put(map, `sign-${condition}`, drawSign(STATE_SIGNS[condition], palette.scheme));
  put(map, "sign-moving-any", drawSign(DIRECTIONLESS_SIGNS.moving, palette.scheme));
  put(map, "sign-idling-any", drawSign(DIRECTIONLESS_SIGNS.idling, palette.scheme));
  for (const kind of VEHICLE_KIND_KEYS) put(map, `badge-${kind}`, drawBadge(kind, palette));
}
