// The short way of a message, past aedes: QoS 1, not retained, on the granted topic that the connection
// used last, whole in one socket chunk. That is nearly everything trackers send, and the general way
// costs each message a packet object, a buffer list and three queues, twice what its decoding costs.
// Whatever is different in any respect takes the general way, from that byte of the chunk on.
//
//   chunk  │ PUBLISH │ PUBLISH │ PINGREQ │ PUBLISH │ PUBL…
//            └ short way ────┘   └ parser of aedes ──────┘
import type { PacketParser } from "./aedes-client.ts";
import type { BrokerLimits } from "./limits.ts";
import type { TakeMessage } from "./publish-hook.ts";
import type { Session } from "./session.ts";

/** PUBLISH, QoS 1, not retained. */
const PUBLISH = 0x32;
const DUP = 0x08;
/** A length has at most four bytes of seven bits [MQTT-2.2.3]. */
const MAX_LENGTH_SHIFT = 21;

/** @returns how many bytes of the chunk were taken; the parser has to read the others. */
function takeFrom(session: Session, chunk: Buffer, limits: BrokerLimits, take: TakeMessage): number {
  const { client, lastTopic, mqtt5 } = session;
  if (!lastTopic) return 0;
  const { name, bytes, right } = lastTopic;
  const receivedAtMs = Date.now();
  let at = 0;
  while (at < chunk.length && !session.ended && !client.closed) {
    if (((chunk[at] ?? 0) & ~DUP) !== PUBLISH) break;
    let length = 0;
    let shift = 0;
    let body = at + 1;
    let more = true;
    while (more && shift <= MAX_LENGTH_SHIFT && body < chunk.length) {
      const byte = chunk[body++] ?? 0;
      length |= (byte & 127) << shift;
      shift += 7;
      more = byte > 127;
    }
    const end = body + length;
    const topicAt = body + 2;
    const idAt = topicAt + bytes.length;
    if (more || end > chunk.length || idAt + 2 > end || length > limits.maxPacketBytes) break;
    if (chunk.readUInt16BE(body) !== bytes.length) break;
    if (chunk.compare(bytes, 0, bytes.length, topicAt, idAt) !== 0) break;
    const messageId = chunk.readUInt16BE(idAt);
    if (messageId === 0) break;
    let payloadAt = idAt + 2;
    // MQTT 5: only without properties, which is a length of 0.
    if (mqtt5 && (payloadAt === end || chunk[payloadAt++] !== 0)) break;
    // As aedes counts a packet it has read; settling the acknowledgement counts it down.
    client._parsingBatch++;
    take(session, name, right, chunk.subarray(payloadAt, end), messageId, receivedAtMs);
    at = end;
  }
  if (at > 0) client._keepaliveTimer?.refresh();
  return at;
}

const standsBetweenPackets = (parser: PacketParser): boolean =>
  parser._queue === null && parser._stateCounter === 0 && parser._list.length === 0;

/** From now on the connection's messages go the short way where they can. */
export function openShortWay(session: Session, limits: BrokerLimits, take: TakeMessage): void {
  const parser = session.client._parser;
  const parse = parser.parse.bind(parser);
  parser.parse = (chunk) => {
    const taken = standsBetweenPackets(parser) ? takeFrom(session, chunk, limits, take) : 0;
    if (taken === 0) return parse(chunk);
    return taken === chunk.length ? 0 : parse(chunk.subarray(taken));
  };
}
