// Exchanges and queues of ingest, declared by every worker before it consumes. The order matters: a message
// that finds no queue is acknowledged to its device and dropped, so what keeps messages is there before what
// brings them.
//
//   MQTT plugin ─▶ amq.topic ─#─▶ ingest                      (one queue, workers compete)
//                            └─#─▶ ingest.devices ─hash─▶ ingest.1 … ingest.N   (one worker each at a time)
//   delivered too often ─▶ ingest.rejects        found no queue ─▶ unrouted
import type { Channel, Options } from "amqplib";

/** What the MQTT plugin publishes to. */
export const TOPIC_EXCHANGE = "amq.topic";
export const INGEST_QUEUE = "ingest";
const HASH_EXCHANGE = "ingest.devices";
export const REJECTS = "ingest.rejects";
export const UNROUTED = "unrouted";

/** Times a message is delivered before it counts as poison: workers died over it. */
const DELIVERY_LIMIT = 5;
/** Share of the hash ring; equal for all queues. */
const HASH_WEIGHT = "20";
const EVERYTHING = "#";

const keptSafe: Options.AssertQueue = { durable: true, arguments: { "x-queue-type": "quorum" } };

const ingestQueue = (singleActive: boolean): Options.AssertQueue => ({
  durable: true,
  arguments: {
    "x-queue-type": "quorum",
    // A full queue refuses, and so the device gets no PUBACK; the default would drop the oldest.
    "x-overflow": "reject-publish",
    "x-delivery-limit": DELIVERY_LIMIT,
    "x-dead-letter-exchange": REJECTS,
    "x-dead-letter-strategy": "at-least-once",
    ...(singleActive ? { "x-single-active-consumer": true } : {}),
  },
});

/** @param count of queues among which devices are spread; with 1, workers compete for one queue */
export function ingestQueues(count: number): string[] {
  const spread = count === 1 ? [] : Array.from({ length: count }, (_, index) => `${INGEST_QUEUE}.${index + 1}`);
  // Always consumed: it may hold what came before the others were there.
  return [INGEST_QUEUE, ...spread];
}

async function declareKept(channel: Channel, name: string): Promise<void> {
  await channel.assertExchange(name, "fanout", { durable: true });
  await channel.assertQueue(name, keptSafe);
  await channel.bindQueue(name, name, "");
}

/** @throws where RabbitMQ refuses, for example because a queue exists with other arguments */
export async function declareTopology(channel: Channel, count: number): Promise<void> {
  await declareKept(channel, UNROUTED);
  await declareKept(channel, REJECTS);
  const [single = INGEST_QUEUE, ...spread] = ingestQueues(count);
  await channel.assertQueue(single, ingestQueue(false));
  if (spread.length === 0) {
    await channel.bindQueue(single, TOPIC_EXCHANGE, EVERYTHING);
    return;
  }
  await channel.assertExchange(HASH_EXCHANGE, "x-consistent-hash", { durable: true, alternateExchange: UNROUTED });
  for (const queue of spread) {
    await channel.assertQueue(queue, ingestQueue(true));
    await channel.bindQueue(queue, HASH_EXCHANGE, HASH_WEIGHT);
  }
  await channel.bindExchange(HASH_EXCHANGE, TOPIC_EXCHANGE, EVERYTHING);
  // Only now: a message that goes both ways for a moment is stored once.
  await channel.unbindQueue(single, TOPIC_EXCHANGE, EVERYTHING);
}
