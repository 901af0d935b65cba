// A vehicle's track as a file.
import { once } from "node:events";
import type { Response } from "express";
import { foldTurkish } from "../../domain/turkish-text.ts";
import { vehicleLabel } from "../../domain/vehicle.ts";
import { stopsOfVehicle, tripsOfVehicle } from "../../gis/fleet/trip.ts";
import { positionsOfVehicle } from "../../gis/position.ts";
import { vehicleById } from "../../gis/vehicle.ts";
import { auditLook } from "../audit.ts";
import type { TrackFormatName } from "../file-contract.ts";
import type { FileHandlers } from "../mount-file-route.ts";
import { csv } from "../track/csv.ts";
import { geojson } from "../track/geojson.ts";
import { gpx } from "../track/gpx.ts";
import { kml } from "../track/kml.ts";
import type { TrackFormat } from "../track/track-writer.ts";
import { requireFound } from "./require-found.ts";
import { requirePeriod } from "./require-period.ts";

const PAGE = 5000;
const SEGMENTS = 10_000;
const EXPORT_MAX_DAYS = 400;
const FORMATS: Readonly<Record<TrackFormatName, TrackFormat>> = { geojson, gpx, kml, csv };

/** Letters and digits only: "GRY-03" → "gry03". */
const slug = (text: string): string => foldTurkish(text).replace(/[^a-z0-9]/g, "");

/** "20261122-1405" in the installation's zone. */
function stamp(instant: Date, timeZone: string): string {
  const local = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(instant);
  return local.replace(/[-:]/g, "").replace(" ", "-");
}

/** Waits while the client reads slower than the database gives; false = it has gone. */
async function write(response: Response, text: string): Promise<boolean> {
  if (response.destroyed) return false;
  if (response.write(text)) return true;
  await Promise.race([once(response, "drain"), once(response, "close")]);
  return !response.destroyed;
}

export const trackHandlers = {
  async getTrack({ context, caller, scope, params, query, response }) {
    const { database, timeZone } = context;
    const { from, to } = requirePeriod(query, EXPORT_MAX_DAYS);
    const vehicle = requireFound(await vehicleById(database, scope, params.id), "vehicle");
    const label = vehicleLabel(vehicle);
    const format = FORMATS[query.format];
    await auditLook(database, caller, [
      {
        action: "export",
        objectType: "vehicle",
        objectId: vehicle.id,
        objectLabel: label,
        unitId: vehicle.unitId,
        after: { from: query.from, to: query.to, format: query.format },
      },
    ]);
    const trips = await tripsOfVehicle(database, vehicle.id, { from, to }, { limit: SEGMENTS });
    const stops = await stopsOfVehicle(database, vehicle.id, { from, to }, { limit: SEGMENTS });
    const writer = format.createWriter({ label, timeZone, trips: trips.items, stops: stops.items });
    const name = `${slug(label)}_${stamp(from, timeZone)}_${stamp(to, timeZone)}.${format.extension}`;
    response.set("Content-Type", format.mediaType);
    response.set("Content-Disposition", `attachment; filename="${name}"`);
    response.set("Cache-Control", "no-store");
    let open = await write(response, writer.head());
    let after: string | null = null;
    while (open) {
      const page = await positionsOfVehicle(database, vehicle.id, from, to, PAGE, after);
      const good = page.items.filter((position) => position.flags.length === 0);
      if (good.length > 0) open = await write(response, writer.page(good));
      if (page.next === null) break;
      after = page.next;
    }
    response.end(writer.tail());
  },
} satisfies Partial<FileHandlers>;
