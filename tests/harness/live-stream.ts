// A console's end of the live stream, for tests: keeps the picture the frames give and lets a test
// wait for what it expects.
import { once } from "node:events";
import { WebSocket } from "ws";
import {
  decodeLiveFrame,
  LIVE_PROTOCOL_VERSION,
  LiveServerMessage,
  type LiveClientMessage,
  type LiveFrame,
  type LiveRecord,
} from "../../domain/live-protocol.ts";

type View = LiveClientMessage["view"];
type Welcome = Extract<LiveServerMessage, { type: "welcome" }>;

export interface LiveOptions {
  url: string;
  cookie: string;
  view: Partial<View>;
  resume: { epoch: string; lastSeq: number };
  headers: Record<string, string>;
}

export interface LiveStream {
  readonly socket: WebSocket;
  readonly welcome: Welcome;
  readonly frames: readonly LiveFrame[];
  readonly messages: readonly LiveServerMessage[];
  /** The picture: newest record of every vehicle that is not gone. */
  readonly vehicles: ReadonlyMap<number, LiveRecord>;
  lastSeq(): number;
  setView(view: Partial<View>): void;
  /** Resolves once the condition holds; looked at after everything that arrives. */
  until(what: string, condition: (stream: LiveStream) => boolean, timeoutMs?: number): Promise<void>;
  /** Code with which the server closed the stream. */
  closed(): Promise<number>;
  close(): Promise<void>;
}

const fullView = (view: Partial<View> = {}): View => ({ bbox: null, keep: [], hidden: false, ...view });

export const liveAddress = (url: string): string => `${url.replace(/^http/, "ws")}/live`;

/** @throws Error where the stream is closed before it was welcomed */
export async function openLiveStream(
  options: { url: string; cookie: string } & Partial<LiveOptions>,
): Promise<LiveStream> {
  const socket = new WebSocket(liveAddress(options.url), { headers: { cookie: options.cookie, ...options.headers } });
  const frames: LiveFrame[] = [];
  const messages: LiveServerMessage[] = [];
  const vehicles = new Map<number, LiveRecord>();
  const watchers = new Set<() => void>();
  const closed = once(socket, "close").then(([code]) => Number(code));
  closed.then(() => watchers.forEach((look) => look())).catch(() => undefined);

  function apply(frame: LiveFrame): void {
    frames.push(frame);
    if (frame.kind === "snapshot") vehicles.clear();
    for (const record of frame.records) vehicles.set(record.vehicleId, record);
    for (const id of frame.gone) vehicles.delete(id);
  }
  socket.on("message", (data: Buffer, isBinary: boolean) => {
    if (isBinary) apply(decodeLiveFrame(new Uint8Array(data).buffer));
    else messages.push(LiveServerMessage.parse(JSON.parse(data.toString("utf8"))));
    for (const look of watchers) look();
  });

  const stream: LiveStream = {
    socket,
    get welcome() {
      const welcome = messages.find((message) => message.type === "welcome");
      if (!welcome) throw new Error("not welcomed yet");
      return welcome;
    },
    frames,
    messages,
    vehicles,
    lastSeq: () => frames.at(-1)?.seq ?? 0,
    setView: (view) => socket.send(JSON.stringify({ type: "view", view: fullView(view) })),
    until(what, condition, timeoutMs = 15_000) {
      return new Promise((resolve, reject) => {
        const finish = (error?: Error): void => {
          clearTimeout(timer);
          watchers.delete(look);
          if (error) reject(error);
          else resolve();
        };
        const look = (): void => {
          if (condition(stream)) finish();
          else if (socket.readyState === WebSocket.CLOSED) finish(new Error(`stream closed before: ${what}`));
        };
        const timer = setTimeout(() => finish(new Error(`did not happen in time: ${what}`)), timeoutMs);
        watchers.add(look);
        look();
      });
    },
    closed: () => closed,
    async close() {
      socket.close();
      await closed;
    },
  };

  await once(socket, "open");
  const hello = { type: "hello", protocol: LIVE_PROTOCOL_VERSION, ...options.resume, view: fullView(options.view) };
  socket.send(JSON.stringify(hello));
  await stream.until("welcome and first frame", () => frames.length > 0);
  return stream;
}
