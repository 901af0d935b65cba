// Bounds the size of a packet as soon as its length is known. mqtt-packet alone buffers up to 256 MB,
// even of a socket that has not signed in (iot.md §1.4).
import { Buffer } from "node:buffer";
import type { DoorClient } from "./aedes-client.ts";

export interface OversizedPacket {
  /** As far as it has arrived; "" where it has not, or the packet is no PUBLISH. */
  topic: string;
  /** First bytes of the payload, as far as they have arrived. */
  payload: Buffer;
  packetBytes: number;
}

const KEPT_BYTES = 256;

function describe(client: DoorClient): OversizedPacket {
  const { packet, _list: list } = client._parser;
  const head = list.slice(0, Math.min(list.length, KEPT_BYTES + 1024));
  const unknown = { topic: "", payload: Buffer.alloc(0), packetBytes: packet.length };
  if (packet.cmd !== "publish" || head.length < 2) return unknown;
  const topicEnd = 2 + head.readUInt16BE(0);
  if (head.length < topicEnd) return unknown;
  const payloadStart = topicEnd + (packet.qos ? 2 : 0);
  return {
    topic: head.toString("utf8", 2, topicEnd),
    payload: Buffer.from(head.subarray(payloadStart, payloadStart + KEPT_BYTES)),
    packetBytes: packet.length,
  };
}

/** Destroys the connection of a packet larger than `limitOf(client)` before its payload is buffered. */
export function limitPackets(
  client: DoorClient,
  limitOf: (client: DoorClient) => number,
  onOversized: (packet: OversizedPacket) => void,
): void {
  const parser = client._parser;
  const parseLength = parser._parseLength.bind(parser);
  parser._parseLength = () => {
    if (!parseLength()) return false;
    if (parser.packet.length <= limitOf(client)) return true;
    onOversized(describe(client));
    client.conn.destroy();
    // "More bytes are needed": nothing of this socket is parsed any more.
    return false;
  };
}
