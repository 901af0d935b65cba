// What aedes 1.2.0 keeps in a client beyond its published types and the door relies on. The tests of
// tests/broker exercise each of them against the real broker, so an update that renames one fails there.
import type { Buffer } from "node:buffer";
import type { Client } from "aedes";
import type { Packet } from "mqtt-packet";

/** The mqtt-packet parser of a client (mqtt-packet 9, parser.js). */
export interface PacketParser {
  listeners(event: "packet"): ((this: PacketParser, packet: Packet) => void)[];
  on(event: "packet", listener: (this: PacketParser, packet: Packet) => void): this;
  removeAllListeners(event: "packet"): this;
  prependListener(event: "error", listener: (error: Error) => void): this;
  packet: { cmd?: string; length: number; qos?: number; topic?: string; payload?: Buffer };
  /** Bytes not parsed yet. */
  _list: { length: number; slice(start: number, end: number): Buffer };
  /** How far it has read the packet it tells of; beyond its length, where the packet lies about itself. */
  _pos: number;
  /** Where it stands inside a packet; 0 = before one. */
  _stateCounter: number;
  /** Packets that came before the client was let in; null from then on. */
  _queue: unknown[] | null;
  /** Reads the length of the next packet; false = more bytes are needed. */
  _parseLength(): boolean;
  /** Reads packets of a socket chunk. @returns how many bytes wait for the rest of their packet. */
  parse(chunk: Buffer): number;
}

export interface DoorClient extends Client {
  /** Set while CONNECT is judged; becomes `will` after that. */
  _will: { topic: string; payload: Buffer; retain: boolean } | null | undefined;
  will: object | null | undefined;
  /** Runs out when nothing came for 1.5 × keepalive. */
  _keepaliveTimer: NodeJS.Timeout | null;
  /** Packets that were read and are not done yet; the socket is read again when it falls to 0. */
  _parsingBatch: number;
  /** Counts one packet as done, and reads the socket when none is left. */
  _nextBatch(): void;
  readonly _parser: PacketParser;
  /** By topic filter. */
  readonly subscriptions: Readonly<Record<string, object>>;
}

/** The same client with what its published type hides. */
export const insideOf = (client: Client): DoorClient => client as DoorClient;
