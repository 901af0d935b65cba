// Every bound of the MQTT door, with what it is sized for.

import type { PaceLimits } from "./pace.ts";

export interface BrokerLimits {
  /** Sockets, signed in or not. */
  maxConnections: number;
  /** Sockets of one address that have not signed in yet. */
  maxPendingPerAddress: number;
  /** Sockets one address may open a second, and how many it may have saved up (a fleet that comes back). */
  connectsPerSecond: number;
  connectBurst: number;
  /** Open connections of one device: a credential typed into two trackers is a mistake to be seen. */
  maxSessionsPerDevice: number;
  /** From the first byte to a complete CONNECT. */
  connectTimeoutMs: number;
  /** From the first byte to a complete TLS handshake. */
  tlsHandshakeTimeoutMs: number;
  /** A CONNECT holds an id, a key, a password and a small will. */
  maxPacketBytesBeforeConnect: number;
  maxPacketBytes: number;
  /** Also the idle limit of clients that ask for none; aedes allows 1.5 times as long. */
  maxKeepaliveSeconds: number;
  /** How fast one device may send, over all its connections. */
  devicePace: PaceLimits;
  /** How fast an integration may send, which speaks for many. */
  integrationPace: PaceLimits;
  /** Messages of one client that wait for their commit; above it the socket is not read. */
  maxHeldPerClient: number;
  /** Payload bytes of all clients that wait for their commit; above it no publishing socket is read. */
  maxHeldBytes: number;
  /** Acknowledgements a client leaves unread; above it the socket is not read. */
  maxUnreadBytes: number;
  /** How long a client may leave them unread. */
  unreadTimeoutMs: number;
  /** Persistent sessions that nobody comes back to are given up after this. */
  sessionExpiryMs: number;
  /** Spool on disk. */
  maxSpoolBytes: number;
  maxSpoolAgeMs: number;
  /** A commit that takes longer goes to the spool, so that an acknowledgement never waits for long. */
  commitDeadlineMs: number;
  /** Between tries of a connection that Kentiz opens itself: the first pause, and the longest. */
  connectorRetryFirstMs: number;
  connectorRetryLastMs: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;
const HOUR_MS = 3_600_000;

export const DEFAULT_LIMITS: BrokerLimits = {
  maxConnections: 10_000,
  maxPendingPerAddress: 2000,
  connectsPerSecond: 500,
  connectBurst: 10_000,
  maxSessionsPerDevice: 32,
  connectTimeoutMs: 8000,
  tlsHandshakeTimeoutMs: 10_000,
  maxPacketBytesBeforeConnect: 16 * KIB,
  maxPacketBytes: 256 * KIB,
  maxKeepaliveSeconds: 3600,
  devicePace: { messagesPerSecond: 1000, bytesPerSecond: MIB, burstSeconds: 20 },
  integrationPace: { messagesPerSecond: 20_000, bytesPerSecond: 16 * MIB, burstSeconds: 20 },
  maxHeldPerClient: 1000,
  maxHeldBytes: 64 * MIB,
  maxUnreadBytes: 64 * KIB,
  unreadTimeoutMs: 20_000,
  sessionExpiryMs: 24 * HOUR_MS,
  maxSpoolBytes: 1024 * MIB,
  maxSpoolAgeMs: 7 * 24 * HOUR_MS,
  commitDeadlineMs: 5000,
  connectorRetryFirstMs: 1000,
  connectorRetryLastMs: 60_000,
};
