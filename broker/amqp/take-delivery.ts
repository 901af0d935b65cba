// What a worker makes of one message of the queue: whose it is, what it says, and that it is done once that
// is committed. Messages of one topic keep their order also while its owner is still being looked up.
import type { Logger } from "pino";
import type { Decoded } from "../../domain/report.ts";
import type { TopicOwners, TopicOwnership } from "../access/topic-owner.ts";
import type { Answer } from "../codecs/foreign-codec.ts";
import { createSender, type Sender } from "../codecs/sender.ts";
import type { Ingest } from "../ingest/ingest.ts";
import { createSignal } from "../ingest/signal.ts";
import type { ShareOut } from "../integration/share-out.ts";
import type { LinkTracker } from "../link-tracker.ts";

export interface DeliveryTaker {
  /** `durable` is called once the message is committed, or never where it was not before the end. */
  take(topic: string, payload: Uint8Array, durable: () => void): void;
  /** After a change of devices or integrations. */
  forget(): void;
  stop(): void;
}

export interface DeliveryTakerOptions {
  owners: TopicOwners;
  ingest: Ingest;
  shareOut: ShareOut;
  links: LinkTracker;
  /** Says something back to a sender. */
  answer: (answer: Answer) => void;
  logger: Logger;
}

/** How long an owner is believed without a word of a change; one that was not found may come any time. */
const OWNED_FRESH_MS = 60_000;
const UNOWNED_FRESH_MS = 5000;
const MAX_TOPICS = 200_000;
const MAX_SENDERS = 10_000;
const RETRY_MS = 1000;
/** The password of a connection stays with RabbitMQ. */
const NO_SECRET = new Uint8Array();
const NOTHING: Decoded = { reports: [], refusals: [] };

interface Known {
  ownership: TopicOwnership;
  untilMs: number;
}

export function createDeliveryTaker(options: DeliveryTakerOptions): DeliveryTaker {
  const { owners, ingest, shareOut, links, logger } = options;
  const known = new Map<string, Known>();
  const asking = new Map<string, Promise<TopicOwnership | null>>();
  const senders = new Map<number, Sender>();
  const stopping = new AbortController();
  const stopped = createSignal();
  let generation = 0;

  function senderOf(principalId: number): Sender {
    const present = senders.get(principalId);
    if (present) return present;
    if (senders.size >= MAX_SENDERS) senders.clear();
    const sender = createSender(NO_SECRET);
    senders.set(principalId, sender);
    return sender;
  }

  /** null = stopped before the database could be asked. */
  async function find(topic: string): Promise<TopicOwnership | null> {
    while (!stopping.signal.aborted) {
      const asked = generation;
      try {
        const ownership = await owners.ownerOf(topic);
        if (asked !== generation) continue;
        if (known.size >= MAX_TOPICS) known.clear();
        known.set(topic, {
          ownership,
          untilMs: performance.now() + ("right" in ownership ? OWNED_FRESH_MS : UNOWNED_FRESH_MS),
        });
        return ownership;
      } catch (error) {
        logger.debug({ err: error }, "owner of a topic not found out, will ask again");
        await stopped.wait(RETRY_MS);
      }
    }
    return null;
  }

  function store(topic: string, payload: Uint8Array, ownership: TopicOwnership, durable: () => void): void {
    const receivedAtMs = Date.now();
    if ("reason" in ownership) {
      const { reason, name, deviceId } = ownership;
      ingest.refuse({ principal: name, deviceId, topic, reason, field: null, payload, atMs: receivedAtMs });
      // In the same batch, and so done when the refusal is a row.
      ingest.hold(
        { session: { deviceId: 0, deviceKey: name, format: null }, topic, payload, receivedAtMs },
        NOTHING,
        durable,
      );
      return;
    }
    const { principal, right } = ownership;
    const session = { deviceId: principal.id, deviceKey: principal.key, format: principal.format };
    const arrival = { session, topic, payload, receivedAtMs };
    if (right.kind === "own") {
      const decoded = right.codec.decode(payload, right.channel, receivedAtMs, senderOf(principal.id));
      links.heard(principal.id, null, receivedAtMs);
      ingest.hold(arrival, decoded, durable);
      return;
    }
    const heard = right.codec.decode(payload, right.channel, receivedAtMs, senderOf(principal.id));
    for (const answer of heard.answers) options.answer(answer);
    ingest.hold(arrival, shareOut({ ...arrival, carrier: null }, heard), durable);
  }

  function ask(topic: string): Promise<TopicOwnership | null> {
    const present = asking.get(topic);
    if (present) return present;
    const asked = find(topic).finally(() => asking.delete(topic));
    asking.set(topic, asked);
    return asked;
  }

  return {
    take: (topic, payload, durable) => {
      const present = known.get(topic);
      if (present && present.untilMs > performance.now() && !asking.has(topic)) {
        store(topic, payload, present.ownership, durable);
        return;
      }
      void ask(topic).then((ownership) => {
        if (ownership) store(topic, payload, ownership, durable);
      });
    },
    forget: () => {
      generation++;
      known.clear();
    },
    stop: () => {
      stopping.abort();
      stopped.notify();
    },
  };
}
