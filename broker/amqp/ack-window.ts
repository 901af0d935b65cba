// Deliveries of one channel that are being worked on. Messages become durable in any order; what RabbitMQ is
// told is the tag up to which everything is, so that one acknowledgement stands for many.

export interface AckWindow {
  /** @param tag of a delivery; the first of a channel is 1 */
  done(tag: number): void;
  /** The tag up to which all is done and was not told yet; null = nothing new. */
  take(): number | null;
  /** Deliveries done behind one that is not. */
  readonly waiting: number;
}

export function createAckWindow(): AckWindow {
  const ahead = new Set<number>();
  let complete = 0;
  let told = 0;
  return {
    done: (tag) => {
      if (tag !== complete + 1) {
        ahead.add(tag);
        return;
      }
      complete = tag;
      while (ahead.delete(complete + 1)) complete++;
    },
    take: () => {
      if (told === complete) return null;
      told = complete;
      return complete;
    },
    get waiting() {
      return ahead.size;
    },
  };
}
