// Every route has its handler here; one that lacks it fails the type check.
import type { FileHandlers } from "../mount-file-route.ts";
import type { Handlers } from "../mount-route.ts";
import { alarmHandlers } from "./alarms.ts";
import { auditHandlers } from "./audit.ts";
import { backdropFileHandlers, backdropHandlers } from "./backdrops.ts";
import { baseMapHandlers } from "./base-map.ts";
import { connectorHandlers } from "./connectors.ts";
import { datastreamHandlers } from "./datastreams.ts";
import { deviceHandlers } from "./devices.ts";
import { historyHandlers } from "./history.ts";
import { geofenceHandlers } from "./geofences.ts";
import { importDevicesHandler } from "./import-devices.ts";
import { importVehiclesHandler } from "./import-vehicles.ts";
import { integrationHandlers } from "./integrations.ts";
import { photoHandlers } from "./photo.ts";
import { placeHandlers } from "./places.ts";
import { rejectionHandlers } from "./rejections.ts";
import { ruleHandlers } from "./rules.ts";
import { reportFileHandlers, reportHandlers } from "./reports.ts";
import { sessionHandlers } from "./session.ts";
import { systemHandlers } from "./system.ts";
import { tailHandlers } from "./tail.ts";
import { tokenHandlers } from "./tokens.ts";
import { trackHandlers } from "./track.ts";
import { tripHandlers } from "./trips.ts";
import { unitHandlers } from "./units.ts";
import { userHandlers } from "./users.ts";
import { vehicleHandlers } from "./vehicles.ts";
import { viewHandlers } from "./views.ts";

export const handlers: Handlers = {
  ...sessionHandlers,
  ...viewHandlers,
  ...tokenHandlers,
  ...unitHandlers,
  ...userHandlers,
  ...vehicleHandlers,
  ...tripHandlers,
  ...reportHandlers,
  ...historyHandlers,
  ...geofenceHandlers,
  ...ruleHandlers,
  ...alarmHandlers,
  ...deviceHandlers,
  ...datastreamHandlers,
  ...placeHandlers,
  ...integrationHandlers,
  ...connectorHandlers,
  ...rejectionHandlers,
  ...auditHandlers,
  ...importVehiclesHandler,
  ...importDevicesHandler,
  ...backdropHandlers,
  ...systemHandlers,
};

export const fileHandlers: FileHandlers = {
  ...trackHandlers,
  ...reportFileHandlers,
  ...tailHandlers,
  ...photoHandlers,
  ...baseMapHandlers,
  ...backdropFileHandlers,
};
