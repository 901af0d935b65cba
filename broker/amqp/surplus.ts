// Which queues a worker hands over. Of a queue with a single active consumer, the worker that came first has
// all the messages and the others stand by; whoever has more than its share steps back to the end of the line.

/**
 * @param active queues that gave this worker messages since the last look
 * @param queues how many there are
 * @param workers how many consume them, this one included
 * @returns the queues to step back from; none where the share is fair
 */
export function surplusQueues(active: readonly string[], queues: number, workers: number): readonly string[] {
  return active.slice(Math.ceil(queues / Math.max(1, workers)));
}
