// Bounds on sockets before anybody has said who it is.
import type { Duplex } from "node:stream";
import { createConnectRate } from "./connect-rate.ts";
import type { BrokerLimits } from "./limits.ts";

export interface Admission {
  /** @returns false where there is no room; the stream is destroyed then. */
  admit(stream: Duplex, address: string): boolean;
  /** The stream has signed in and no longer counts against its address. */
  settle(stream: Duplex): void;
  readonly open: number;
  /** Streams turned away since the start. */
  readonly turnedAway: number;
  destroyAll(): void;
}

export function createAdmission(limits: BrokerLimits): Admission {
  const streams = new Set<Duplex>();
  /** Address of each stream that has not signed in. */
  const pendingAddress = new Map<Duplex, string>();
  const pending = new Map<string, number>();
  const rate = createConnectRate(limits.connectsPerSecond, limits.connectBurst);
  let turnedAway = 0;

  function settle(stream: Duplex): void {
    const address = pendingAddress.get(stream);
    if (address === undefined) return;
    pendingAddress.delete(stream);
    const left = (pending.get(address) ?? 1) - 1;
    if (left > 0) pending.set(address, left);
    else pending.delete(address);
  }

  return {
    admit: (stream, address) => {
      const waiting = pending.get(address) ?? 0;
      const isRoom = streams.size < limits.maxConnections && waiting < limits.maxPendingPerAddress;
      if (!isRoom || !rate.admit(address, Date.now())) {
        turnedAway++;
        stream.destroy();
        return false;
      }
      streams.add(stream);
      pendingAddress.set(stream, address);
      pending.set(address, waiting + 1);
      stream.once("close", () => {
        streams.delete(stream);
        settle(stream);
      });
      return true;
    },
    settle,
    get open() {
      return streams.size;
    },
    get turnedAway() {
      return turnedAway;
    },
    destroyAll: () => {
      for (const stream of streams) stream.destroy();
    },
  };
}
