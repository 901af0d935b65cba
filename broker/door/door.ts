// The MQTT door: aedes with the rules of access/, handing what it lets in to ingest.
import type { Duplex } from "node:stream";
import type { Client } from "aedes";
import type { RejectionReason } from "../../domain/rejection.ts";
import { createClientClaims } from "../access/client-claims.ts";
import type { CredentialCache } from "../access/credential-cache.ts";
import { MAX_TOPIC_LEVELS } from "../access/publish-right.ts";
import type { KnownDevice } from "../access/sign-in.ts";
import { subscribeRefusal } from "../access/subscribe-right.ts";
import type { Ingest } from "../ingest/ingest.ts";
import type { ShareOut } from "../integration/share-out.ts";
import type { LinkTracker } from "../link-tracker.ts";
import { isExpired } from "../mqtt5/message-properties.ts";
import { createMqtt5 } from "../mqtt5/mqtt5.ts";
import { REASON } from "../mqtt5/reason-code.ts";
import { createAdmission } from "./admission.ts";
import { insideOf } from "./aedes-client.ts";
import { createConnectHooks } from "./connect-hooks.ts";
import { DoorAedes } from "./door-aedes.ts";
import type { BrokerLimits } from "./limits.ts";
import type { Peer } from "./listeners.ts";
import { limitPackets } from "./packet-limit.ts";
import { bytesOf, createPublishHook, createTakeMessage } from "./publish-hook.ts";
import { keepHeldAlive, STOP, stopReading } from "./reading.ts";
import { ownerOf, type Session } from "./session.ts";
import { openShortWay } from "./short-way.ts";
import { createSessions, endSession, type Sessions } from "./sessions.ts";

export interface DoorOptions {
  credentials: CredentialCache<KnownDevice>;
  ingest: Ingest;
  links: LinkTracker;
  shareOut: ShareOut;
  limits: BrokerLimits;
}

export interface Door {
  /** Takes a byte stream of a client. */
  admit(stream: Duplex, peer: Peer): void;
  readonly sessions: Sessions;
  readonly connections: number;
  readonly turnedAway: number;
  /** Ends all connections and persistent sessions of these devices. */
  endDevices(deviceIds: ReadonlySet<number>): void;
  /** No client is read any more; what was read can still be acknowledged. */
  stopReading(): void;
  stop(): Promise<void>;
}

/** Shown as principal of what happened before anyone signed in. */
const NOBODY = "(not signed in)";
const HELD_CHECK_MS = 500;
const EXPIRY_CHECK_MS = 60_000;
/** Before CONNACK one socket chunk of 64 KiB is all that is read; no tracker gets near this. */
const MAX_PIPELINED_PACKETS = 2000;
/** Messages of QoS 2 without PUBREL; to MQTT 5 clients it is the Receive Maximum. */
const MAX_IN_FLIGHT = 100;
const MAX_TOPIC_ALIAS = 16;

/** aedes judges these itself, before authorizePublish, and tells only by the message. */
const REASON_OF_ERROR: Readonly<Record<string, RejectionReason>> = {
  "# is not allowed in PUBLISH": "topic_wildcard",
  "+ is not allowed in PUBLISH": "topic_wildcard",
  "topic has too many levels": "topic_too_deep",
  "empty topic not allowed in PUBLISH": "topic_unknown",
};

