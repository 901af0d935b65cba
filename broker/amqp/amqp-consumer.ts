// Keeps one worker consuming: connects to a node, declares the topology, takes messages and acknowledges them
// when they are durable; when the node goes, the next one is tried. Whatever was not acknowledged by then is
// delivered again, to this worker or another, and stored once all the same.
import { connect, type Channel, type ChannelModel, type ConsumeMessage } from "amqplib";
import type { Logger } from "pino";
import type { Answer } from "../codecs/foreign-codec.ts";
import { createSignal } from "../ingest/signal.ts";
import { createAckWindow } from "./ack-window.ts";
import type { AmqpNode } from "./amqp-source.ts";
import { routingKeyOf, topicOf } from "./routing-key.ts";
import { surplusQueues } from "./surplus.ts";
import { declareTopology, INGEST_QUEUE, ingestQueues, REJECTS, TOPIC_EXCHANGE, UNROUTED } from "./topology.ts";

export interface QueueCounts {
  /** Messages that wait in the queues of ingest. */
  waiting: number;
  /** Messages delivered too often, kept for a person to look at. */
  rejected: number;
  /** Messages that found no queue, kept for a person to look at. */
  unrouted: number;
}

export interface AmqpConsumer {
  /** Resolves when messages are taken for the first time. */
  readonly ready: Promise<void>;
  readonly connected: boolean;
  readonly counts: QueueCounts;
  /** Publishes to whoever is subscribed; lost where the connection is away. */
  publish(answer: Answer): void;
  /** Takes no more; acknowledgements still go out. */
  stopTaking(): Promise<void>;
  stop(): Promise<void>;
}

export interface AmqpConsumerOptions {
  nodes: readonly AmqpNode[];
  /** Among which devices are spread; 1 = workers compete for one. */
  queues: number;
  /** Messages are taken, or no longer. */
  onConnected: (connected: boolean) => void;
  take: (topic: string, payload: Uint8Array, durable: () => void) => void;
  logger: Logger;
}

/** Of each queue: messages that may wait for their commit. */
const PREFETCH = 500;
const CONNECT_PATIENCE_MS = 5000;
/** A node that froze is noticed after two of these. */
const HEARTBEAT_SECONDS = 5;
/** Less than what RabbitMQ needs to notice a vanished worker would gain nothing. */
const DECLARE_PATIENCE_MS = 20_000;
const STOP_PATIENCE_MS = 3000;
const RETRY_FIRST_MS = 250;
const RETRY_LAST_MS = 5000;
const LOOK_MS = 10_000;

interface Live {
  connection: ChannelModel;
  channel: Channel;
  /** Consumer tag of every queue. */
  tags: Map<string, string>;
  /** Queues that gave messages since the last look. */
  delivered: Set<string>;
}

