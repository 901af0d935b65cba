// How many messages of QoS 1 and 2 a client takes at once (its Receive Maximum, §4.9). aedes sends
// without looking; what is too much waits here for acknowledgements.

export interface SendWindow {
  /** @returns whether the message may go out now; it counts as sent then. */
  reserve(messageId: number): boolean;
  /** Keeps a message until there is room; drops it when too much waits already. */
  wait(messageId: number, packet: Buffer): void;
  /** The client has done with a message. */
  done(messageId: number): void;
}

export interface SendWindowOptions {
  receiveMaximum: number;
  maxWaitingBytes: number;
  write: (packet: Buffer) => void;
}

export function createSendWindow({ receiveMaximum, maxWaitingBytes, write }: SendWindowOptions): SendWindow {
  const inFlight = new Set<number>();
  const waiting: { messageId: number; packet: Buffer }[] = [];
  let waitingBytes = 0;

  return {
    reserve: (messageId) => {
      if (waiting.length > 0 || inFlight.size >= receiveMaximum) return false;
      inFlight.add(messageId);
      return true;
    },
    wait: (messageId, packet) => {
      if (waitingBytes + packet.length > maxWaitingBytes) return;
      waiting.push({ messageId, packet });
      waitingBytes += packet.length;
    },
    done: (messageId) => {
      inFlight.delete(messageId);
      while (inFlight.size < receiveMaximum) {
        const next = waiting.shift();
        if (!next) return;
        waitingBytes -= next.packet.length;
        inFlight.add(next.messageId);
        write(next.packet);
      }
    },
  };
}
