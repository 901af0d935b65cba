// One connection to another MQTT broker: subscribes, and acknowledges a message only when it is durable here.
//
//   PUBLISH ─▶ handleMessage ─▶ intake ─(commit)─▶ PUBACK
//                  └─ next one is read at once, until so many wait
//
// mqtt.js handles one message at a time and acknowledges it when its handler is done: one commit each. So
// the handler ends with an error, which mqtt.js takes as "do not acknowledge", and the PUBACK is written
// here after the commit. Each try is a client of its own: an acknowledgement can never reach another
// connection than the one its message came by. What was not acknowledged comes again, because the
// session lasts; the tables take it once.
import { connect, type IClientOptions, type MqttClient } from "mqtt";
import { generate } from "mqtt-packet";
import type { Logger } from "pino";
import type { ConnectorTask } from "../../gis/connector.ts";
import type { Answer } from "../codecs/foreign-codec.ts";
import { createBackoff, type BackoffLimits } from "./backoff.ts";
import type { Intake } from "./intake.ts";
import { troubleOf, type Trouble } from "./link-fault.ts";
import type { LinkStatus } from "./link-status.ts";

export interface Link {
  /** Takes nothing more, acknowledges what is being stored, and is gone. */
  stop(): Promise<void>;
}

export interface LinkOptions {
  task: ConnectorTask;
  status: LinkStatus;
  /** @param answer sends something back to the other side */
  intake: (answer: (answer: Answer) => void) => Intake;
  retry: BackoffLimits;
  logger: Logger;
}

const CONNECT_TIMEOUT_MS = 15_000;
const KEEPALIVE_SECONDS = 30;
/** Messages of one connection that wait for their commit; above it the socket is not read. */
const MAX_WAITING = 500;
const FULL_RETRY_MS = 100;
const STOP_PATIENCE_MS = 3000;
const REFUSED = 128;

/** Says to mqtt.js that it shall not acknowledge. */
const HELD = new Error("acknowledged after the commit");

/** The same after a restart, so that the other broker keeps what comes meanwhile. */
export const clientIdOf = ({ key }: ConnectorTask): string => `kentiz-${key}`;

function optionsOf(task: ConnectorTask): IClientOptions {
  const { username, password, ca } = task;
  return {
    clientId: clientIdOf(task),
    clean: false,
    reconnectPeriod: 0,
    connectTimeout: CONNECT_TIMEOUT_MS,
    keepalive: KEEPALIVE_SECONDS,
    resubscribe: false,
    protocolVersion: 4,
    ...(username === null ? {} : { username }),
    ...(password == null ? {} : { password }),
    ...(ca === null ? {} : { ca }),
  };
}

export function startSubscribedLink({ task, status, intake: intakeOf, retry, logger }: LinkOptions): Link {
  const backoff = createBackoff(retry);
  let client: MqttClient | null = null;
  let timer: NodeJS.Timeout | null = null;
  const stopping = new AbortController();
  /** Subscribed in the session that the other side still keeps. */
  let subscribed = false;
  const held = new Set<Promise<unknown>>();
  const intake = intakeOf(({ topic, payload }) => client?.publish(topic, Buffer.from(payload)));

  async function whenNotFull(): Promise<void> {
    while (!stopping.signal.aborted && intake.isFull)
      await new Promise((resolve) => setTimeout(resolve, FULL_RETRY_MS));
  }

  function handOver(own: MqttClient): MqttClient["handleMessage"] {
    return (packet, next) => {
      const { qos, messageId } = packet;
      const goOn = (): void => (qos === 0 ? next() : next(HELD));
      const take = async (): Promise<void> => {
        if (intake.isFull) await whenNotFull();
        // Comes again in the next session.
        if (stopping.signal.aborted) return;
        const payload = typeof packet.payload === "string" ? Buffer.from(packet.payload) : packet.payload;
        const stored = intake
          .take({ topic: packet.topic, payload, receivedAtMs: Date.now() })
          .then((durable) => {
            if (durable && qos === 1 && own.connected) {
              own.stream.write(generate({ cmd: "puback", messageId: messageId ?? 0 }));
            }
          })
          .finally(() => held.delete(stored));
        held.add(stored);
        if (held.size >= MAX_WAITING) await Promise.race(held);
        goOn();
      };
      void take();
    };
  }

  async function subscribe(own: MqttClient, sessionPresent: boolean): Promise<Trouble | null> {
    // Subscribing anew would bring every retained message again.
    if (sessionPresent && subscribed) return null;
    const granted = await own.subscribeAsync(task.topicFilters, { qos: 1 });
    const refused = granted.filter(({ qos }) => qos === REFUSED).map(({ topic }) => topic);
    if (refused.length > 0) return { fault: "subscription_refused", detail: refused.join(", ").slice(0, 200) };
    subscribed = true;
    return null;
  }

  function tryAgain(trouble: Trouble): void {
    const waitMs = backoff.next();
    logger.warn({ connector: task.id, fault: trouble.fault, retryMs: Math.round(waitMs) }, "connector not connected");
    status.enter("retrying", trouble, Date.now() + waitMs);
    timer = setTimeout(open, waitMs);
  }

  function open(): void {
    timer = null;
    status.enter(
      "connecting",
      status.row.fault === null ? null : { fault: status.row.fault, detail: status.row.faultDetail },
    );
    if (task.password === undefined) {
      tryAgain({ fault: "secret_unreadable", detail: null });
      return;
    }
    let trouble: Trouble | null = null;
    const own = connect(task.url, optionsOf(task));
    client = own;
    own.handleMessage = handOver(own);
    const giveUp = (found: Trouble): void => {
      trouble ??= found;
      own.end(true);
    };
    own.on("error", (error) => giveUp(troubleOf(error)));
    own.on("connect", ({ sessionPresent }) => {
      subscribe(own, sessionPresent).then(
        (refused) => {
          if (refused) giveUp(refused);
          else {
            backoff.reset();
            status.enter("connected");
            logger.info({ connector: task.id }, "connector connected");
          }
        },
        (error: unknown) => giveUp(troubleOf(error)),
      );
    });
    let closed = false;
    own.on("close", () => {
      if (closed) return;
      closed = true;
      own.end(true);
      if (stopping.signal.aborted) return;
      const lost = status.row.state === "connected" ? "connection_lost" : "no_answer";
      tryAgain(trouble ?? { fault: lost, detail: null });
    });
  }

  open();
  return {
    stop: async () => {
      stopping.abort();
      if (timer) clearTimeout(timer);
      let patience: NodeJS.Timeout | undefined;
      const tooLong = new Promise((resolve) => {
        patience = setTimeout(resolve, STOP_PATIENCE_MS);
      });
      await Promise.race([Promise.allSettled(held), tooLong]);
      clearTimeout(patience);
      if (client) await client.endAsync();
      status.enter("off");
    },
  };
}
