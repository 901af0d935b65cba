// Reads server-sent events of one answer as they come.
import { setTimeout as delay } from "node:timers/promises";

export interface ReceivedEvent {
  event: string;
  data: unknown;
}

export interface EventStream {
  readonly status: number;
  readonly events: readonly ReceivedEvent[];
  /** The first event of a kind that is there or comes. @throws when the stream ends or takes too long */
  next(event: string, isIt?: (data: unknown) => boolean): Promise<ReceivedEvent>;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

const PATIENCE_MS = 10_000;

function parseEvent(block: string): ReceivedEvent | null {
  const lines = new Map(
    block.split("\n").map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  );
  const [event, data] = [lines.get("event"), lines.get("data")];
  return event === undefined || data === undefined ? null : { event, data: JSON.parse(data) };
}

export async function openEventStream(get: (init: RequestInit) => Promise<Response>): Promise<EventStream> {
  const abort = new AbortController();
  const response = await get({ signal: abort.signal });
  const events: ReceivedEvent[] = [];
  let over = false;

  async function read(): Promise<void> {
    const decoder = new TextDecoder();
    let rest = "";
    for await (const chunk of response.body ?? []) {
      rest += decoder.decode(chunk, { stream: true });
      const blocks = rest.split("\n\n");
      rest = blocks.pop() ?? "";
      events.push(...blocks.flatMap((block) => parseEvent(block) ?? []));
    }
  }
  const ended = read()
    .catch((error: unknown) => {
      if (!abort.signal.aborted) throw error;
    })
    .finally(() => {
      over = true;
    });

  return {
    status: response.status,
    events,
    ended,
    async next(event, isIt = () => true) {
      const deadlineMs = Date.now() + PATIENCE_MS;
      for (;;) {
        const found = events.find((received) => received.event === event && isIt(received.data));
        if (found) return found;
        if (over || Date.now() > deadlineMs) throw new Error(`no ${event} in ${JSON.stringify(events)}`);
        await delay(10);
      }
    },
    close: () => abort.abort(),
  };
}
