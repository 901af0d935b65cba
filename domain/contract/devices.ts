// Trackers and sensors: register, credentials, assignments, and what of theirs was refused.
import { z } from "zod";
import { DeviceImport, MAX_IMPORT_BYTES } from "../csv-import.ts";
import {
  Assignment,
  Device,
  DeviceChange,
  DeviceCredential,
  WireFormat,
  DeviceLink,
  NewAssignment,
  NewDevice,
} from "../device.ts";
import { DeviceHealth } from "../device-health.ts";
import { Rejection, RejectionReason, RejectionSummary } from "../rejection.ts";
import { Cursor, Flag, FlagFilter, Id, IdFilter, listOf, OpenPeriod, route, SearchText } from "./route.ts";

export const deviceRoutes = {
  listDevices: route({
    method: "GET",
    path: "/api/devices",
    summary: "Devices in scope",
    permission: "device:read",
    query: Cursor.extend({
      /** Part of name or key. */
      q: SearchText,
      /** In this unit or below. */
      unitId: IdFilter,
      vehicleId: IdFilter,
      format: WireFormat.optional(),
      link: DeviceLink.optional(),
      /** Serving a vehicle now. */
      assigned: FlagFilter,
      revoked: FlagFilter,
      /** Something of theirs was refused in the last 24 hours. */
      rejected: FlagFilter,
    }),
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
  importDevices: route({
    method: "POST",
    path: "/api/devices/import",
    summary: "Register devices from a CSV file; a preview unless dryRun=false; passwords come only in this answer",
    permission: "device:write",
    query: z.object({
      /** Check and show only. */
      dryRun: Flag(true),
      /** Leave rows with errors out; otherwise one of them keeps everything from being written. */
      skipErrors: Flag(false),
      /** Unit of rows that name neither unit nor vehicle. */
      unitId: IdFilter,
    }),
    upload: { type: "text/csv", maxBytes: MAX_IMPORT_BYTES },
    status: 200,
    response: DeviceImport,
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
    summary: "Rename a device or give it to another unit",
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
  getDeviceHealth: route({
    method: "GET",
    path: "/api/devices/{id}/health",
    summary: "How far the device can be believed: its clock, and messages that are missing",
    permission: "device:read",
    params: Id,
    status: 200,
    response: DeviceHealth,
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
    query: Cursor.extend({
      ...OpenPeriod.shape,
      deviceId: IdFilter,
      reason: RejectionReason.optional(),
      /** Part of the MQTT user name as presented. */
      principal: z.string().max(100).optional(),
    }),
    status: 200,
    response: listOf(Rejection),
  }),
  summariseRejections: route({
    method: "GET",
    path: "/api/rejections/summary",
    summary: "How often each reason refused something in the last hours, most frequent first",
    permission: "rejection:read",
    query: z.object({
      /** Whole hours back from now. */
      hours: z.coerce.number().int().min(1).max(168).default(24),
      deviceId: IdFilter,
    }),
    status: 200,
    response: listOf(RejectionSummary),
  }),
} as const;
