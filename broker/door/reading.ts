// Back-pressure towards one client: its socket is not read while too much of it is held, or while it
// leaves its acknowledgements unread. aedes itself bounds only what one socket chunk brings.
//
// aedes reads the next chunk when _parsingBatch falls to 0, so a high number stops it. Its own
// pause() would lose the packets that become done meanwhile from that count, and the client would
// hang after resume().
import type { Session } from "./session.ts";

const STOPPED = 1 << 24;

/** Why a socket is not read; each is taken back by whoever set it. */
export const STOP = { held: 1, unread: 2, pace: 4, closing: 8 } as const;
/** One socket chunk is all that can be read too much; no pause has to be longer than this. */
const MAX_PAUSE_MS = 10_000;
type StopReason = (typeof STOP)[keyof typeof STOP];

export function stopReading(session: Session, reason: StopReason): void {
  if (session.stopped === 0) session.client._parsingBatch += STOPPED;
  session.stopped |= reason;
}

export function resumeReading(session: Session, reason: StopReason): void {
  if ((session.stopped & reason) === 0) return;
  session.stopped &= ~reason;
  if (session.stopped !== 0) return;
  const { client } = session;
  client._parsingBatch = Math.max(client._parsingBatch - STOPPED, 0);
  if (client._parsingBatch === 0 && !client.closed) client._nextBatch();
}

/**
 * Keeps a client alive whose messages wait for their commit: its keepalive must not run out, and its
 * PINGREQ, which may wait in the socket behind the held messages, has to be answered.
 */
export function keepHeldAlive(session: Session): void {
  const { client } = session;
  client._keepaliveTimer?.refresh();
  if (session.stopped !== 0 || client.closed) return;
  client._parsingBatch = 0;
  client._nextBatch();
}

/** Does not read a client for a while, because it goes too fast. */
export function pauseFor(session: Session, ms: number): void {
  if (session.stopped & STOP.pace) return;
  stopReading(session, STOP.pace);
  const goOn = (): void => resumeReading(session, STOP.pace);
  setTimeout(goOn, Math.min(ms, MAX_PAUSE_MS)).unref();
}

/**
 * Stops reading a client that does not read: acknowledgements for it would pile up in memory. It goes
 * on when the client has read them all, and ends when it does not do so in time.
 */
export function watchUnread(session: Session, timeoutMs: number): void {
  if (session.stopped & STOP.unread) return;
  stopReading(session, STOP.unread);
  const { conn } = session.client;
  const timer = setTimeout(() => conn.destroy(), timeoutMs);
  timer.unref();
  const settle = (): void => {
    clearTimeout(timer);
    conn.off("drain", settle);
    conn.off("close", settle);
    resumeReading(session, STOP.unread);
  };
  conn.on("drain", settle);
  conn.on("close", settle);
}
