// Devices by key, as the database knows them, remembered for a moment: a fleet that reconnects after
// a network cut must not become a flood of queries, and while the database is away devices that were
// known still get in.

export interface CredentialCacheOptions<Device> {
  lookup: (key: string) => Promise<Device | null>;
  /** How long an answer counts as fresh. */
  freshMs?: number;
  maxKnown?: number;
  maxUnknown?: number;
  maxConcurrentLookups?: number;
  maxWaitingLookups?: number;
}

export interface CredentialCache<Device> {
  /** @throws what the lookup threw where nothing is remembered; Error when too many lookups wait. */
  get(key: string, nowMs: number): Promise<Device | null>;
  /** After a change of devices: nothing remembered may be used any more. */
  clear(): void;
}

interface Entry<Device> {
  device: Device | null;
  atMs: number;
}

/** A Map that forgets its oldest entries. */
function remember<Value>(map: Map<string, Value>, key: string, value: Value, max: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= max) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}

export function createCredentialCache<Device>(options: CredentialCacheOptions<Device>): CredentialCache<Device> {
  const { lookup, freshMs = 10_000, maxKnown = 20_000, maxUnknown = 2000 } = options;
  const { maxConcurrentLookups = 4, maxWaitingLookups = 5000 } = options;
  // Apart, so that a flood of invented names cannot push real devices out.
  const known = new Map<string, Entry<Device>>();
  const unknown = new Map<string, Entry<Device>>();
  const running = new Map<string, Promise<Device | null>>();
  const waiting: (() => void)[] = [];
  let active = 0;
  let generation = 0;

  async function turn(): Promise<void> {
    if (active < maxConcurrentLookups) {
      active++;
      return;
    }
    if (waiting.length >= maxWaitingLookups) throw new Error("too many devices are signing in at once");
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  function endTurn(): void {
    const next = waiting.shift();
    if (next) next();
    else active--;
  }

  async function ask(key: string, nowMs: number): Promise<Device | null> {
    const asked = generation;
    await turn();
    try {
      const device = await lookup(key);
      // An answer from before a change of devices is passed on, not kept.
      if (asked === generation) {
        if (device) remember(known, key, { device, atMs: nowMs }, maxKnown);
        else remember(unknown, key, { device, atMs: nowMs }, maxUnknown);
        (device ? unknown : known).delete(key);
      }
      return device;
    } finally {
      endTurn();
    }
  }

  return {
    get: async (key, nowMs) => {
      const entry = known.get(key) ?? unknown.get(key);
      if (entry && nowMs - entry.atMs < freshMs) return entry.device;
      let answer = running.get(key);
      if (!answer) {
        const asked = ask(key, nowMs).finally(() => {
          if (running.get(key) === asked) running.delete(key);
        });
        running.set(key, asked);
        answer = asked;
      }
      try {
        return await answer;
      } catch (error) {
        // The database is away, so nobody can have revoked the device meanwhile.
        const last = known.get(key);
        if (last) return last.device;
        throw error;
      }
    },
    clear: () => {
      generation++;
      known.clear();
      unknown.clear();
      running.clear();
    },
  };
}
