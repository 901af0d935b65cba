// Configuration, read once from the environment. A wrong value names its variable and stops the start.
import { isIP } from "node:net";
import { z } from "zod";
import { BackdropSettings } from "../domain/backdrop-setting.ts";
import { readAmqpSource } from "../broker/amqp/amqp-source.ts";
import { SECRET_KEY_BYTES } from "../gis/secret-box.ts";

const Port = z.coerce.number().int().min(0).max(65535);
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const Count = z.coerce.number().int().min(1);
const listOf = <T extends z.ZodType<unknown, string>>(schema: T) =>
  z
    .string()
    .transform((list) => list.split(",").map((part) => part.trim()))
    .pipe(z.array(schema));
const Subnets = listOf(
  z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], "must be addresses or subnets such as 10.0.0.5,10.1.0.0/16"),
);
const Origins = listOf(z.string().regex(/^https?:\/\/[^/]+$/, "must be origins such as https://harita.example"));

/** A JSON list in one variable. */
const JsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    context.addIssue({
      code: "custom",
      message: `must be a JSON list (${error instanceof Error ? error.message : ""})`,
    });
    return z.NEVER;
  }
});

function isNetwork(text: string): boolean {
  const [address = "", prefix = "0", ...rest] = text.split("/");
  const family = isIP(address);
  return family !== 0 && rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128);
}

const Environment = z
  .object({
    DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, "must start with postgres:// or postgresql://")),
    DATA_DIR: z.string().min(1).default("./data"),
    HTTP_HOST: z.string().min(1).default("127.0.0.1"),
    HTTP_PORT: Port.default(8080),
    MQTT_HOST: z.string().min(1).default("127.0.0.1"),
    MQTT_PORT: Port.default(1883),
    MQTTS_PORT: optional(Port),
    /** Where a process without the role api answers those who watch it. */
    HEALTH_PORT: optional(Port),
    /** Nodes of the RabbitMQ cluster whose queues are consumed instead of opening an MQTT door. */
    INGEST_SOURCE: optional(
      z.string().transform((text, context) => {
        const nodes = readAmqpSource(text);
        if (typeof nodes !== "string") return nodes;
        context.addIssue(nodes);
        return z.NEVER;
      }),
    ),
    /** Queues among which devices are spread; 1 = workers compete for one. */
    INGEST_QUEUES: z.coerce.number().int().min(1).max(64).default(1),
    /** RabbitMQ asks at /auth/<secret>/…, or from these addresses and networks beside loopback. */
    RABBITMQ_AUTH_SECRET: optional(z.string().regex(/^[\w-]{16,}$/, "must have at least 16 letters, digits, - or _")),
    RABBITMQ_AUTH_ADDRESSES: optional(
      z
        .string()
        .transform((list) => list.split(",").map((address) => address.trim()))
        .refine((list) => list.every(isNetwork), "must be addresses or networks such as 10.0.0.0/8"),
    ),
    TLS_CERT: optional(z.string()),
    TLS_KEY: optional(z.string()),
    /** CA of client certificates on the MQTTS port; one whose common name is a device key stands for that device. */
    TLS_CLIENT_CA: optional(z.string()),
    /** Certificates of that CA that are no longer good. */
    TLS_CLIENT_CRL: optional(z.string()),
    /** Load balancers in front of the MQTT ports that send the PROXY protocol. */
    MQTT_PROXIES: optional(Subnets),
    /** Pages of other origins that may open MQTT over WebSocket. */
    MQTT_WS_ORIGINS: optional(Origins),
    MQTT_MAX_CONNECTIONS: optional(Count),
    /** How fast one device may send; the door reads it more slowly beyond that. */
    MQTT_MESSAGES_PER_SECOND: optional(Count),
    PUBLIC_URL: optional(z.url({ protocol: /^https?$/ })),
    /** Addresses whose X-Forwarded-For is believed. */
    TRUSTED_PROXIES: optional(z.string().transform((list) => list.split(",").map((address) => address.trim()))),
    ADMIN_USERNAME: optional(z.string()),
    ADMIN_PASSWORD: optional(z.string().min(10, "must have at least 10 characters")),
    /** Base maps beside the own one; PMTiles files in DATA_DIR/basemaps need no setting. */
    BASEMAPS: optional(JsonText.pipe(BackdropSettings)),
    TZ_NAME: z
      .string()
      .default("Europe/Istanbul")
      .refine(
        (zone) => Intl.supportedValuesOf("timeZone").includes(zone),
        "must be an IANA time zone such as Europe/Istanbul",
      ),
    /** Days the log of who changed what goes back. */
    AUDIT_DAYS: z.coerce.number().int().min(1).max(36_500).default(730),
    /** 32 bytes in base64; where it is not given one is made and kept in DATA_DIR. */
    SECRET_KEY: optional(
      z
        .base64()
        .refine((text) => Buffer.from(text, "base64").length === SECRET_KEY_BYTES, "must be 32 bytes in base64"),
    ),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  })
  .refine((env) => Boolean(env.TLS_CERT) === Boolean(env.TLS_KEY), {
    path: ["TLS_KEY"],
    message: "TLS_CERT and TLS_KEY belong together",
  })
  .refine((env) => env.TLS_CLIENT_CRL === undefined || env.TLS_CLIENT_CA !== undefined, {
    path: ["TLS_CLIENT_CRL"],
    message: "needs TLS_CLIENT_CA, whose certificates it takes back",
  })
  .refine((env) => env.MQTTS_PORT === undefined || Boolean(env.TLS_CERT), {
    path: ["MQTTS_PORT"],
    message: "needs TLS_CERT and TLS_KEY",
  });
export type Config = z.infer<typeof Environment>;

export class ConfigError extends Error {}

/** @throws ConfigError with one line per wrong variable. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const result = Environment.safeParse(env);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new ConfigError(`Configuration is wrong:\n${lines.join("\n")}`);
}
