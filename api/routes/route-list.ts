// Every route has its handler here; one that lacks it fails the type check.
import type { FileHandlers } from "../mount-file-route.ts";
import type { Handlers } from "../mount-route.ts";
import { baseMapHandlers } from "./base-map.ts";
import { deviceHandlers } from "./devices.ts";
import { photoHandlers } from "./photo.ts";
import { rejectionHandlers } from "./rejections.ts";
import { sessionHandlers } from "./session.ts";
import { trackHandlers } from "./track.ts";
import { unitHandlers } from "./units.ts";
import { userHandlers } from "./users.ts";
import { vehicleHandlers } from "./vehicles.ts";

export const handlers: Handlers = {
  ...sessionHandlers,
  ...unitHandlers,
  ...userHandlers,
  ...vehicleHandlers,
  ...deviceHandlers,
  ...rejectionHandlers,
};

export const fileHandlers: FileHandlers = { ...trackHandlers, ...photoHandlers, ...baseMapHandlers };
