// The connections that are signed in.
import type { Client } from "aedes";
import type { Session } from "./session.ts";

export interface Sessions extends Iterable<Session> {
  add(session: Session): void;
  /** @returns false when it was not open. */
  remove(session: Session): boolean;
  /** Also of a client whose connection is gone already: its will comes that late. */
  of(client: Client): Session | undefined;
  countOf(deviceId: number): number;
  readonly size: number;
}

export function createSessions(): Sessions {
  const open = new Set<Session>();
  const byClient = new WeakMap<Client, Session>();
  const counts = new Map<number, number>();
  return {
    [Symbol.iterator]: () => open.values(),
    add: (session) => {
      open.add(session);
      byClient.set(session.client, session);
      counts.set(session.deviceId, (counts.get(session.deviceId) ?? 0) + 1);
    },
    remove: (session) => {
      if (!open.delete(session)) return false;
      const left = (counts.get(session.deviceId) ?? 1) - 1;
      if (left > 0) counts.set(session.deviceId, left);
      else counts.delete(session.deviceId);
      return true;
    },
    of: (client) => byClient.get(client),
    countOf: (deviceId) => counts.get(deviceId) ?? 0,
    get size() {
      return open.size;
    },
  };
}

/**
 * Ends a connection on our own initiative: the will is for devices that get lost, not for those sent away.
 * @param reason told to clients of MQTT 5
 */
export function endSession(session: Session, reason: number): void {
  session.ended = true;
  if (session.mqtt5) session.mqtt5.endReason = reason;
  session.client.will = null;
  session.client.close();
}
