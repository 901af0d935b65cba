// Back-pressure towards one client: its socket is not read while too much of it is held, or while it
// leaves its acknowledgements unread. aedes itself bounds only what one socket chunk brings.
//
// aedes reads the next chunk when _parsingBatch falls to 0, so a high number stops it. Its own
// pause() would lose the packets that become done meanwhile from that count, and the client would
// hang after resume().
import type { Session } from "./session.ts";

const STOPPED = 1 << 24;

export function stopReading(session: Session): void {
  if (session.readingStopped) return;
  session.readingStopped = true;
  session.client._parsingBatch += STOPPED;
}

export function resumeReading(session: Session): void {
  if (!session.readingStopped) return;
  session.readingStopped = false;
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
  if (session.readingStopped || client.closed) return;
  client._parsingBatch = 0;
  client._nextBatch();
}

/**
 * Stops reading a client that does not read: acknowledgements for it would pile up in memory. It goes
 * on when the client has read them all, and ends when it does not do so in time.
 */
export function watchUnread(session: Session, timeoutMs: number): void {
  if (session.readingStopped) return;
  stopReading(session);
  const { conn } = session.client;
  const timer = setTimeout(() => conn.destroy(), timeoutMs);
  timer.unref();
  const settle = (): void => {
    clearTimeout(timer);
    conn.off("drain", settle);
    conn.off("close", settle);
    resumeReading(session);
  };
  conn.on("drain", settle);
  conn.on("close", settle);
}
