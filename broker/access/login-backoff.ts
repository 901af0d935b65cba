// Who fails to sign in waits for the answer, the longer the more often its address failed lately. Right
// credentials are never held up: behind one address of a mobile network there are many devices, and one
// with a wrong password must not lock the others out.

export interface LoginBackoff {
  /** A sign-in failed. @returns how long the answer is held back, milliseconds */
  failed(address: string, nowMs: number): number;
  readonly size: number;
}

const FREE_FAILURES = 10;
const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 5000;
/** A failure is forgotten after this. */
const FORGET_MS = 30_000;
const MAX_ADDRESSES = 10_000;

export function createLoginBackoff(): LoginBackoff {
  /** Oldest first. */
  const failures = new Map<string, { count: number; atMs: number }>();
  return {
    failed: (address, nowMs) => {
      const before = failures.get(address);
      const faded = before ? Math.max(0, before.count - Math.floor((nowMs - before.atMs) / FORGET_MS)) : 0;
      const count = faded + 1;
      failures.delete(address);
      failures.set(address, { count, atMs: nowMs });
      if (failures.size > MAX_ADDRESSES) {
        const [oldest] = failures.keys();
        if (oldest !== undefined) failures.delete(oldest);
      }
      if (count <= FREE_FAILURES) return 0;
      return Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (count - FREE_FAILURES - 1));
    },
    get size() {
      return failures.size;
    },
  };
}
