// The public HTTP contract: every JSON route once. The API mounts it, the OpenAPI document is made
// from it, the console's client is typed by it.
import { z } from "zod";
import { Assignment, Device, DeviceChange, DeviceCredential, NewAssignment, NewDevice } from "./device.ts";
import { Position } from "./position.ts";
import { Rejection } from "./rejection.ts";
import type { Permission } from "./rights.ts";
import { NewUnit, Unit } from "./unit.ts";
import { Credentials, NewUser, Session, User, UserChange } from "./user.ts";
import { VehicleState } from "./vehicle-state.ts";
import { NewVehicle, Vehicle, VehicleChange } from "./vehicle.ts";

type Method = "GET" | "POST" | "PATCH" | "DELETE";

export interface Route {
  method: Method;
  /** Express and OpenAPI style with {name} parameters. */
  path: string;
  summary: string;
  /** Needed somewhere in the tree; null = any signed-in user; "public" = nobody need be signed in. */
  permission: Permission | null | "public";
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  status: 200 | 201 | 204;
  response: z.ZodType | null;
}

const route = <const R extends Route>(definition: R): R => definition;

/** Ids are 32-bit in the database. */
const Id = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) });
const Cursor = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  /** Opaque; the `next` of the page before. */
  after: z.string().max(200).optional(),
});
const Instant = z.iso.datetime({ offset: true });
/** Half-open [from, to). */
const Period = z.object({ from: Instant, to: Instant });

export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

