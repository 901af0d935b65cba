// The public HTTP contract: every JSON route once. The API mounts it, the OpenAPI document is made
// from it, the console's client is typed by it. Routes are mounted in this order.
import type { z } from "zod";
import { backdropRoutes } from "./contract/backdrops.ts";
import { connectorRoutes } from "./contract/connectors.ts";
import { datastreamRoutes } from "./contract/datastreams.ts";
import { deviceRoutes } from "./contract/devices.ts";
import { historyRoutes } from "./contract/history.ts";
import { alarmRoutes } from "./contract/alarms.ts";
import { geofenceRoutes } from "./contract/geofences.ts";
import { placeRoutes } from "./contract/places.ts";
import { integrationRoutes } from "./contract/integrations.ts";
import { ruleRoutes } from "./contract/rules.ts";
import { reportRoutes } from "./contract/reports.ts";
import { sessionRoutes } from "./contract/session.ts";
import { systemRoutes } from "./contract/system.ts";
import { tripRoutes } from "./contract/trips.ts";
import { unitRoutes } from "./contract/units.ts";
import { userRoutes } from "./contract/users.ts";
import { vehicleRoutes } from "./contract/vehicles.ts";

export const contract = {
  ...sessionRoutes,
  ...unitRoutes,
  ...userRoutes,
  ...vehicleRoutes,
  ...tripRoutes,
  ...reportRoutes,
  ...historyRoutes,
  ...geofenceRoutes,
  ...ruleRoutes,
  ...alarmRoutes,
  ...deviceRoutes,
  ...datastreamRoutes,
  ...placeRoutes,
  ...integrationRoutes,
  ...backdropRoutes,
  ...connectorRoutes,
  ...systemRoutes,
} as const;

export type RouteName = keyof typeof contract;
export type RouteOf<N extends RouteName> = (typeof contract)[N];

type InputOf<S> = S extends z.ZodType ? z.input<S> : undefined;
type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined;
type Part<N extends RouteName, K extends string> = RouteOf<N> extends Record<K, infer S> ? S : undefined;
/** Routes with `upload` carry a file. */
type Bytes = Uint8Array<ArrayBuffer>;

/** What a caller passes. */
export interface CallOf<N extends RouteName> {
  params: InputOf<Part<N, "params">>;
  query: InputOf<Part<N, "query">>;
  body: Part<N, "upload"> extends object ? Bytes : InputOf<Part<N, "body">>;
}
/** What a handler receives after parsing. */
export interface RequestOf<N extends RouteName> {
  params: OutputOf<Part<N, "params">>;
  query: OutputOf<Part<N, "query">>;
  body: Part<N, "upload"> extends object ? Bytes : OutputOf<Part<N, "body">>;
}
export type ResponseOf<N extends RouteName> = RouteOf<N>["response"] extends z.ZodType
  ? z.output<RouteOf<N>["response"]>
  : null;
