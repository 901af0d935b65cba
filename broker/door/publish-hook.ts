// PUBLISH: the hot path between the socket and ingest. aedes goes on only when `done` is called, so it
// is kept until the message is durable (QoS 2), or never called and acknowledged in its place (door/
// acknowledge).
import type { AedesOptions, PublishPacket } from "aedes";
import type { RejectionReason } from "../../domain/rejection.ts";
import type { Decoded } from "../../domain/report.ts";
import { mayRetain, publishRight, type PublishRight } from "../access/publish-right.ts";
import type { Ingest } from "../ingest/ingest.ts";
import type { ShareOut } from "../integration/share-out.ts";
import type { Owed } from "./acknowledge.ts";
import type { BrokerLimits } from "./limits.ts";
import { refusalOf } from "../mqtt5/refused-publish.ts";
import { spend } from "./pace.ts";
import { pauseFor, watchUnread } from "./reading.ts";
import { ownerOf, type Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

export interface PublishHookOptions {
  sessions: Sessions;
  ingest: Ingest;
  take: TakeMessage;
  shareOut: ShareOut;
}

const NOTHING = Buffer.alloc(0);
/** QoS 0, and wills, whose sender is gone. */
const NOTHING_OWED = 0;
const MAX_REMEMBERED_TOPICS = 16;

class RefusedError extends Error {}

function ignore(): void {
  // Lost with its connection: the sender says again what made it necessary.
}

export function bytesOf(packet: PublishPacket): Buffer {
  return typeof packet.payload === "string" ? Buffer.from(packet.payload) : packet.payload;
}

function rightOf(session: Session, topic: string): PublishRight | RejectionReason {
  const known = session.rights.get(topic);
  if (known !== undefined) return known;
  const right = publishRight(ownerOf(session), topic);
  if (session.rights.size >= MAX_REMEMBERED_TOPICS) session.rights.clear();
  session.rights.set(topic, right);
  return right;
}

/** @param shareOut for integrations, which speak for others */
function decode(
  session: Session,
  topic: string,
  right: PublishRight,
  payload: Uint8Array,
  receivedAtMs: number,
  shareOut: ShareOut,
): Decoded {
  if (right.kind === "own") return right.codec.decode(payload, right.channel, receivedAtMs, session.sender);
  const heard = right.codec.decode(payload, right.channel, receivedAtMs, session.sender);
  for (const answer of heard.answers) {
    const packet = { cmd: "publish", qos: 0, dup: false, retain: false, ...answer } as const;
    // The callback is called unasked; nobody waits for it.
    session.client.publish({ ...packet, payload: Buffer.from(answer.payload) }, ignore);
  }
  if (session.topicFilters !== null)
    return shareOut({ session, carrier: session, topic, payload, receivedAtMs }, heard);
  return { reports: heard.parts.flatMap(({ reports }) => reports), refusals: heard.refusals };
}

/** What an MQTT 5 client hears of a message of which nothing was good; null = what every client hears. */
function refusalOwed({ reports, others, refusals }: Decoded, messageId: number, qos: 1 | 2): Owed | null {
  const [first] = refusals;
  if (messageId === NOTHING_OWED || !first || reports.length > 0 || (others?.length ?? 0) > 0) return null;
  return refusalOf(messageId, qos, first.reason);
}

/**
 * Takes a message on a granted topic of a connection that is open. `payload` is read before it returns.
 * @param done of QoS 2 only
 */
export type TakeMessage = (
  session: Session,
  topic: string,
  right: PublishRight,
  payload: Buffer,
  messageId: number,
  receivedAtMs: number,
  done?: () => void,
) => void;

export function createTakeMessage(ingest: Ingest, limits: BrokerLimits, shareOut: ShareOut): TakeMessage {
  return (session, topic, right, payload, messageId, receivedAtMs, done) => {
    session.lastSeenMs = receivedAtMs;
    const decoded = decode(session, topic, right, payload, receivedAtMs, shareOut);
    const refused = session.mqtt5 ? refusalOwed(decoded, messageId, done ? 2 : 1) : null;
    ingest.accept({ session, topic, payload, receivedAtMs }, decoded, refused ?? done ?? messageId);
    const pauseMs = spend(session.pace, payload.length, receivedAtMs);
    if (pauseMs > 0) pauseFor(session, pauseMs);
    if (session.client.conn.writableLength > limits.maxUnreadBytes) watchUnread(session, limits.unreadTimeoutMs);
  };
}

/**
 * aedes keeps the packet until the acknowledgement (QoS 2: until PUBREL), and the payload is a view of a
 * whole socket chunk. Nobody reads it any more.
 */
function empty(packet: PublishPacket): void {
  packet.payload = NOTHING;
  packet.retain = false;
}

export function createPublishHook(options: PublishHookOptions): NonNullable<AedesOptions["authorizePublish"]> {
  const { sessions, ingest, take, shareOut } = options;

  return (client, packet, done) => {
    const session = client ? sessions.of(client) : undefined;
    // Wills of other brokers (client null) and of connections that never signed in.
    if (!client || !session || session.ended) {
      done(new RefusedError("not signed in"));
      return;
    }
    const receivedAtMs = Date.now();
    const { topic } = packet;
    const payload = bytesOf(packet);
    const right = rightOf(session, topic);
    const refusal =
      typeof right === "string" ? right : packet.retain && !mayRetain(right) ? "retain_not_allowed" : null;
    if (refusal !== null || typeof right === "string") {
      const reason = refusal ?? "topic_unknown";
      if (session.mqtt5 && !client.closed && packet.qos > 0) {
        const owed = refusalOf(packet.messageId ?? 0, packet.qos === 2 ? 2 : 1, reason);
        ingest.accept(
          { session, topic, payload, receivedAtMs },
          { reports: [], refusals: [{ reason, field: null }] },
          owed,
        );
        return;
      }
      ingest.refuse({
        principal: session.deviceKey,
        deviceId: session.deviceId,
        topic,
        reason,
        field: null,
        payload,
        atMs: receivedAtMs,
      });
      // MQTT 3.1.1 has no way to say no [MQTT-3.3.5-2]: acknowledge or close. An acknowledgement would say "stored".
      if (!session.mqtt5 || client.closed) done(new RefusedError(reason));
      else {
        // QoS 0, of which MQTT 5 need not say anything.
        empty(packet);
        done();
      }
      return;
    }
    empty(packet);
    const isWill = client.closed;
    if (isWill) {
      const decoded = decode(session, topic, right, payload, receivedAtMs, shareOut);
      ingest.accept({ session, topic, payload, receivedAtMs }, decoded, NOTHING_OWED);
      done();
      return;
    }
    if (packet.qos === 1 && session.lastTopic?.name !== topic) {
      session.lastTopic = { name: topic, bytes: Buffer.from(topic), right };
    }
    take(
      session,
      topic,
      right,
      payload,
      packet.messageId ?? NOTHING_OWED,
      receivedAtMs,
      packet.qos === 2 ? done : undefined,
    );
  };
}
