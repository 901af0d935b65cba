// Kentiz as a client: of another MQTT broker (The Things Stack, a municipality's own, another city), or of
// a feed that is asked again and again (GTFS-realtime). To the tables it is an integration with an address.
import { z } from "zod";
import { IntegrationFormat } from "./device.ts";
import { TopicFilter } from "./integration.ts";

const ADDRESS = /^(?:mqtts?|wss?|https?):\/\/[^\s/?#]+/;
const WITH_PASSWORD = /^[a-z]+:\/\/[^/?#]*@/;

/** Feeds are polled, brokers are subscribed to. */
export const isFeedAddress = (url: string): boolean => /^https?:/.test(url);

/** A password in an address would be shown to everybody who may see the address. */
const RemoteAddress = z
  .string()
  .trim()
  .max(500)
  .refine((text) => ADDRESS.test(text), { message: "address_scheme" })
  .refine((text) => !WITH_PASSWORD.test(text), { message: "address_with_password" });

export const LinkState = z.enum(["off", "connecting", "connected", "retrying"]).meta({ id: "LinkState" });
export type LinkState = z.infer<typeof LinkState>;

/** Why a connection to somebody else does not work. */
const LINK_FAULTS = [
  "credentials_wrong",
  "host_unknown",
  "connection_refused",
  "no_answer",
  "connection_lost",
  "certificate_untrusted",
  "tls_failed",
  "subscription_refused",
  "http_status",
  "answer_too_large",
  "secret_unreadable",
  "other",
] as const;
export const LinkFault = z.enum(LINK_FAULTS).meta({ id: "LinkFault" });
export type LinkFault = z.infer<typeof LinkFault>;

/** How a connection to somebody else is doing; numbers since it was set up. */
const LinkStatus = z.object({
  state: LinkState,
  since: z.iso.datetime().nullable(),
  fault: LinkFault.nullable(),
  /** What the other side or the system said, in its words. */
  faultDetail: z.string().nullable(),
  retryAt: z.iso.datetime().nullable(),
});

export const Connector = LinkStatus.extend({
  /** That of its integration. */
  id: z.int(),
  key: z.string(),
  name: z.string(),
  format: IntegrationFormat,
  unitId: z.int(),
  url: z.string(),
  username: z.string().nullable(),
  /** The password itself is never told. */
  hasPassword: z.boolean(),
  /** PEM of who is trusted besides the well-known authorities. */
  ca: z.string().nullable(),
  /** What is subscribed to; empty for feeds. */
  topicFilters: z.array(z.string()),
  /** Between two questions to a feed. */
  intervalSeconds: z.int().nullable(),
  enabled: z.boolean(),
  messages: z.int(),
  lastMessageAt: z.iso.datetime().nullable(),
  /** Taken over and not committed yet; the other side is told afterwards. */
  waiting: z.int(),
  /** How old the newest report of the last message was when it came. */
  lagSeconds: z.number().nullable(),
  devices: z.int(),
  unknownDevices: z.int(),
}).meta({ id: "Connector" });
export type Connector = z.infer<typeof Connector>;

const Name = z.string().trim().min(1).max(120);
const Secret = z.string().min(1).max(4096);
const Username = z.string().trim().min(1).max(200);
const Certificate = z
  .string()
  .trim()
  .max(65_536)
  .refine((text) => text.startsWith("-----BEGIN CERTIFICATE-----"), { message: "certificate_not_pem" });
const Interval = z.int().min(5).max(86_400);

export const NewConnector = z
  .object({
    name: Name,
    format: IntegrationFormat,
    unitId: z.int(),
    url: RemoteAddress,
    username: Username.nullish(),
    password: Secret.nullish(),
    ca: Certificate.nullish(),
    topicFilters: z.array(TopicFilter).max(20).default([]),
    intervalSeconds: Interval.nullish(),
  })
  .refine(({ url, topicFilters }) => isFeedAddress(url) || topicFilters.length > 0, {
    path: ["topicFilters"],
    message: "required",
  })
  .meta({ id: "NewConnector" });
export type NewConnector = z.infer<typeof NewConnector>;

/** What is left out stays; `password: null` forgets it. */
export const ConnectorChange = z
  .object({
    name: Name,
    url: RemoteAddress,
    username: Username.nullable(),
    password: Secret.nullable(),
    ca: Certificate.nullable(),
    topicFilters: z.array(TopicFilter).max(20),
    intervalSeconds: Interval.nullable(),
    enabled: z.boolean(),
  })
  .partial()
  .meta({ id: "ConnectorChange" });
export type ConnectorChange = z.infer<typeof ConnectorChange>;
