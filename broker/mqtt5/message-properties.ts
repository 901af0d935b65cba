// What MQTT 5 says about a message beyond topic and payload. aedes knows no such thing, but hands the
// payload on as the same object, so the properties hang on that, and are gone with it.
import type { IPublishPacket } from "mqtt-packet";

/** Without the topic alias, which belongs to one connection. */
export type MessageProperties = Omit<
  NonNullable<IPublishPacket["properties"]>,
  "topicAlias" | "subscriptionIdentifier"
>;

interface Kept {
  properties: MessageProperties;
  /** null = it never expires. */
  expiresAtMs: number | null;
}

const ofPayload = new WeakMap<Buffer, Kept>();
const SECOND_MS = 1000;

export function keepProperties(payload: Buffer, properties: MessageProperties, nowMs: number): void {
  const { messageExpiryInterval: seconds } = properties;
  ofPayload.set(payload, {
    properties,
    expiresAtMs: seconds === undefined ? null : nowMs + seconds * SECOND_MS,
  });
}

export function isExpired(payload: Buffer, nowMs: number): boolean {
  const expiresAtMs = ofPayload.get(payload)?.expiresAtMs ?? null;
  return expiresAtMs !== null && expiresAtMs <= nowMs;
}

/** As they are sent on: the expiry interval less the time it waited here [MQTT-3.3.2-6]. */
export function propertiesOf(payload: Buffer, nowMs: number): MessageProperties | null {
  const kept = ofPayload.get(payload);
  if (!kept) return null;
  if (kept.expiresAtMs === null) return kept.properties;
  const left = Math.max(0, Math.ceil((kept.expiresAtMs - nowMs) / SECOND_MS));
  return { ...kept.properties, messageExpiryInterval: left };
}
