// Every integration, remembered for a moment: there are few of them, and any may own a topic.
import type { KnownDevice } from "./sign-in.ts";

export interface IntegrationList {
  /** @throws what the read threw where nothing is remembered */
  get(): Promise<readonly KnownDevice[]>;
  /** After a change: nothing remembered may be used any more. */
  clear(): void;
}

const FRESH_MS = 10_000;

export function createIntegrationList(read: () => Promise<readonly KnownDevice[]>): IntegrationList {
  let known: readonly KnownDevice[] | null = null;
  let knownAtMs = 0;
  let reading: Promise<readonly KnownDevice[]> | null = null;
  let generation = 0;

  async function ask(): Promise<readonly KnownDevice[]> {
    const asked = generation;
    const found = await read();
    if (asked === generation) {
      known = found;
      knownAtMs = performance.now();
    }
    return found;
  }

  return {
    get: async () => {
      if (known && performance.now() - knownAtMs < FRESH_MS) return known;
      if (!reading) {
        const asked = ask().finally(() => {
          if (reading === asked) reading = null;
        });
        reading = asked;
      }
      try {
        return await reading;
      } catch (error) {
        // The database is away, so nobody can have changed one meanwhile.
        if (known) return known;
        throw error;
      }
    },
    clear: () => {
      generation++;
      known = null;
      reading = null;
    },
  };
}