function inTime<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what} took longer than ${ms} ms`)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export function startAmqpConsumer(options: AmqpConsumerOptions): AmqpConsumer {
  const { nodes, logger } = options;
  const queues = ingestQueues(options.queues);
  const stopping = new AbortController();
  const woken = createSignal();
  const counts: QueueCounts = { waiting: 0, rejected: 0, unrouted: 0 };
  let live: Live | null = null;
  let markReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    markReady = resolve;
  });

  async function consume(at: Live, queue: string, onMessage: (message: ConsumeMessage) => void): Promise<void> {
    const { consumerTag } = await at.channel.consume(queue, (message) => {
      // null: the queue was deleted under its consumer.
      if (message === null) void at.channel.close().catch(() => undefined);
      else {
        at.delivered.add(queue);
        onMessage(message);
      }
    });
    at.tags.set(queue, consumerTag);
  }

  function createTaking({ channel }: Live): (message: ConsumeMessage) => void {
    const window = createAckWindow();
    /** Not acknowledged yet, by tag, in order of arrival. */
    const held = new Map<number, ConsumeMessage>();
    let scheduled = false;
    const acknowledge = (): void => {
      scheduled = false;
      const upTo = window.take();
      const message = upTo === null ? undefined : held.get(upTo);
      if (upTo === null || !message || live?.channel !== channel) return;
      for (const tag of held.keys()) {
        if (tag > upTo) break;
        held.delete(tag);
      }
      channel.ack(message, true);
    };
    return (message) => {
      const { routingKey, deliveryTag } = message.fields;
      held.set(deliveryTag, message);
      options.take(topicOf(routingKey), message.content, () => {
        window.done(deliveryTag);
        if (scheduled) return;
        scheduled = true;
        setImmediate(acknowledge);
      });
    };
  }

  /** On a channel of its own: a question about a queue that is not there closes the channel. */
  async function look(at: Live, onMessage: (message: ConsumeMessage) => void): Promise<void> {
    const asking = await at.connection.createChannel();
    asking.on("error", () => undefined);
    try {
      let waiting = 0;
      let workers = 0;
      for (const queue of queues) {
        const { messageCount, consumerCount } = await asking.checkQueue(queue);
        waiting += messageCount;
        // Every worker consumes this one; of the others RabbitMQ counts only the active consumer.
        if (queue === INGEST_QUEUE) workers = consumerCount;
      }
      counts.waiting = waiting;
      const before = counts.rejected + counts.unrouted;
      counts.rejected = (await asking.checkQueue(REJECTS)).messageCount;
      counts.unrouted = (await asking.checkQueue(UNROUTED)).messageCount;
      if (counts.rejected + counts.unrouted > before) {
        logger.warn({ ...counts }, `messages were put aside in the queues ${REJECTS} and ${UNROUTED}: look at them`);
      }
      const spread = queues.filter((queue) => queue !== INGEST_QUEUE);
      const active = spread.filter((queue) => at.delivered.has(queue));
      at.delivered.clear();
      for (const queue of surplusQueues(active, spread.length, workers)) {
        const tag = at.tags.get(queue);
        if (tag === undefined) continue;
        await at.channel.cancel(tag);
        await consume(at, queue, onMessage);
        logger.info({ queue }, "queue handed over to another worker");
      }
    } finally {
      await asking.close().catch(() => undefined);
    }
  }

  async function session(node: AmqpNode): Promise<void> {
    const connection = await connect(
      { ...node, heartbeat: HEARTBEAT_SECONDS },
      {
        timeout: CONNECT_PATIENCE_MS,
        servername: node.hostname,
        clientProperties: { connection_name: "kentiz ingest" },
      },
    );
    const lost = new AbortController();
    connection.on("error", (error) => logger.debug({ err: error }, "connection to RabbitMQ"));
    connection.on("close", () => lost.abort());
    lost.signal.addEventListener("abort", () => woken.notify());
    try {
      const channel = await connection.createChannel();
      channel.on("error", (error) => logger.warn({ err: error }, "RabbitMQ closed the channel"));
      channel.on("close", () => lost.abort());
      await inTime(declareTopology(channel, options.queues), DECLARE_PATIENCE_MS, "declaring the queues");
      await channel.prefetch(PREFETCH);
      const at: Live = { connection, channel, tags: new Map(), delivered: new Set() };
      live = at;
      const onMessage = createTaking(at);
      for (const queue of queues) await consume(at, queue, onMessage);
      logger.info({ node: `${node.hostname}:${node.port}`, queues: queues.length }, "taking messages from RabbitMQ");
      markReady();
      options.onConnected(true);
      while (!lost.signal.aborted && !stopping.signal.aborted) {
        await look(at, onMessage);
        if (!lost.signal.aborted && !stopping.signal.aborted) await woken.wait(LOOK_MS);
      }
    } finally {
      if (!stopping.signal.aborted) {
        live = null;
        options.onConnected(false);
        // What is not closed in time is cut off when the process forgets it.
        await inTime(connection.close(), CONNECT_PATIENCE_MS, "closing").catch(() => undefined);
      }
    }
  }

  async function run(): Promise<void> {
    let pauseMs = RETRY_FIRST_MS;
    for (let turn = 0; !stopping.signal.aborted; turn++) {
      const node = nodes[turn % nodes.length];
      if (!node) return;
      const startedMs = performance.now();
      try {
        await session(node);
      } catch (error) {
        logger.warn(
          { err: error, node: `${node.hostname}:${node.port}` },
          "RabbitMQ not reached, trying the next node",
        );
      }
      // One that worked for a while is no reason for patience.
      pauseMs = performance.now() - startedMs > LOOK_MS ? RETRY_FIRST_MS : Math.min(pauseMs * 2, RETRY_LAST_MS);
      if (!stopping.signal.aborted) await woken.wait(pauseMs);
    }
  }

  const running = run();
  return {
    ready,
    get connected() {
      return live !== null;
    },
    counts,
    publish: ({ topic, payload }) => {
      live?.channel.publish(TOPIC_EXCHANGE, routingKeyOf(topic), Buffer.from(payload));
    },
    stopTaking: async () => {
      stopping.abort();
      woken.notify();
      // A cluster without a majority answers nothing.
      await inTime(running, STOP_PATIENCE_MS, "the last look").catch(() => undefined);
      const at = live;
      if (!at) return;
      const cancelled = Promise.all(Array.from(at.tags.values(), (tag) => at.channel.cancel(tag)));
      await inTime(cancelled, STOP_PATIENCE_MS, "cancelling").catch(() => undefined);
    },
    stop: async () => {
      const at = live;
      live = null;
      if (at) await inTime(at.connection.close(), CONNECT_PATIENCE_MS, "closing").catch(() => undefined);
    },
  };
}
