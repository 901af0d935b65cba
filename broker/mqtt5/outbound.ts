// From aedes to an MQTT 5 client: the few packets that differ are written anew, the others are the same
// in both versions and go out as they are.
//
//   aedes ─ pieces of 3.1.1 ─▶ conn.write ─▶ packet-cutter ─▶ CONNACK, PUBLISH, SUBACK, UNSUBACK anew ─▶ socket
import { generate } from "mqtt-packet";
import { connack, type Mqtt5Limits } from "./connack.ts";
import type { Mqtt5Connection } from "./connection.ts";
import { propertiesOf } from "./message-properties.ts";
import { createPacketCutter, type SentPublish } from "./packet-cutter.ts";
import { REASON } from "./reason-code.ts";
import { createSendWindow, type SendWindow } from "./send-window.ts";
import { createOutboundAliases } from "./topic-alias.ts";

const CONNACK = 2;
const SUBACK = 9;
const UNSUBACK = 11;
const REFUSED = 0x80;
const VERSION_5 = { protocolVersion: 5 } as const;
const DEFAULT_RECEIVE_MAXIMUM = 65_535;
/** What waits for a client's window; more is dropped as for any client that does not read. */
const MAX_WAITING_BYTES = 256 * 1024;
/** What naming an alias adds. */
const ALIAS_BYTES = 3;

/** What was asked, until it is answered, by message id. */
export interface OpenRequests {
  /** Filters in the order of the SUBSCRIBE. */
  readonly subscribe: Map<number, readonly string[]>;
  /** Of each filter of an UNSUBSCRIBE, whether there was such a subscription. */
  readonly unsubscribe: Map<number, readonly boolean[]>;
}

export interface Outbound {
  readonly window: SendWindow;
  /** Takes a piece of what aedes writes. @returns what the socket said, as `stream.write` does. */
  write(piece: Buffer): boolean;
}

export interface OutboundOptions {
  connection: Mqtt5Connection;
  requests: OpenRequests;
  limits: Mqtt5Limits;
  /** As it is enforced, seconds. */
  keepaliveSeconds: () => number;
  onAccepted: () => void;
  /** A message too large for the client counts as delivered [MQTT-3.1.2-25]. */
  onSkipped: (messageId: number) => void;
}

/** The code of each filter: aedes answers equal filters of a SUBSCRIBE once. */
function subackCodes(filters: readonly string[], granted: Buffer, refused: ReadonlyMap<string, number>): number[] {
  const codes = new Map([...new Set(filters)].map((filter, index) => [filter, granted[index] ?? REFUSED]));
  return filters.map((filter) => {
    const code = codes.get(filter) ?? REFUSED;
    if (code !== REFUSED) return code;
    return filter.startsWith("$share/")
      ? REASON.sharedSubscriptionsUnsupported
      : (refused.get(filter) ?? REASON.unspecified);
  });
}

export function createOutbound(options: OutboundOptions): Outbound {
  const { connection, requests, limits } = options;
  const { asked } = connection;
  const cut = createPacketCutter();
  const aliases = createOutboundAliases(asked.topicAliasMaximum ?? 0);
  const maxBytes = asked.maximumPacketSize ?? Number.POSITIVE_INFINITY;
  let flowing = true;
  const write = (bytes: Buffer): void => {
    flowing = connection.send(bytes);
  };
  const window = createSendWindow({
    receiveMaximum: asked.receiveMaximum ?? DEFAULT_RECEIVE_MAXIMUM,
    maxWaitingBytes: MAX_WAITING_BYTES,
    write,
  });

  function publish(sent: SentPublish): void {
    const { payload, qos, dup, retain, messageId } = sent;
    const common = {
      cmd: "publish",
      payload,
      qos,
      dup,
      retain,
      ...(messageId === undefined ? {} : { messageId }),
    } as const;
    const kept = propertiesOf(payload, Date.now()) ?? {};
    const plain = generate({ ...common, topic: sent.topic, properties: kept }, VERSION_5);
    if (plain.length > maxBytes) {
      if (messageId !== undefined) options.onSkipped(messageId);
      return;
    }
    if (messageId !== undefined && !window.reserve(messageId)) {
      // Without an alias: what is sent meanwhile would overtake the message that says what it stands for.
      window.wait(messageId, plain);
      return;
    }
    const named = plain.length + ALIAS_BYTES > maxBytes ? null : aliases.name(sent.topic);
    if (!named || named.alias === undefined) write(plain);
    else
      write(generate({ ...common, topic: named.topic, properties: { ...kept, topicAlias: named.alias } }, VERSION_5));
  }

  function suback(content: Buffer): void {
    const messageId = content.readUInt16BE(0);
    const granted = subackCodes(
      requests.subscribe.get(messageId) ?? [],
      content.subarray(2),
      connection.refusedFilters,
    );
    requests.subscribe.delete(messageId);
    connection.refusedFilters.clear();
    write(generate({ cmd: "suback", messageId, granted }, VERSION_5));
  }

  function unsuback(content: Buffer): void {
    const messageId = content.readUInt16BE(0);
    const existed = requests.unsubscribe.get(messageId) ?? [];
    requests.unsubscribe.delete(messageId);
    const granted = existed.map((had) => (had ? REASON.success : REASON.noSubscriptionExisted));
    write(generate({ cmd: "unsuback", messageId, granted }, VERSION_5));
  }

  return {
    window,
    write: (piece) => {
      const packet = cut(piece);
      if (!packet) return flowing;
      const { type, content, bytes } = packet;
      if (packet.publish) publish(packet.publish);
      else if (type === CONNACK) {
        const returnCode = content[1] ?? 0;
        const sessionPresent = content[0] === 1;
        if (returnCode === 0) options.onAccepted();
        write(connack(connection, returnCode, sessionPresent, options.keepaliveSeconds(), limits));
      } else if (type === SUBACK) suback(content);
      else if (type === UNSUBACK) unsuback(content);
      else write(bytes);
      return flowing;
    },
  };
}
