// What the console knows about its connection. Times are on this computer's clock.

export type LinkState =
  /** First attempt, nothing heard yet. */
  | { phase: "connecting" }
  | { phase: "live" }
  /** The picture comes by HTTP every few seconds because WebSockets do not get through. */
  | { phase: "slow" }
  /** The socket is open but no frame came for a few seconds. */
  | { phase: "delayed" }
  /** No connection; `retryAt` is null while an attempt is under way. */
  | { phase: "lost"; retryAt: number | null }
  /** The server ended the session: only signing in helps. */
  | { phase: "signed-out" };

export type IngestState = "ok" | "spooling" | "blocked";