export async function createDoor(options: DoorOptions): Promise<Door> {
  const { credentials, ingest, links, shareOut, limits } = options;
  const sessions = createSessions();
  const admission = createAdmission(limits);
  const claims = createClientClaims(limits);
  const take = createTakeMessage(ingest, limits, shareOut);
  const peers = new WeakMap<Client, Peer>();
  let stopping = false;

  function refuse(
    session: Session | undefined,
    topic: string,
    reason: RejectionReason,
    payload: Uint8Array,
    bytes?: number,
  ): void {
    ingest.refuse({
      principal: session?.deviceKey ?? NOBODY,
      deviceId: session?.deviceId ?? null,
      topic,
      reason,
      field: null,
      payload,
      ...(bytes === undefined ? {} : { payloadBytes: bytes }),
      atMs: Date.now(),
    });
  }

  const mqtt5 = createMqtt5({
    limits: {
      receiveMaximum: MAX_IN_FLIGHT,
      maxPacketBytes: limits.maxPacketBytes,
      maxTopicAlias: MAX_TOPIC_ALIAS,
      maxSessionExpirySeconds: limits.sessionExpiryMs / 1000,
    },
    clearSession: async (clientId) => {
      await aedes.clearSession(clientId);
      claims.forget(clientId);
    },
  });
  const publishHook = createPublishHook({ sessions, ingest, take, shareOut });
  const aedes: DoorAedes = new DoorAedes({
    connectTimeout: limits.connectTimeoutMs,
    drainTimeout: limits.unreadTimeoutMs,
    // A delivery to a client that stopped reading keeps its place until that runs out.
    concurrency: limits.maxConnections,
    queueLimit: MAX_PIPELINED_PACKETS,
    maxClientsIdLength: 128,
    maxTopicLevels: MAX_TOPIC_LEVELS,
    maxInflightInbound: MAX_IN_FLIGHT,
    ...createConnectHooks({
      signIn: {
        credentials,
        claims,
        sessionsOf: sessions.countOf,
        maxSessionsPerDevice: limits.maxSessionsPerDevice,
      },
      claims,
      sessions,
      ingest,
      limits,
      mqtt5,
      peerOf: (client) => peers.get(client) ?? { address: "", certificateName: null },
      onOpened: (session) => {
        const before = mqtt5.of(aedes.clients[session.clientId] ?? session.client);
        if (before && before !== session.mqtt5) before.endReason = REASON.sessionTakenOver;
        admission.settle(session.client.conn);
        openShortWay(session, limits, take);
        links.opened(session);
      },
      onClosed: (session) => links.closed(session),
    }),
    authorizePublish: (client, packet, done) => {
      if (client?.closed) {
        const speak = (): void => publishHook(client, packet, done);
        if (mqtt5.delayWill(client, speak, () => done(new Error("the client came back")))) return;
      }
      publishHook(client, packet, done);
    },
    authorizeSubscribe: (client, subscription, done) => {
      const session = sessions.of(client);
      const reason = session ? subscribeRefusal(ownerOf(session), subscription.topic) : "topic_unknown";
      if (reason) {
        refuse(session, subscription.topic, reason, Buffer.alloc(0));
        session?.mqtt5?.refusedFilters.set(subscription.topic, REASON.notAuthorized);
      }
      // null answers SUBACK 0x80 and leaves the connection alone.
      done(null, reason ? null : subscription);
    },
    // A client that does not read gets nothing more: each delivery it does not take holds up the others.
    authorizeForward: (client, packet) =>
      client.conn.writableNeedDrain || isExpired(bytesOf(packet), Date.now()) ? null : packet,
  });
  await aedes.listen();
  aedes.storeOnly((client: Client, filter) => {
    const session = sessions.of(client);
    return session !== undefined && subscribeRefusal(ownerOf(session), filter) === null;
  });
  aedes.on("ping", (_packet, client) => {
    const session = sessions.of(client);
    if (session) session.lastSeenMs = Date.now();
  });
  aedes.on("clientError", (client, error) => {
    const reason = REASON_OF_ERROR[error.message];
    if (!reason) return;
    // The packet whose handling failed; not known any more if it was waiting for CONNACK.
    const { packet } = insideOf(client)._parser;
    const isPublish = packet.cmd === "publish" && packet.topic !== undefined;
    refuse(
      sessions.of(client),
      isPublish ? (packet.topic ?? "") : "",
      reason,
      isPublish ? (packet.payload ?? Buffer.alloc(0)) : Buffer.alloc(0),
    );
  });

  function expireSessions(forget?: (deviceId: number) => boolean): void {
    for (const id of claims.expire(Date.now(), forget)) void aedes.clearSession(id);
  }
  const timers = [
    setInterval(() => {
      for (const session of sessions) if (session.held > 0 || session.stopped !== 0) keepHeldAlive(session);
    }, HELD_CHECK_MS),
    setInterval(expireSessions, EXPIRY_CHECK_MS),
  ];

  return {
    admit: (stream, peer) => {
      if (stopping) {
        stream.destroy();
        return;
      }
      if (!admission.admit(stream, peer.address)) return;
      const client = insideOf(aedes.handle(stream, peer.request));
      peers.set(client, peer);
      mqtt5.attach(client);
      limitPackets(
        client,
        () => (client.connecting || client.connected ? limits.maxPacketBytes : limits.maxPacketBytesBeforeConnect),
        (packet) => {
          const connection = mqtt5.of(client);
          if (connection) connection.endReason = REASON.packetTooLarge;
          refuse(sessions.of(client), packet.topic, "payload_too_large", packet.payload, packet.packetBytes);
        },
      );
    },
    sessions,
    get connections() {
      return admission.open;
    },
    get turnedAway() {
      return admission.turnedAway;
    },
    endDevices: (deviceIds) => {
      for (const session of sessions)
        if (deviceIds.has(session.deviceId)) endSession(session, REASON.administrativeAction);
      expireSessions((deviceId) => deviceIds.has(deviceId));
    },
    stopReading: () => {
      stopping = true;
      for (const session of sessions) stopReading(session, STOP.closing);
    },
    stop: async () => {
      stopping = true;
      for (const timer of timers) clearInterval(timer);
      mqtt5.stop();
      for (const session of sessions) {
        endSession(session, REASON.shuttingDown);
        links.closed(session);
      }
      await new Promise<void>((resolve) => aedes.close(resolve));
      admission.destroyAll();
    },
  };
}
