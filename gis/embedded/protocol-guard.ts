// Two faults between PGlite 0.5.8 and its socket server, kept away from the driver.
//
// PGlite runs every protocol message by itself and ends a failed one with ReadyForQuery; the Sync
// that follows gives a second one. A driver takes the first for the end of its query and
// matches every later answer with the wrong question: an insert could look committed that failed.
// PostgreSQL says ReadyForQuery only after Sync and Query ("Extended Query", PostgreSQL manual 55.2.3).
//
// And when PGlite itself throws, the socket server never answers anybody again: the thread is ended
// instead, and started anew by whoever watches it.
import type { PGlite } from "@electric-sql/pglite";

const code = (letter: string): number => letter.charCodeAt(0);
/** Parse, Bind, Describe, Execute, Close, Flush: never followed by ReadyForQuery. */
const EXTENDED = new Set(["P", "B", "D", "E", "C", "H"].map(code));
const READY_BYTES = 6;

/**
 * "Z", length 5, transaction state. Nothing else that ends an answer to these messages ends like
 * that: their last byte is 0, 1 or 4.
 */
function isReady(bytes: Uint8Array): boolean {
  return bytes.length === READY_BYTES && bytes[0] === code("Z") && bytes[1] === 0 && bytes[4] === 5;
}

/** Out of reach of the promise it happened in, so that it ends the thread. */
function endThread(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}

/** Changes the instance: its answers are those of PostgreSQL. */
export function guardProtocol(db: PGlite): void {
  const unguarded = db.execProtocolRawStream.bind(db);
  const original: typeof unguarded = async (message, options) => {
    try {
      await unguarded(message, options);
    } catch (error) {
      endThread(error);
      throw error;
    }
  };
  db.execProtocolRawStream = async (message, options) => {
    const first = message[0];
    if (first === undefined || !EXTENDED.has(first)) return original(message, options);
    let tail = new Uint8Array(0);
    await original(message, {
      ...options,
      onRawData: (data) => {
        // `data` is a view into the memory of the database: what is kept has to be copied.
        const bytes = new Uint8Array(tail.length + data.length);
        bytes.set(tail);
        bytes.set(data, tail.length);
        const cut = Math.max(0, bytes.length - READY_BYTES);
        tail = bytes.slice(cut);
        if (cut > 0) options.onRawData(bytes.subarray(0, cut));
      },
    });
    if (tail.length > 0 && !isReady(tail)) options.onRawData(tail);
  };
}
