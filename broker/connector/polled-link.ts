// One feed that is asked again and again, and only told to send what it has not sent yet: what the last
// answer was is forgotten when its content could not be stored.
import type { Link, LinkOptions } from "./subscribed-link.ts";
import { createBackoff } from "./backoff.ts";
import { AnswerTooLargeError, httpGet, HttpStatusError, type Validators } from "./http-get.ts";
import { troubleOf, type Trouble } from "./link-fault.ts";

const STANDARD_INTERVAL_SECONDS = 15;
const TIMEOUT_MS = 20_000;
const NOTHING_KNOWN: Validators = { etag: null, lastModified: null };

export interface PolledLinkOptions extends LinkOptions {
  /** Topic under which the codec of the feed knows its content. */
  topic: string;
  maxBytes: number;
}

function pollTrouble(error: unknown): Trouble {
  if (error instanceof HttpStatusError) {
    const denied = error.message === "HTTP 401" || error.message === "HTTP 403";
    return { fault: denied ? "credentials_wrong" : "http_status", detail: error.message };
  }
  if (error instanceof AnswerTooLargeError) return { fault: "answer_too_large", detail: error.message };
  if (error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError")) {
    return { fault: "no_answer", detail: null };
  }
  return troubleOf(error);
}

export function startPolledLink(options: PolledLinkOptions): Link {
  const { task, status, topic, maxBytes, logger } = options;
  const backoff = createBackoff(options.retry);
  const intervalMs = (task.intervalSeconds ?? STANDARD_INTERVAL_SECONDS) * 1000;
  const intake = options.intake(() => undefined);
  const stopping = new AbortController();
  let validators = NOTHING_KNOWN;
  let timer: NodeJS.Timeout | null = null;
  let polling: Promise<void> | null = null;

  async function poll(): Promise<number> {
    const { url, username, password, ca } = task;
    try {
      if (password === undefined) throw new Error("secret unreadable");
      const { signal } = stopping;
      const got = await httpGet({ url, username, password, ca, validators, timeoutMs: TIMEOUT_MS, maxBytes, signal });
      backoff.reset();
      status.enter("connected");
      if (got.body === null) return intervalMs;
      const stored = await intake.take({ topic, payload: got.body, receivedAtMs: Date.now() });
      validators = stored ? got : NOTHING_KNOWN;
      return intervalMs;
    } catch (error) {
      if (stopping.signal.aborted) return intervalMs;
      const trouble =
        password === undefined ? { fault: "secret_unreadable" as const, detail: null } : pollTrouble(error);
      const waitMs = Math.max(backoff.next(), Math.min(intervalMs, options.retry.lastMs));
      logger.warn({ connector: task.id, fault: trouble.fault, retryMs: Math.round(waitMs) }, "feed not read");
      status.enter("retrying", trouble, Date.now() + waitMs);
      return waitMs;
    }
  }

  function run(): void {
    timer = null;
    polling = poll().then((waitMs) => {
      if (!stopping.signal.aborted) timer = setTimeout(run, waitMs);
    });
  }

  run();
  return {
    stop: async () => {
      stopping.abort();
      if (timer) clearTimeout(timer);
      await polling;
      status.enter("off");
    },
  };
}
