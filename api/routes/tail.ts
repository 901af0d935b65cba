// The live tail of a device.
import { deviceById } from "../../gis/device.ts";
import type { FileHandlers } from "../mount-file-route.ts";
import { requireFound } from "./require-found.ts";

export const tailHandlers = {
  async tailDevice({ context, scope, params, request, response }) {
    const device = requireFound(await deviceById(context.database, scope, params.id), "device");
    await context.tails.open(request, response, device.id);
  },
} satisfies Partial<FileHandlers>;
