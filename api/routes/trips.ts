// What a vehicle did.
import { createDayOf } from "../../domain/fleet/local-day.ts";
import { daysOfVehicle, stopsOfVehicle, tripsOfVehicle } from "../../gis/fleet/trip.ts";
import { vehicleById } from "../../gis/vehicle.ts";
import type { Handlers } from "../mount-route.ts";
import { requireFound } from "./require-found.ts";
import { requirePeriod } from "./require-period.ts";

export const tripHandlers = {
  async listTrips({ context, scope, params, query }) {
    const period = requirePeriod(query);
    const vehicle = requireFound(await vehicleById(context.database, scope, params.id), "vehicle");
    return tripsOfVehicle(context.database, vehicle.id, period, query);
  },

  async listStops({ context, scope, params, query }) {
    const period = requirePeriod(query);
    const vehicle = requireFound(await vehicleById(context.database, scope, params.id), "vehicle");
    return stopsOfVehicle(context.database, vehicle.id, period, query);
  },

  async listDays({ context, scope, params, query }) {
    const { from, to } = requirePeriod(query);
    const vehicle = requireFound(await vehicleById(context.database, scope, params.id), "vehicle");
    const dayOf = createDayOf(context.timeZone);
    const firstDay = dayOf(from.getTime()).day;
    // Half-open: a period that ends at midnight does not touch the day that begins then.
    const lastDay = dayOf(Math.max(from.getTime(), to.getTime() - 1)).day;
    return { items: await daysOfVehicle(context.database, vehicle.id, firstDay, lastDay), next: null };
  },
} satisfies Partial<Handlers>;