export const contract = {
  signIn: route({
    method: "POST",
    path: "/api/session",
    summary: "Sign in; sets the session cookie",
    permission: "public",
    body: Credentials,
    status: 200,
    response: Session,
  }),
  getSession: route({
    method: "GET",
    path: "/api/session",
    summary: "Who is signed in",
    permission: null,
    status: 200,
    response: Session,
  }),
  signOut: route({
    method: "DELETE",
    path: "/api/session",
    summary: "Sign out",
    permission: null,
    status: 204,
    response: null,
  }),

  listUnits: route({
    method: "GET",
    path: "/api/units",
    summary: "Units in the user's scope, with their ancestors",
    permission: "unit:read",
    query: Cursor,
    status: 200,
    response: listOf(Unit),
  }),
  createUnit: route({
    method: "POST",
    path: "/api/units",
    summary: "Create a unit below another",
    permission: "unit:write",
    body: NewUnit,
    status: 201,
    response: Unit,
  }),

  listUsers: route({
    method: "GET",
    path: "/api/users",
    summary: "Users who hold a role in the user's scope",
    permission: "user:read",
    query: Cursor,
    status: 200,
    response: listOf(User),
  }),
  createUser: route({
    method: "POST",
    path: "/api/users",
    summary: "Create a user",
    permission: "user:write",
    body: NewUser,
    status: 201,
    response: User,
  }),
  changeUser: route({
    method: "PATCH",
    path: "/api/users/{id}",
    summary: "Change name, password, roles or lock a user",
    permission: "user:write",
    params: Id,
    body: UserChange,
    status: 200,
    response: User,
  }),

  listVehicles: route({
    method: "GET",
    path: "/api/vehicles",
    summary: "Vehicles in scope",
    permission: "vehicle:read",
    query: Cursor.extend({
      q: z.string().max(100).optional(),
      archived: z.stringbool().default(false).meta({ type: "boolean" }),
    }),
    status: 200,
    response: listOf(Vehicle),
  }),
  createVehicle: route({
    method: "POST",
    path: "/api/vehicles",
    summary: "Register a vehicle by plate or machine code",
    permission: "vehicle:write",
    body: NewVehicle,
    status: 201,
    response: Vehicle,
  }),
  getVehicle: route({
    method: "GET",
    path: "/api/vehicles/{id}",
    summary: "One vehicle",
    permission: "vehicle:read",
    params: Id,
    status: 200,
    response: Vehicle,
  }),
  changeVehicle: route({
    method: "PATCH",
    path: "/api/vehicles/{id}",
    summary: "Change or archive a vehicle",
    permission: "vehicle:write",
    params: Id,
    body: VehicleChange,
    status: 200,
    response: Vehicle,
  }),
  getVehicleState: route({
    method: "GET",
    path: "/api/vehicles/{id}/state",
    summary: "Newest fix, what the vehicle is doing, and where",
    permission: "vehicle:read",
    params: Id,
    status: 200,
    response: VehicleState,
  }),
  listPositions: route({
    method: "GET",
    path: "/api/vehicles/{id}/positions",
    summary: "Stored fixes of a period in order of fix time, flagged ones included",
    permission: "track:read",
    params: Id,
    query: Period.extend({
      limit: z.coerce.number().int().min(1).max(50_000).default(10_000),
      after: z.string().max(200).optional(),
    }),
    status: 200,
    response: listOf(Position),
  }),
  listVehicleAssignments: route({
    method: "GET",
    path: "/api/vehicles/{id}/assignments",
    summary: "Which devices served the vehicle when",
    permission: "device:read",
    params: Id,
    status: 200,
    response: listOf(Assignment),
  }),

  listDevices: route({
    method: "GET",
    path: "/api/devices",
    summary: "Devices in scope",
    permission: "device:read",
    query: Cursor.extend({ q: z.string().max(100).optional() }),
    status: 200,
    response: listOf(Device),
  }),
  createDevice: route({
    method: "POST",
    path: "/api/devices",
    summary: "Register a device; the answer holds its password, only this once",
    permission: "device:write",
    body: NewDevice,
    status: 201,
    response: DeviceCredential,
  }),
  getDevice: route({
    method: "GET",
    path: "/api/devices/{id}",
    summary: "One device",
    permission: "device:read",
    params: Id,
    status: 200,
    response: Device,
  }),
  changeDevice: route({
    method: "PATCH",
    path: "/api/devices/{id}",
    summary: "Rename a device",
    permission: "device:write",
    params: Id,
    body: DeviceChange,
    status: 200,
    response: Device,
  }),
  rotateDevice: route({
    method: "POST",
    path: "/api/devices/{id}/rotate",
    summary: "New password; the old one stops working and its session is closed",
    permission: "device:write",
    params: Id,
    status: 200,
    response: DeviceCredential,
  }),
  revokeDevice: route({
    method: "POST",
    path: "/api/devices/{id}/revoke",
    summary: "Refuse the device from now on; its session is closed",
    permission: "device:write",
    params: Id,
    status: 200,
    response: Device,
  }),
  listAssignments: route({
    method: "GET",
    path: "/api/devices/{id}/assignments",
    summary: "Which vehicles the device served when",
    permission: "device:read",
    params: Id,
    status: 200,
    response: listOf(Assignment),
  }),
  assignDevice: route({
    method: "POST",
    path: "/api/devices/{id}/assignments",
    summary: "Move the device to another vehicle from a time on, or take it off",
    permission: "device:write",
    params: Id,
    body: NewAssignment,
    status: 200,
    response: listOf(Assignment),
  }),

  listRejections: route({
    method: "GET",
    path: "/api/rejections",
    summary: "Refused messages with reason and count, newest first",
    permission: "rejection:read",
    query: Cursor.extend({ deviceId: z.coerce.number().int().optional(), reason: z.string().max(64).optional() }),
    status: 200,
    response: listOf(Rejection),
  }),
} as const;

export type RouteName = keyof typeof contract;
export type RouteOf<N extends RouteName> = (typeof contract)[N];

type InputOf<S> = S extends z.ZodType ? z.input<S> : undefined;
type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined;
type Part<N extends RouteName, K extends string> = RouteOf<N> extends Record<K, infer S> ? S : undefined;

/** What a caller passes. */
export interface CallOf<N extends RouteName> {
  params: InputOf<Part<N, "params">>;
  query: InputOf<Part<N, "query">>;
  body: InputOf<Part<N, "body">>;
}
/** What a handler receives after parsing. */
export interface RequestOf<N extends RouteName> {
  params: OutputOf<Part<N, "params">>;
  query: OutputOf<Part<N, "query">>;
  body: OutputOf<Part<N, "body">>;
}
export type ResponseOf<N extends RouteName> = RouteOf<N>["response"] extends z.ZodType
  ? z.output<RouteOf<N>["response"]>
  : null;
