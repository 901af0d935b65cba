// How often one address may open a connection. A fleet that comes back after a cut does so at once and
// is let in; what goes on opening connections for ever is turned away until it slows down.

export interface ConnectRate {
  /** @returns false = too many lately */
  admit(address: string, nowMs: number): boolean;
}

const SECOND_MS = 1000;
const MAX_ADDRESSES = 10_000;

export function createConnectRate(perSecond: number, burst: number): ConnectRate {
  /** What each address has left; oldest first. */
  const left = new Map<string, { count: number; atMs: number }>();
  return {
    admit: (address, nowMs) => {
      const before = left.get(address) ?? { count: burst, atMs: nowMs };
      const gained = (Math.max(0, nowMs - before.atMs) / SECOND_MS) * perSecond;
      const count = Math.min(burst, before.count + gained);
      const admitted = count >= 1;
      left.delete(address);
      left.set(address, { count: admitted ? count - 1 : count, atMs: nowMs });
      if (left.size > MAX_ADDRESSES) {
        const [oldest] = left.keys();
        if (oldest !== undefined) left.delete(oldest);
      }
      return admitted;
    },
  };
}
