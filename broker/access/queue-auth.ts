// Tells RabbitMQ who may come in and what a principal may publish and hear, where RabbitMQ has the MQTT door:
// the same credentials and the same rights as the door of Kentiz. What cannot be asked there (wills, retain
// flags, QoS) is judged when the message is taken from the queue.
import { createHash, timingSafeEqual } from "node:crypto";
import type { AnswerQueueAuth, QueueAuthQuestion } from "../../domain/queue-auth.ts";
import type { Database } from "../../gis/database.ts";
import type { Feed } from "../../gis/feed.ts";
import { integrationPrincipals, principalByKey } from "../../gis/principal.ts";
import { topicOf } from "../amqp/routing-key.ts";
import { TOPIC_EXCHANGE } from "../amqp/topology.ts";
import { createCredentialCache } from "./credential-cache.ts";
import { createIntegrationList } from "./integration-list.ts";
import { isPossibleKey, isSafeClientId } from "./name.ts";
import type { KnownDevice } from "./sign-in.ts";
import { subscribeRefusal } from "./subscribe-right.ts";
import { createTopicOwners } from "./topic-owner.ts";

export interface QueueAuth {
  answer: AnswerQueueAuth;
  stop(): void;
}

/** Queues in which the MQTT plugin keeps what a session is subscribed to, and its will. */
const SESSION_QUEUES = [/^mqtt-subscription-(.*)qos[01]$/, /^mqtt-will-(.*)$/];

function passwordMatches(principal: KnownDevice, password: string): boolean {
  const hash = createHash("sha256").update(password).digest();
  return principal.secretHash.length === hash.length && timingSafeEqual(hash, principal.secretHash);
}

/** "kentiz.k1.#" → "kentiz/k1/#": what AMQP calls "*" is "+" in MQTT. */
const filterOf = (routingKey: string): string => topicOf(routingKey).replaceAll("*", "+");

export function createQueueAuth({ database, feed }: { database: Database; feed: Feed }): QueueAuth {
  const credentials = createCredentialCache<KnownDevice>({ lookup: (key) => principalByKey(database, key) });
  const integrations = createIntegrationList(() => integrationPrincipals(database));
  const owners = createTopicOwners({ credentials, integrations: integrations.get });
  const unsubscribe = feed.subscribe((event) => {
    if (event.type !== "devices") return;
    credentials.clear();
    integrations.clear();
  });

  async function find(username: string): Promise<KnownDevice | null> {
    const principal = isPossibleKey(username) ? await credentials.get(username, Date.now()) : null;
    return principal && !principal.revoked ? principal : null;
  }

  /** A client id that is another principal's key is kept for that one. */
  async function mayUseClientId(principal: KnownDevice, clientId: string): Promise<boolean> {
    if (!isSafeClientId(clientId)) return false;
    return clientId === principal.key || !isPossibleKey(clientId) || !(await credentials.get(clientId, Date.now()));
  }

  /**
   * Only clients of MQTT, whose queues and exchange RabbitMQ names itself. Whoever listens has its key at the
   * start of its client id: another id could belong to the session of another device.
   */
  function mayUseResource(
    { key }: KnownDevice,
    { resource, name, permission, client_id: clientId }: Extract<QueueAuthQuestion, { kind: "resource" }>,
  ): boolean {
    if (clientId === undefined) return false;
    if (resource !== "queue") return name === TOPIC_EXCHANGE && permission !== "configure";
    const own = clientId === key || (clientId.startsWith(key) && /^[-_:/]/.test(clientId.slice(key.length)));
    return own && SESSION_QUEUES.some((pattern) => pattern.exec(name)?.[1] === clientId);
  }

  async function mayUseTopic(
    principal: KnownDevice,
    { name, permission, routing_key: routingKey }: Extract<QueueAuthQuestion, { kind: "topic" }>,
  ): Promise<boolean> {
    if (name !== TOPIC_EXCHANGE) return false;
    if (permission === "read") return subscribeRefusal(principal, filterOf(routingKey)) === null;
    if (permission !== "write") return false;
    const owner = await owners.ownerOf(topicOf(routingKey));
    return "principal" in owner && owner.principal.id === principal.id;
  }

  return {
    answer: async (question) => {
      const principal = await find(question.username);
      if (!principal) return false;
      switch (question.kind) {
        case "user": {
          const { password, client_id: clientId } = question;
          if (!passwordMatches(principal, password)) return false;
          return clientId === undefined || mayUseClientId(principal, clientId);
        }
        case "vhost":
          return true;
        case "resource":
          return mayUseResource(principal, question);
        case "topic":
          return mayUseTopic(principal, question);
      }
    },
    stop: unsubscribe,
  };
}
