// The hardware that publishes, and its assignments to vehicles over time.
import { z } from "zod";

/** Formats of devices that sign in themselves. */
export const DEVICE_FORMATS = [
  "kentiz",
  "owntracks",
  "teltonika",
  "ruptela",
  "flespi",
  "pui",
  "thingsboard",
  "senml",
  "sensorthings",
  "tasmota",
  "osmand",
] as const;
export const DeviceFormat = z.enum(DEVICE_FORMATS).meta({ id: "DeviceFormat" });
export type DeviceFormat = z.infer<typeof DeviceFormat>;

/** Formats of senders that speak for many devices: network servers, gateways, other brokers. */
export const INTEGRATION_FORMATS = [
  "chirpstack",
  "tts",
  "thingsboard-gateway",
  "sparkplug",
  "hfp",
  "zigbee2mqtt",
  "tasmota",
  "flespi",
  "teltonika",
  "ruptela",
  "ngsi-ld",
  "gtfs-realtime",
] as const;
export const IntegrationFormat = z.enum(INTEGRATION_FORMATS).meta({ id: "IntegrationFormat" });
export type IntegrationFormat = z.infer<typeof IntegrationFormat>;

/** A device that is heard through an integration has the format of that. */
export const WireFormat = z.enum([...new Set([...DEVICE_FORMATS, ...INTEGRATION_FORMATS])]).meta({ id: "WireFormat" });
export type WireFormat = z.infer<typeof WireFormat>;

/** Its MQTT session is open, was open once, or the device was never heard at all. */
export const DeviceLink = z.enum(["connected", "disconnected", "never"]).meta({ id: "DeviceLink" });
export type DeviceLink = z.infer<typeof DeviceLink>;

export const Device = z
  .object({
    id: z.int(),
    /** Also its MQTT user name and the name in its topics. */
    key: z.string(),
    name: z.string(),
    format: WireFormat,
    unitId: z.int(),
    /** Vehicle it is assigned to now. */
    vehicleId: z.int().nullable(),
    /** Plate or code of that vehicle. */
    vehicleLabel: z.string().nullable(),
    revokedAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    link: DeviceLink,
    lastSeenAt: z.iso.datetime().nullable(),
    /** Messages or parts of them refused in the last 24 hours. */
    rejectionsLastDay: z.int(),
  })
  .meta({ id: "Device" });
export type Device = z.infer<typeof Device>;

export const NewDevice = z
  .object({
    name: z.string().trim().min(1).max(120),
    format: DeviceFormat.default("kentiz"),
    vehicleId: z.int().nullish(),
    /** Needed where no vehicle is named; otherwise the vehicle's unit. */
    unitId: z.int().nullish(),
  })
  .meta({ id: "NewDevice" });
export type NewDevice = z.infer<typeof NewDevice>;

export const DeviceChange = z
  .object({ name: z.string().trim().min(1).max(120), unitId: z.int() })
  .partial()
  .meta({ id: "DeviceChange" });
export type DeviceChange = z.infer<typeof DeviceChange>;

/** The password is shown only in the answer that creates or rotates it. */
export const DeviceCredential = z
  .object({
    id: z.int(),
    key: z.string(),
    mqtt: z.object({ username: z.string(), password: z.string() }),
  })
  .meta({ id: "DeviceCredential" });
export type DeviceCredential = z.infer<typeof DeviceCredential>;

/** A device serves a vehicle during [validFrom, validTo); intervals of one device never overlap. */
export const Assignment = z
  .object({
    id: z.int(),
    deviceId: z.int(),
    vehicleId: z.int(),
    validFrom: z.iso.datetime(),
    validTo: z.iso.datetime().nullable(),
  })
  .meta({ id: "Assignment" });
export type Assignment = z.infer<typeof Assignment>;

/** Ends the present assignment at `from` (default now) and starts one to `vehicleId`; null only ends it. */
export const NewAssignment = z
  .object({ vehicleId: z.int().nullable(), from: z.iso.datetime({ offset: true }).optional() })
  .meta({ id: "NewAssignment" });
export type NewAssignment = z.infer<typeof NewAssignment>;
