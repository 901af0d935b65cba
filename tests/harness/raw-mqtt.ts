// An MQTT 3.1.1 client that does what no library would: sends any bytes, pipelines, reads nothing.
import { once } from "node:events";
import { connect as connectTcp } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";

export const CONNACK = 2;
export const PUBACK = 4;
export const PUBREC = 5;
export const SUBACK = 9;
export const PINGRESP = 13;

export interface ReceivedPacket {
  type: number;
  body: Buffer;
}

function field(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

export function remainingLength(length: number): Buffer {
  const bytes: number[] = [];
  let rest = length;
  do {
    const byte = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? byte | 128 : byte);
  } while (rest > 0);
  return Buffer.from(bytes);
}

function packet(header: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([header]), remainingLength(body.length), body]);
}

export interface ConnectFields {
  clientId: string;
  username?: string;
  password?: string;
  clean?: boolean;
  keepalive?: number;
  will?: { topic: string; payload: string; retain?: boolean };
  protocolLevel?: number;
}

export function connectPacket(fields: ConnectFields): Buffer {
  const { clientId, username, password, clean = true, keepalive = 60, will, protocolLevel = 4 } = fields;
  const flags =
    (username === undefined ? 0 : 0x80) |
    (password === undefined ? 0 : 0x40) |
    (will ? 0x04 : 0) |
    (will?.retain ? 0x20 : 0) |
    (clean ? 0x02 : 0);
  return packet(
    0x10,
    field("MQTT"),
    Buffer.from([protocolLevel, flags]),
    uint16(keepalive),
    field(clientId),
    ...(will ? [field(will.topic), field(will.payload)] : []),
    ...(username === undefined ? [] : [field(username)]),
    ...(password === undefined ? [] : [field(password)]),
  );
}

export interface PublishFields {
  topic: string;
  payload: string | Uint8Array;
  qos?: 0 | 1 | 2;
  id?: number;
  retain?: boolean;
  dup?: boolean;
}

export function publishPacket({ topic, payload, qos = 1, id = 1, retain, dup }: PublishFields): Buffer {
  const header = 0x30 | (dup ? 8 : 0) | (qos << 1) | (retain ? 1 : 0);
  return packet(header, field(topic), ...(qos > 0 ? [uint16(id)] : []), Buffer.from(payload));
}

export const pubrelPacket = (id: number): Buffer => packet(0x62, uint16(id));
export const pingPacket = (): Buffer => packet(0xc0);
export const disconnectPacket = (): Buffer => packet(0xe0);

export function subscribePacket(id: number, filters: readonly string[]): Buffer {
  return packet(0x82, uint16(id), ...filters.flatMap((filter) => [field(filter), Buffer.from([1])]));
}

export interface RawClient {
  readonly stream: Duplex;
  /** Everything received so far. */
  readonly received: ReceivedPacket[];
  readonly closed: boolean;
  send(...bytes: Uint8Array[]): void;
  /** Message ids acknowledged so far, in order. */
  acknowledged(): number[];
  /** Waits until something holds of what was received. @throws after `timeoutMs`, or once closed. */
  until(condition: (received: ReceivedPacket[]) => boolean, timeoutMs?: number): Promise<void>;
  waitClosed(timeoutMs?: number): Promise<void>;
  destroy(): void;
}

const PATIENCE_MS = 15_000;

/** Splits the bytes of a broker into packets. */
function reader(received: ReceivedPacket[]): (bytes: Buffer) => void {
  let pending = Buffer.alloc(0);
  return (bytes) => {
    pending = Buffer.concat([pending, bytes]);
    for (;;) {
      let length = 0;
      let headerBytes = 1;
      let complete = false;
      for (let shift = 0; headerBytes < pending.length && !complete; shift += 7) {
        const byte = pending[headerBytes] ?? 0;
        headerBytes++;
        length |= (byte & 127) << shift;
        complete = byte < 128;
      }
      if (!complete || pending.length < headerBytes + length) return;
      const body = Buffer.from(pending.subarray(headerBytes, headerBytes + length));
      received.push({ type: (pending[0] ?? 0) >> 4, body });
      pending = pending.subarray(headerBytes + length);
    }
  };
}

export function rawClientOver(stream: Duplex): RawClient {
  const received: ReceivedPacket[] = [];
  const waiting = new Set<() => void>();
  let closed = false;
  const read = reader(received);
  const wake = (): void => {
    for (const check of waiting) check();
  };
  stream.on("data", (bytes: Buffer) => {
    read(bytes);
    wake();
  });
  stream.on("error", () => undefined);
  stream.on("close", () => {
    closed = true;
    wake();
  });

  function wait(what: string, holds: () => boolean, failsWhenClosed: boolean, timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        if (holds()) settle(resolve);
        else if (closed && failsWhenClosed) settle(() => reject(new Error(`closed while waiting for ${what}`)));
      };
      const timer = setTimeout(() => settle(() => reject(new Error(`waited too long for ${what}`))), timeoutMs);
      const settle = (end: () => void): void => {
        clearTimeout(timer);
        waiting.delete(check);
        end();
      };
      waiting.add(check);
      check();
    });
  }

  return {
    stream,
    received,
    get closed() {
      return closed;
    },
    send: (...bytes) => {
      stream.write(Buffer.concat(bytes));
    },
    acknowledged: () => received.filter(({ type }) => type === PUBACK).map(({ body }) => body.readUInt16BE(0)),
    until: (condition, timeoutMs = PATIENCE_MS) => wait("an answer", () => condition(received), true, timeoutMs),
    waitClosed: (timeoutMs = PATIENCE_MS) => wait("the end of the connection", () => closed, false, timeoutMs),
    destroy: () => {
      stream.destroy();
    },
  };
}

/** A socket to the broker on which nothing was sent yet. */
export async function openRaw(port: number): Promise<RawClient> {
  const socket = connectTcp({ port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  return rawClientOver(socket);
}

/** Sends CONNECT and gives the CONNACK return code; null = closed without one. */
export async function signInRaw(client: RawClient, fields: ConnectFields): Promise<number | null> {
  client.send(connectPacket(fields));
  try {
    await client.until((received) => received.some(({ type }) => type === CONNACK));
  } catch (error) {
    if (client.closed) return null;
    throw error;
  }
  return client.received.find(({ type }) => type === CONNACK)?.body[1] ?? null;
}

/** A device's connection, signed in. */
export async function connectRaw(
  port: number,
  device: { key: string; secret: string },
  fields: Partial<ConnectFields> = {},
): Promise<RawClient> {
  const client = await openRaw(port);
  const code = await signInRaw(client, {
    clientId: device.key,
    username: device.key,
    password: device.secret,
    ...fields,
  });
  if (code !== 0) throw new Error(`CONNACK ${code}`);
  return client;
}

/** Polls until something that has no event of its own holds. */
export async function eventually(
  what: string,
  holds: () => boolean | Promise<boolean>,
  timeoutMs = PATIENCE_MS,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`waited too long until ${what}`);
    await delay(20);
  }
}
