// The page's side of the live stream: owns the worker, feeds the store, tells the server what is
// looked at. One per page; started by the console's frame, stopped on sign-out.
import { createLiveStore, type LiveStore, serverTimeAt } from "./live-store.ts";
import type { FromWorker, LiveView, ToWorker } from "./worker-messages.ts";

/** Panning produces many views; the server needs the one where the hand rests. */
const VIEW_SETTLE_MS = 250;

export type Viewport = Omit<LiveView, "hidden">;

export interface LiveClientEvents {
  onSignedOut(): void;
  onVehiclesChanged(): void;
  onAlarmsChanged(): void;
  /** The server refused the socket before it opened. */
  onRefused(): void;
}

export interface LiveClient {
  readonly store: LiveStore;
  start(): void;
  stop(): void;
  setViewport(viewport: Viewport): void;
  retryNow(): void;
  serverNow(): number;
}

export interface LiveClientOptions extends LiveClientEvents {
  createWorker(): Worker;
  url: string;
  /** For networks that let no WebSocket through. */
  pollUrl: string;
}

export function createLiveClient(options: LiveClientOptions): LiveClient {
  const store = createLiveStore();
  let worker: Worker | null = null;
  let viewport: Viewport = { bbox: null, keep: [] };
  let settle: ReturnType<typeof setTimeout> | undefined;

  const tell = (message: ToWorker): void => worker?.postMessage(message, []);
  const view = (): LiveView => ({ ...viewport, hidden: document.hidden });
  const sendView = (): void => tell({ type: "view", view: view() });

  function onVisibility(): void {
    sendView();
    if (!document.hidden) tell({ type: "hurry" });
  }
  const onOnline = (): void => tell({ type: "hurry" });

  function receive({ data }: MessageEvent<FromWorker>): void {
    switch (data.type) {
      case "frame":
        store.apply(data.columns, data.arrivedAt);
        break;
      case "link":
        store.setState({ link: data.link });
        if (data.link.phase === "signed-out") options.onSignedOut();
        break;
      case "ingest":
        store.setState({ ingest: data.state });
        break;
      case "vehicles-changed":
        options.onVehiclesChanged();
        break;
      case "alarms-changed":
        options.onAlarmsChanged();
        break;
      case "refused":
        options.onRefused();
        break;
    }
  }

  return {
    store,
    start() {
      if (worker) return;
      worker = options.createWorker();
      worker.addEventListener("message", receive);
      tell({ type: "start", url: options.url, pollUrl: options.pollUrl, view: view() });
      document.addEventListener("visibilitychange", onVisibility);
      window.addEventListener("online", onOnline);
    },
    stop() {
      clearTimeout(settle);
      document.removeEventListener("visibilitychange", onVisibility);
      window.removeEventListener("online", onOnline);
      tell({ type: "stop" });
      worker?.terminate();
      worker = null;
      store.reset();
    },
    setViewport(next) {
      viewport = next;
      clearTimeout(settle);
      settle = setTimeout(sendView, VIEW_SETTLE_MS);
    },
    retryNow: () => tell({ type: "hurry" }),
    serverNow: () => serverTimeAt(store.getState(), Date.now()),
  };
}
