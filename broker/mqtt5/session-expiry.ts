// Sessions of MQTT 5 end some time after their connection (§3.1.2.11.2), and their wills may wait that
// long (§3.1.3.2.2). aedes knows neither.

export interface SessionExpiry {
  /** The client is there: what was to happen in its absence does not happen. */
  came(clientId: string): void;
  /** Its connection is gone. Forgets the session after so many seconds. */
  went(clientId: string, expirySeconds: number): void;
  /** Lets a will speak after so many seconds; `cancel` is called where its client came back before. */
  delayWill(clientId: string, seconds: number, speak: () => void, cancel: () => void): void;
  stop(): void;
}

const SECOND_MS = 1000;
/** The longest timer there is; a session that long is forgotten by the door's own limit. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export function createSessionExpiry(forget: (clientId: string) => void): SessionExpiry {
  const sessions = new Map<string, NodeJS.Timeout>();
  const wills = new Map<string, { timer: NodeJS.Timeout; cancel: () => void }>();

  function later(seconds: number, then: () => void): NodeJS.Timeout {
    return setTimeout(then, Math.min(seconds * SECOND_MS, MAX_TIMER_MS)).unref();
  }

  function cancelWill(clientId: string): void {
    const waiting = wills.get(clientId);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    wills.delete(clientId);
    waiting.cancel();
  }

  return {
    came: (clientId) => {
      clearTimeout(sessions.get(clientId));
      sessions.delete(clientId);
      cancelWill(clientId);
    },
    went: (clientId, expirySeconds) => {
      clearTimeout(sessions.get(clientId));
      sessions.delete(clientId);
      if (expirySeconds === 0) {
        forget(clientId);
        return;
      }
      const timer = later(expirySeconds, () => {
        sessions.delete(clientId);
        forget(clientId);
      });
      sessions.set(clientId, timer);
    },
    delayWill: (clientId, seconds, speak, cancel) => {
      cancelWill(clientId);
      const timer = later(seconds, () => {
        wills.delete(clientId);
        speak();
      });
      wills.set(clientId, { timer, cancel });
    },
    stop: () => {
      for (const timer of sessions.values()) clearTimeout(timer);
      sessions.clear();
      for (const clientId of wills.keys()) cancelWill(clientId);
    },
  };
}
