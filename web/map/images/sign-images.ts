// The state signs and kind badges as pictures, drawn to canvas from the shared path data.
import { VEHICLE_KIND_KEYS, type VehicleKind } from "../../../domain/vehicle-kind.ts";
import { KIND_PICTOGRAMS, PICTOGRAM_STROKE } from "../../signs/kind-pictogram.ts";
import {
  CONDITIONS,
  DIRECTIONLESS_SIGNS,
  SIGN_INKS,
  type SignInk,
  STATE_SIGNS,
  type StateSign,
  type VehicleCondition,
} from "../../signs/state-sign.ts";
import type { MapPalette, Scheme } from "../style/map-palette.ts";

/** Logical pixels; the 24 × 24 drawing plus room for its casing. */
const SIGN_SIZE = 28;
const BADGE_SIZE = 20;
const DRAWING = 24;
const HALO_SIZE = 40;
const RING_SIZE = 44;
const RING_RADIUS = 18;
const ALARM_COLOUR = "#B3261E";
/** Pixels of a picture per CSS pixel. */
export const FLEET_IMAGE_RATIO = 3;

function canvasOf(size: number): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * FLEET_IMAGE_RATIO;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("canvas 2d is not available");
  context.scale(FLEET_IMAGE_RATIO, FLEET_IMAGE_RATIO);
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

/** A soft disc under vehicles that fell silent; its size tells for how long. */
function drawHalo(): ImageData {
  const context = canvasOf(HALO_SIZE);
  context.beginPath();
  context.arc(HALO_SIZE / 2, HALO_SIZE / 2, HALO_SIZE / 2, 0, 2 * Math.PI);
  context.fillStyle = STATE_SIGNS.silent.colour;
  context.fill();
  return pixelsOf(context);
}

function drawRing(palette: MapPalette, width: number, colour: string): ImageData {
  const context = canvasOf(RING_SIZE);
  context.beginPath();
  context.arc(RING_SIZE / 2, RING_SIZE / 2, RING_RADIUS, 0, 2 * Math.PI);
  context.strokeStyle = palette.dataHalo;
  context.lineWidth = width + 3;
  context.stroke();
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
  return pixelsOf(context);
}

export type FleetImage =
  | `sign-${VehicleCondition}`
  | "sign-moving-any"
  | "sign-idling-any"
  | `badge-${VehicleKind}`
  | "halo"
  /** Around the selected vehicle, and around those selected together. */
  | "ring"
  | "ring-thin"
  /** Around vehicles with an open alarm. */
  | "ring-alarm";

/** Every picture of the vehicles in the inks of a palette, by name. */
export function fleetImages(palette: MapPalette): Map<FleetImage, ImageData> {
  const images = new Map<FleetImage, ImageData>();
  for (const condition of CONDITIONS) images.set(`sign-${condition}`, drawSign(STATE_SIGNS[condition], palette.scheme));
  images.set("sign-moving-any", drawSign(DIRECTIONLESS_SIGNS.moving, palette.scheme));
  images.set("sign-idling-any", drawSign(DIRECTIONLESS_SIGNS.idling, palette.scheme));
  for (const kind of VEHICLE_KIND_KEYS) images.set(`badge-${kind}`, drawBadge(kind, palette));
  images.set("halo", drawHalo());
  images.set("ring", drawRing(palette, 3, palette.accent));
  images.set("ring-thin", drawRing(palette, 2, palette.accent));
  images.set("ring-alarm", drawRing(palette, 4, ALARM_COLOUR));
  return images;
}
