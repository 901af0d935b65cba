// MQTT 5 in front of aedes 1.2.0, which speaks 3.1 and 3.1.1: a translation of packets on both sides
// of its client. The parser of that client reads version 5 by itself once it has seen such a CONNECT.
//
//   socket ─▶ parser ─▶ inbound ─▶ aedes ─▶ conn.write ─▶ outbound ─▶ socket
//
// A client of an older version costs one look at its CONNECT and nothing after it.
import { randomUUID } from "node:crypto";
import type { Duplex } from "node:stream";
import type { Client } from "aedes";
import { generate, type IConnectPacket, type Packet } from "mqtt-packet";
import type { DoorClient } from "../door/aedes-client.ts";
import type { Mqtt5Limits } from "./connack.ts";
import type { Mqtt5Connection } from "./connection.ts";
import { connectOf, createInbound, isSound } from "./inbound.ts";
import { createOutbound, type OpenRequests } from "./outbound.ts";
import { REASON, reasonOfError } from "./reason-code.ts";
import { createSessionExpiry } from "./session-expiry.ts";

export interface Mqtt5Options {
  limits: Mqtt5Limits;
  /** Removes what is stored of a session. */
  clearSession: (clientId: string) => Promise<void>;
}

export interface Mqtt5 {
  /** Before the first byte of a client is read. */
  attach(client: DoorClient): void;
  /** undefined = the client speaks an older version, or has not said CONNECT. */
  of(client: Client): Mqtt5Connection | undefined;
  /** What has to be done before a CONNECT goes on: Clean Start, with a session that is kept. */
  prepare(client: Client): Promise<void>;
  /** A will whose time has not come: `speak` or `cancel` is called later. @returns false = it may speak now. */
  delayWill(client: Client, speak: () => void, cancel: () => void): boolean;
  stop(): void;
}

const LINGER_MS = 1000;
const VERSION_5 = { protocolVersion: 5 } as const;

function openConnection(
  packet: IConnectPacket,
  send: (bytes: Buffer) => boolean,
  limits: Mqtt5Limits,
): Mqtt5Connection {
  const asked = packet.properties ?? {};
  const sessionExpirySeconds = Math.min(asked.sessionExpiryInterval ?? 0, limits.maxSessionExpirySeconds);
  const assigned = packet.clientId === "";
  return {
    clientId: assigned ? `auto-${randomUUID()}` : packet.clientId,
    assigned,
    asked,
    askedKeepaliveSeconds: packet.keepalive ?? 0,
    cleanStart: packet.clean ?? true,
    sessionExpirySeconds,
    willDelaySeconds: packet.will?.properties?.willDelayInterval ?? 0,
    refusal: null,
    accepted: false,
    endReason: null,
    silent: false,
    refusedFilters: new Map(),
    send,
  };
}

/**
 * Waits for the client to close its side, and throws away what it still sends: closing at once would
 * reset the connection, and a client that is writing would never read why it ended.
 */
function lingerOn(conn: Duplex, end: () => void): void {
  const timer = setTimeout(end, LINGER_MS);
  conn.once("end", end);
  conn.once("close", () => clearTimeout(timer));
  conn.removeAllListeners("readable");
  conn.resume();
  conn.end();
}

/** The connection itself failed: there is nobody to tell. */
const isSocketError = (error: Error | undefined): boolean => error !== undefined && "syscall" in error;

/** Why a CONNECT cannot be served at all; null = it can. */
function connectFault({ properties, will }: IConnectPacket): number | null {
  if (!isSound(properties) || !isSound(will?.properties)) return REASON.malformedPacket;
  if (properties?.receiveMaximum === 0 || properties?.maximumPacketSize === 0) return REASON.protocolError;
  return properties?.authenticationMethod === undefined ? null : REASON.badAuthenticationMethod;
}

