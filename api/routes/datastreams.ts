// What sensors measure.
import {
  changeDatastream,
  datastreamById,
  datastreamsOfDevice,
  observationsOf,
  sparklinesOf,
} from "../../gis/datastream.ts";
import { deviceById } from "../../gis/device.ts";
import type { Handlers } from "../mount-route.ts";
import { requireFound } from "./require-found.ts";
import { requirePeriod } from "./require-period.ts";

export const datastreamHandlers = {
  async listDatastreams({ context, scope, params }) {
    const device = requireFound(await deviceById(context.database, scope, params.id), "device");
    return { items: await datastreamsOfDevice(context.database, device.id, Date.now()), next: null };
  },

  async listSparklines({ context, scope, params, query }) {
    const device = requireFound(await deviceById(context.database, scope, params.id), "device");
    const { hours, points } = query;
    const stepSeconds = Math.ceil((hours * 3600) / points);
    const stepMs = stepSeconds * 1000;
    // Spans begin at whole steps, so that a line does not flicker while it moves on.
    const toMs = Math.ceil(Date.now() / stepMs) * stepMs;
    const fromMs = toMs - points * stepMs;
    return {
      from: new Date(fromMs).toISOString(),
      to: new Date(toMs).toISOString(),
      stepSeconds,
      items: await sparklinesOf(context.database, device.id, fromMs, stepSeconds, points),
    };
  },

  getDatastream: async ({ context, scope, params }) =>
    requireFound(await datastreamById(context.database, scope, params.id, Date.now()), "datastream"),

  async changeDatastream({ context, scope, params, body }) {
    const { database } = context;
    const before = requireFound(await datastreamById(database, scope, params.id, Date.now()), "datastream");
    await changeDatastream(database, before, body);
    return requireFound(await datastreamById(database, scope, params.id, Date.now()), "datastream");
  },

  async listObservations({ context, scope, params, query }) {
    const datastream = requireFound(await datastreamById(context.database, scope, params.id, Date.now()), "datastream");
    return observationsOf(context.database, datastream, requirePeriod(query), query);
  },
} satisfies Partial<Handlers>;
