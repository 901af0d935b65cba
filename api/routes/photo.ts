// Photos of vehicles.
import { createHash } from "node:crypto";
import { AppError } from "../../domain/problem.ts";
import { setVehiclePhoto, vehicleById, vehiclePhoto } from "../../gis/vehicle.ts";
import type { FileHandlers } from "../mount-file-route.ts";
import { imageTypeOf } from "../image-type.ts";
import { requireFound } from "./require-found.ts";

const MAX_BYTES = 2 * 1024 * 1024;

export const photoHandlers = {
  async getPhoto({ context, scope, params, request, response }) {
    const vehicle = requireFound(await vehicleById(context.database, scope, params.id), "vehicle");
    const photo = requireFound(await vehiclePhoto(context.database, vehicle.id), "photo");
    response.set("ETag", `"${createHash("sha256").update(photo.bytes).digest("base64url")}"`);
    response.set("Cache-Control", "private, no-cache");
    // Opened by itself, a picture may do nothing at all.
    response.set("Content-Security-Policy", "default-src 'none'; sandbox");
    if (request.fresh) response.status(304).end();
    else response.set("Content-Type", photo.type).send(Buffer.from(photo.bytes));
  },

  async putPhoto({ context, bodies, scope, params, request, response }) {
    const vehicle = requireFound(await vehicleById(context.database, scope, params.id), "vehicle");
    const bytes = await bodies.bytes(request, response, MAX_BYTES);
    // What the bytes are counts, not what the sender says they are.
    const type = imageTypeOf(bytes);
    if (type === null) throw new AppError("media_type_unsupported", "Send the photo itself as JPEG, PNG or WebP.");
    await setVehiclePhoto(context.database, vehicle.id, { bytes, type });
    context.feed.publish({ type: "vehicles" });
    response.status(204).end();
  },

  async deletePhoto({ context, scope, params, response }) {
    const vehicle = requireFound(await vehicleById(context.database, scope, params.id), "vehicle");
    await setVehiclePhoto(context.database, vehicle.id, null);
    context.feed.publish({ type: "vehicles" });
    response.status(204).end();
  },
} satisfies Partial<FileHandlers>;
