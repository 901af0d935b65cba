// A principal that publishes for many devices: a network server, a gateway, another broker.
import { z } from "zod";
import { IntegrationFormat } from "./device.ts";

/** MQTT topic filter: levels with "+", and "#" at the end. */
export const TopicFilter = z
  .string()
  .trim()
  .min(1)
  .max(256)
  .regex(/^(?!\$)(?:[^+#\0]*|\+)(?:\/(?:[^/+#\0]*|\+))*(?:\/#)?$|^#$/);

export const Integration = z
  .object({
    id: z.int(),
    /** Also its MQTT user name. */
    key: z.string(),
    name: z.string(),
    format: IntegrationFormat,
    unitId: z.int(),
    /** Where it may publish within the topics of its format; empty = anywhere there. */
    topicFilters: z.array(z.string()),
    revokedAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    /** Registered under it. */
    devices: z.int(),
    /** Heard, but not registered. */
    unknownDevices: z.int(),
  })
  .meta({ id: "Integration" });
export type Integration = z.infer<typeof Integration>;

const Name = z.string().trim().min(1).max(120);
const TopicFilters = z.array(TopicFilter).max(20);

export const NewIntegration = z
  .object({ name: Name, format: IntegrationFormat, unitId: z.int(), topicFilters: TopicFilters.default([]) })
  .meta({ id: "NewIntegration" });
export type NewIntegration = z.infer<typeof NewIntegration>;

export const IntegrationChange = z
  .object({ name: Name, topicFilters: TopicFilters })
  .partial()
  .meta({ id: "IntegrationChange" });
export type IntegrationChange = z.infer<typeof IntegrationChange>;

/** A device that an integration speaks of and that nobody registered. */
export const UnknownDevice = z
  .object({
    externalId: z.string(),
    /** As the integration's messages call it. */
    name: z.string().nullable(),
    topic: z.string(),
    /** First bytes of its last message as UTF-8; what is no text stands as U+FFFD. */
    payloadStart: z.string(),
    payloadBytes: z.int(),
    count: z.int(),
    firstAt: z.iso.datetime(),
    lastAt: z.iso.datetime(),
  })
  .meta({ id: "UnknownDevice" });
export type UnknownDevice = z.infer<typeof UnknownDevice>;

export const NewIntegrationDevice = z
  .object({
    externalId: z.string().min(1).max(200),
    /** What the integration calls it where left out, else its id. */
    name: Name.optional(),
    vehicleId: z.int().nullish(),
    /** The unit of the vehicle or of the integration where left out. */
    unitId: z.int().nullish(),
  })
  .meta({ id: "NewIntegrationDevice" });
export type NewIntegrationDevice = z.infer<typeof NewIntegrationDevice>;
