// Which queues a worker hands over. Of a queue with a single active consumer, the worker that came first has
// all the messages and the others stand by; whoever has more than its share steps back in line with one.

export interface QueueUse {
  queue: string;
  /** Messages came from it since the last look: this worker is the active one. */
  active: boolean;
  /** Workers that consume it, the active one included. */
  consumers: number;
}

/** @returns the queue to step back from; null where the share is fair */
export function surplusQueue(uses: readonly QueueUse[]): string | null {
  const first = uses.find(({ active, consumers }) => active && consumers > 1);
  if (!first) return null;
  const workers = Math.max(...uses.map(({ consumers }) => consumers));
  const fair = Math.ceil(uses.length / workers);
  return uses.filter(({ active }) => active).length > fair ? first.queue : null;
}
