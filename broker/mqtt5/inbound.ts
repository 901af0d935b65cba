// From an MQTT 5 client to aedes: each packet as 3.1.1 has it. What 3.1.1 has no words for is kept
// here (aliases, properties, requests that wait for their answer) or ends the connection with a reason.
import type { IConnectPacket, IPublishPacket, Packet } from "mqtt-packet";
import type { Mqtt5Limits } from "./connack.ts";
import type { Mqtt5Connection } from "./connection.ts";
import { keepProperties } from "./message-properties.ts";
import type { OpenRequests } from "./outbound.ts";
import { REASON } from "./reason-code.ts";
import type { SendWindow } from "./send-window.ts";
import { createInboundAliases } from "./topic-alias.ts";

export interface InboundOptions {
  connection: Mqtt5Connection;
  requests: OpenRequests;
  window: SendWindow;
  limits: Mqtt5Limits;
  isSubscribed: (filter: string) => boolean;
  /** Hands a packet to aedes. */
  pass: (packet: Packet) => void;
  /** Ends the connection with DISCONNECT and this reason. */
  end: (reason: number) => void;
  /** Ends it without a word, as if the client had got lost: its will speaks. */
  drop: () => void;
}

const MAX_OPEN_REQUESTS = 1000;
const FAILED = 0x80;

/** Only these may come more than once; mqtt-packet makes lists of the others too [MQTT-2.2.2]. */
const REPEATABLE = new Set(["userProperties", "subscriptionIdentifier"]);

/** Whether the properties say what the standard allows: nothing twice, nothing cut off. */
export function isSound(properties: object | undefined): boolean {
  if (!properties) return true;
  return Object.entries(properties).every(
    ([name, value]) => value !== null && value !== -1 && (REPEATABLE.has(name) || !Array.isArray(value)),
  );
}

/** CONNECT as aedes may see it. The parser keeps the packet itself to know which version it reads. */
export function connectOf(packet: IConnectPacket, connection: Mqtt5Connection, nowMs: number): IConnectPacket {
  const { properties: _, will, ...rest } = packet;
  const connect: IConnectPacket = {
    ...rest,
    protocolVersion: 4,
    clientId: connection.clientId,
    // aedes keeps a session from its start to its end, or not at all; the rest is session-expiry's.
    clean: connection.cleanStart && connection.sessionExpirySeconds === 0,
  };
  if (!will) return connect;
  const { properties, ...plain } = will;
  const payload = Buffer.from(will.payload);
  if (properties) {
    const { willDelayInterval: __, ...message } = properties;
    keepProperties(payload, message, nowMs);
  }
  return { ...connect, will: { ...plain, payload } };
}

export function createInbound(options: InboundOptions): (packet: Packet) => void {
  const { connection, requests, window, limits, pass, end } = options;
  const aliases = createInboundAliases(limits.maxTopicAlias);

  function publish(packet: IPublishPacket): void {
    const { topicAlias, subscriptionIdentifier, ...message } = packet.properties ?? {};
    if (subscriptionIdentifier !== undefined) return end(REASON.protocolError);
    if (message.responseTopic !== undefined && /[+#]/.test(message.responseTopic)) return end(REASON.topicNameInvalid);
    const topic = aliases.resolve(packet.topic, topicAlias);
    if (topic === null) return end(topicAlias === undefined ? REASON.protocolError : REASON.topicAliasInvalid);
    packet.topic = topic;
    delete packet.properties;
    if (Object.keys(message).length > 0) {
      const payload = Buffer.from(packet.payload);
      packet.payload = payload;
      keepProperties(payload, message, Date.now());
    }
    pass(packet);
  }

  return (packet) => {
    if ("properties" in packet && !isSound(packet.properties)) return end(REASON.malformedPacket);
    switch (packet.cmd) {
      case "publish":
        return publish(packet);
      case "subscribe": {
        if (packet.properties?.subscriptionIdentifier !== undefined) {
          return end(REASON.subscriptionIdentifiersUnsupported);
        }
        if (requests.subscribe.size >= MAX_OPEN_REQUESTS) return end(REASON.quotaExceeded);
        requests.subscribe.set(
          packet.messageId ?? 0,
          packet.subscriptions.map(({ topic }) => topic),
        );
        return pass(packet);
      }
      case "unsubscribe":
        if (requests.unsubscribe.size >= MAX_OPEN_REQUESTS) return end(REASON.quotaExceeded);
        requests.unsubscribe.set(packet.messageId ?? 0, packet.unsubscriptions.map(options.isSubscribed));
        return pass(packet);
      case "puback":
      case "pubcomp":
        window.done(packet.messageId ?? 0);
        return pass(packet);
      case "pubrec":
        if ((packet.reasonCode ?? 0) < FAILED) return pass(packet);
        // The exchange ends here [MQTT-4.3.3-4]; to aedes that is a PUBACK.
        window.done(packet.messageId ?? 0);
        return pass({ cmd: "puback", messageId: packet.messageId ?? 0 });
      case "disconnect": {
        const expiry = packet.properties?.sessionExpiryInterval;
        if (expiry !== undefined) {
          if (connection.sessionExpirySeconds === 0 && expiry > 0) return end(REASON.protocolError);
          connection.sessionExpirySeconds = Math.min(expiry, limits.maxSessionExpirySeconds);
        }
        connection.silent = true;
        return packet.reasonCode === 0 || packet.reasonCode === undefined ? pass(packet) : options.drop();
      }
      case "pubrel":
      case "pingreq":
        return pass(packet);
      // A second CONNECT; AUTH, which belongs to a method nobody agreed on; packets only a server sends.
      default:
        return end(REASON.protocolError);
    }
  };
}
