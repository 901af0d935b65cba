// What RabbitMQ asks about its clients (plugin rabbitmq_auth_backend_http), and how it is answered. The HTTP
// door reads the questions and the broker's rights answer them; they meet in these words, because neither
// knows the other.
import { z } from "zod";

const Permission = z.enum(["configure", "write", "read"]);

export const QUEUE_AUTH_KINDS = ["user", "vhost", "resource", "topic"] as const;

export const QueueAuthQuestion = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("user"),
    username: z.string(),
    password: z.string(),
    /** Of MQTT. */
    client_id: z.string().optional(),
  }),
  z.object({ kind: z.literal("vhost"), username: z.string(), vhost: z.string() }),
  z.object({
    kind: z.literal("resource"),
    username: z.string(),
    vhost: z.string(),
    resource: z.enum(["exchange", "queue", "topic"]),
    name: z.string(),
    permission: Permission,
    /** Of MQTT; a client that speaks AMQP has none. */
    client_id: z.string().optional(),
  }),
  z.object({
    kind: z.literal("topic"),
    username: z.string(),
    vhost: z.string(),
    /** Of the exchange. */
    name: z.string(),
    permission: Permission,
    routing_key: z.string(),
  }),
]);
export type QueueAuthQuestion = z.infer<typeof QueueAuthQuestion>;

/** Whether it is allowed. @throws while that cannot be found out */
export type AnswerQueueAuth = (question: QueueAuthQuestion) => Promise<boolean>;
