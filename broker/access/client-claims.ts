// Which device a client id belongs to. MQTT lets whoever presents a known client id push its present
// user off the broker; here an id belongs to the device that uses it, for as long as its connection
// or its persistent session lasts, and another device presenting it is refused.

interface Claim {
  deviceId: number;
  /** Connection that uses the id now; null = only the persistent session is left. */
  connection: object | null;
  persistent: boolean;
  offlineSinceMs: number;
}

export interface ClientClaims {
  /** @returns false when the id belongs to another device. A device may take its own id over. */
  claim(clientId: string, deviceId: number, connection: object, persistent: boolean): boolean;
  /** The connection is gone; the id stays claimed while a persistent session is left. */
  release(clientId: string, connection: object, nowMs: number): void;
  /** Gives up persistent sessions that nobody came back to, and those of `forgetDevice`. @returns their client ids. */
  expire(nowMs: number, forgetDevice?: (deviceId: number) => boolean): string[];
  /** The session of an id is over; nothing happens while it is connected. */
  forget(clientId: string): void;
  readonly size: number;
}

export function createClientClaims(limits: { sessionExpiryMs: number; maxSessionsPerDevice: number }): ClientClaims {
  const claims = new Map<string, Claim>();

  function dropOldestSessionOf(deviceId: number): void {
    const offline = [...claims].filter(([, claim]) => claim.deviceId === deviceId && !claim.connection);
    if (offline.length <= limits.maxSessionsPerDevice) return;
    const oldest = offline.reduce((a, b) => (a[1].offlineSinceMs <= b[1].offlineSinceMs ? a : b));
    // Not deleted but aged: expire() reports it, so that its session is cleared too.
    oldest[1].offlineSinceMs = Number.NEGATIVE_INFINITY;
  }

  return {
    claim: (clientId, deviceId, connection, persistent) => {
      const present = claims.get(clientId);
      if (present && present.deviceId !== deviceId) return false;
      claims.set(clientId, { deviceId, connection, persistent, offlineSinceMs: 0 });
      return true;
    },
    release: (clientId, connection, nowMs) => {
      const claim = claims.get(clientId);
      // Taken over by a newer connection of the same device.
      if (!claim || claim.connection !== connection) return;
      if (!claim.persistent) {
        claims.delete(clientId);
        return;
      }
      claim.connection = null;
      claim.offlineSinceMs = nowMs;
      dropOldestSessionOf(claim.deviceId);
    },
    expire: (nowMs, forgetDevice = () => false) => {
      const expired: string[] = [];
      for (const [clientId, claim] of claims) {
        if (claim.connection) continue;
        if (nowMs - claim.offlineSinceMs < limits.sessionExpiryMs && !forgetDevice(claim.deviceId)) continue;
        claims.delete(clientId);
        expired.push(clientId);
      }
      return expired;
    },
    forget: (clientId) => {
      if (claims.get(clientId)?.connection === null) claims.delete(clientId);
    },
    get size() {
      return claims.size;
    },
  };
}