export function createMqtt5({ limits, clearSession }: Mqtt5Options): Mqtt5 {
  const connections = new WeakMap<Client, Mqtt5Connection>();
  /** Who uses a client id now. */
  const present = new Map<string, Mqtt5Connection>();
  const expiry = createSessionExpiry((clientId) => void clearSession(clientId));

  function speak(client: DoorClient, packet: IConnectPacket, pass: (packet: Packet) => void): (packet: Packet) => void {
    const { conn } = client;
    const socketWrite = conn.write.bind(conn);
    const socketDestroy = conn.destroy.bind(conn);
    const connection = openConnection(packet, (bytes) => socketWrite(bytes), limits);
    connections.set(client, connection);
    const requests: OpenRequests = { subscribe: new Map(), unsubscribe: new Map() };
    const connect = connectOf(packet, connection, Date.now());

    const outbound = createOutbound({
      connection,
      requests,
      limits,
      keepaliveSeconds: () => connect.keepalive ?? 0,
      onAccepted: () => {
        connection.accepted = true;
        expiry.came(connection.clientId);
        present.set(connection.clientId, connection);
      },
      onSkipped: (messageId) => setImmediate(() => client.closed || pass({ cmd: "puback", messageId })),
    });
    // Buffers go on as the objects they are: message-properties knows payloads by identity.
    conn.write = (piece: Buffer | string) => outbound.write(typeof piece === "string" ? Buffer.from(piece) : piece);
    let lingering = false;
    conn.destroy = (error?: Error) => {
      if (lingering) return conn;
      const isHeard = !conn.destroyed && !conn.readableEnded && !isSocketError(error);
      if (!connection.accepted || connection.silent || !isHeard) return socketDestroy(error);
      lingering = true;
      const reasonCode = connection.endReason ?? (error ? reasonOfError(error.message) : REASON.unspecified);
      socketWrite(generate({ cmd: "disconnect", reasonCode }, VERSION_5));
      client.close();
      lingerOn(conn, () => socketDestroy(error));
      return conn;
    };
    conn.once("close", () => {
      const { clientId } = connection;
      if (present.get(clientId) !== connection) return;
      present.delete(clientId);
      if (!client.clean) expiry.went(clientId, connection.sessionExpirySeconds);
    });
    client._parser.prependListener("error", () => {
      connection.endReason ??= REASON.malformedPacket;
    });

    const fault = connectFault(packet);
    if (fault !== null) {
      connection.refusal = { code: fault, text: "" };
      socketWrite(generate({ cmd: "connack", sessionPresent: false, reasonCode: fault }, VERSION_5));
      socketDestroy();
      return () => undefined;
    }
    const end = (reason: number): void => {
      connection.endReason = reason;
      client.conn.destroy();
    };
    pass(connect);
    const receive = createInbound({
      connection,
      requests,
      window: outbound.window,
      limits,
      isSubscribed: (filter) => filter in client.subscriptions,
      pass,
      end,
      drop: () => socketDestroy(),
    });
    // What the rest of the chunk holds comes after the end.
    return (next) => {
      if (conn.destroyed || lingering) return;
      // mqtt-packet lets the properties reach into the next packet.
      if (client._parser._pos > (next.length ?? 0)) end(REASON.malformedPacket);
      else receive(next);
    };
  }

  return {
    attach: (client) => {
      const parser = client._parser;
      const [enqueue] = parser.listeners("packet");
      if (!enqueue) throw new Error("aedes listens to no packets");
      const pass = (packet: Packet): void => enqueue.call(parser, packet);
      const first = (packet: Packet): void => {
        parser.removeAllListeners("packet");
        if (packet.cmd === "connect" && packet.protocolVersion === 5) {
          let receive: (next: Packet) => void = () => undefined;
          parser.on("packet", (next) => receive(next));
          receive = speak(client, packet, pass);
          return;
        }
        parser.on("packet", enqueue);
        pass(packet);
      };
      parser.removeAllListeners("packet");
      parser.on("packet", first);
    },
    of: (client) => connections.get(client),
    prepare: async (client) => {
      const connection = connections.get(client);
      if (connection?.cleanStart && connection.sessionExpirySeconds > 0) await clearSession(connection.clientId);
    },
    delayWill: (client, speakNow, cancel) => {
      const connection = connections.get(client);
      if (!connection) return false;
      const seconds = Math.min(connection.willDelaySeconds, connection.sessionExpirySeconds);
      if (seconds === 0) return false;
      expiry.delayWill(connection.clientId, seconds, speakNow, cancel);
      return true;
    },
    stop: () => expiry.stop(),
  };
}
