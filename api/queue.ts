// Runs work strictly one after the other, with a bounded number waiting.

export class QueueFullError extends Error {}

export interface Queue {
  /** @throws QueueFullError where too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function createQueue(maxWaiting: number): Queue {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    run<T>(work: () => Promise<T>): Promise<T> {
      if (waiting >= maxWaiting) return Promise.reject(new QueueFullError("queue is full"));
      waiting += 1;
      const result = last.then(work);
      last = result.then(
        () => (waiting -= 1),
        () => (waiting -= 1),
      );
      return result;
    },
  };
}
