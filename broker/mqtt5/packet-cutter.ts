// Cuts what aedes writes, in pieces of its own choosing, into whole packets. mqtt-packet writes the
// payload of a PUBLISH as the last piece, also an empty one.

const LENGTH_BITS = 7;
const PUBLISH = 3;

/** Where the content of the packet begins and ends; null = that is not known yet. */
function boundsOf(bytes: Buffer): { start: number; end: number } | null {
  let length = 0;
  for (let at = 1; at < bytes.length && at <= 4; at++) {
    const byte = bytes[at] ?? 0;
    length |= (byte & 127) << (LENGTH_BITS * (at - 1));
    if (byte < 128) return { start: at + 1, end: at + 1 + length };
  }
  return null;
}

export interface SentPublish {
  topic: string;
  qos: 0 | 1 | 2;
  dup: boolean;
  retain: boolean;
  messageId: number | undefined;
  /** The very object aedes was given. */
  payload: Buffer;
}

export type SentPacket = { type: number; content: Buffer; bytes: Buffer; publish: SentPublish | null };

/** Of a PUBLISH in `content`; null = the payload is not there yet. */
function readPublish(header: number, content: Buffer, lastPiece: Buffer): SentPublish | null {
  const qos = header & 4 ? 2 : header & 2 ? 1 : 0;
  const topicEnd = 2 + content.readUInt16BE(0);
  const payloadAt = topicEnd + (qos > 0 ? 2 : 0);
  if (lastPiece.length !== content.length - payloadAt) return null;
  return {
    topic: content.toString("utf8", 2, topicEnd),
    qos,
    dup: (header & 8) !== 0,
    retain: (header & 1) !== 0,
    messageId: qos > 0 ? content.readUInt16BE(topicEnd) : undefined,
    payload: lastPiece,
  };
}

/** @returns for each piece the packet it completes, else null. */
export function createPacketCutter(): (piece: Buffer) => SentPacket | null {
  let pending: Buffer = Buffer.alloc(0);
  return (piece) => {
    pending = pending.length === 0 ? piece : Buffer.concat([pending, piece]);
    const bounds = boundsOf(pending);
    if (!bounds || bounds.end > pending.length) return null;
    const bytes = pending;
    const header = bytes[0] ?? 0;
    const type = header >> 4;
    const content = bytes.subarray(bounds.start, bounds.end);
    const publish = type === PUBLISH ? readPublish(header, content, piece) : null;
    if (type === PUBLISH && !publish) return null;
    pending = Buffer.alloc(0);
    return { type, content, bytes, publish };
  };
}
