// The connections that are signed in.
import type { Client } from "aedes";
import type { Pace } from "./pace.ts";
import type { Session } from "./session.ts";

export interface Sessions extends Iterable<Session> {
  add(session: Session): void;
  /** @returns false when it was not open. */
  remove(session: Session): boolean;
  /** Also of a client whose connection is gone already: its will comes that late. */
  of(client: Client): Session | undefined;
  countOf(deviceId: number): number;
  /** Shared by all open connections of a principal; undefined = it has none. */
  paceOf(deviceId: number): Pace | undefined;
  readonly size: number;
}

export function createSessions(): Sessions {
  const open = new Set<Session>();
  const byClient = new WeakMap<Client, Session>();
  const byDevice = new Map<number, { count: number; pace: Pace }>();
  return {
    [Symbol.iterator]: () => open.values(),
    add: (session) => {
      open.add(session);
      byClient.set(session.client, session);
      const count = (byDevice.get(session.deviceId)?.count ?? 0) + 1;
      byDevice.set(session.deviceId, { count, pace: session.pace });
    },
    remove: (session) => {
      if (!open.delete(session)) return false;
      const left = (byDevice.get(session.deviceId)?.count ?? 1) - 1;
      if (left > 0) byDevice.set(session.deviceId, { count: left, pace: session.pace });
      else byDevice.delete(session.deviceId);
      return true;
    },
    of: (client) => byClient.get(client),
    countOf: (deviceId) => byDevice.get(deviceId)?.count ?? 0,
    paceOf: (deviceId) => byDevice.get(deviceId)?.pace,
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
