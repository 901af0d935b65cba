// Where RabbitMQ asks (rabbitmq_auth_backend_http): /auth/user, /auth/vhost, /auth/resource, /auth/topic,
// answered with "allow" or "deny". Open to loopback, to the addresses of the configuration, and under
// /auth/<secret>/… to whoever knows the secret; for everybody else there is nothing here.
import { createHash, timingSafeEqual } from "node:crypto";
import { BlockList, isIP } from "node:net";
import express, { Router, type Request, type Response } from "express";
import { AppError } from "../domain/problem.ts";
import { QUEUE_AUTH_KINDS, QueueAuthQuestion, type AnswerQueueAuth } from "../domain/queue-auth.ts";
import { sendProblem } from "./error-answer.ts";

export interface QueueAuthDoorOptions {
  answer: AnswerQueueAuth;
  /** Addresses and networks ("10.0.0.0/8") of RabbitMQ beside loopback. */
  addresses: readonly string[];
  /** null = nobody comes in by a secret. */
  secret: string | null;
}

const MAX_BODY = "16kb";
const LOOPBACK = ["127.0.0.0/8", "::1/128"];
const FORWARDED = ["forwarded", "x-forwarded-for"];
const RETRY_AFTER_SECONDS = 1;

const familyOf = (address: string): "ipv4" | "ipv6" => (isIP(address) === 6 ? "ipv6" : "ipv4");

function trusted(addresses: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of [...LOOPBACK, ...addresses]) {
    const [address = "", prefix] = entry.split("/");
    const family = familyOf(address);
    list.addSubnet(address, prefix === undefined ? (family === "ipv6" ? 128 : 32) : Number(prefix), family);
  }
  return list;
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** @throws AppError naming the parameter that is missing or wrong */
function questionOf(kind: QueueAuthQuestion["kind"], request: Request): QueueAuthQuestion {
  const { url, body }: { url: string; body: unknown } = request;
  const text = typeof body === "string" && body !== "" ? body : url.slice(url.indexOf("?") + 1);
  const { data, error } = QueueAuthQuestion.safeParse({ ...Object.fromEntries(new URLSearchParams(text)), kind });
  if (data) return data;
  const fields = error.issues.map((issue) => ({ path: issue.path.join("."), reason: issue.message }));
  throw new AppError("input_invalid", "This is no question of RabbitMQ's HTTP backend.", { fields });
}

export function queueAuthDoor({ answer, addresses, secret }: QueueAuthDoorOptions): Router {
  const router = Router();
  const near = trusted(addresses);
  const secretDigest = secret === null ? null : digest(secret);

  function mayAsk(request: Request, given: string | undefined): boolean {
    if (given !== undefined) return secretDigest !== null && timingSafeEqual(digest(given), secretDigest);
    // Through a proxy anybody may come from an address nearby.
    if (FORWARDED.some((header) => request.headers[header] !== undefined)) return false;
    const address = (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
    return isIP(address) !== 0 && near.check(address, familyOf(address));
  }

  async function decide(question: QueueAuthQuestion, response: Response): Promise<void> {
    response.set("Cache-Control", "no-store");
    try {
      response.type("text/plain").send((await answer(question)) ? "allow" : "deny");
    } catch {
      // RabbitMQ lets nobody in, and the device tries again.
      const retryAfterSeconds = RETRY_AFTER_SECONDS;
      sendProblem(response, new AppError("database_unavailable", "The database is away.", { retryAfterSeconds }));
    }
  }

  const body = express.text({ type: () => true, limit: MAX_BODY });
  for (const kind of QUEUE_AUTH_KINDS) {
    router.all([`/auth/${kind}`, `/auth/:secret/${kind}`], body, (request, response, next) => {
      const { secret: given } = request.params;
      if (!mayAsk(request, typeof given === "string" ? given : undefined)) next();
      else decide(questionOf(kind, request), response).catch(next);
    });
  }
  return router;
}
