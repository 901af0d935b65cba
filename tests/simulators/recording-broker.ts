// A real MQTT broker that keeps what is published to it, for tests of what simulators send.
import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { Aedes } from "aedes";

export interface ReceivedMessage {
  /** MQTT user name of the sender; null for wills. */
  username: string | null;
  topic: string;
  payload: unknown;
  qos: number;
  retain: boolean;
}

export interface RecordingBroker {
  readonly port: number;
  readonly url: string;
  readonly messages: ReceivedMessage[];
  /** Names of those connected now. */
  readonly connected: Set<string>;
  /** Holds back acknowledgements of publications until called with false. */
  holdAcknowledgements(hold: boolean): void;
  /** Cuts every connection, as a restart does. */
  cutAll(): void;
  stop(): Promise<void>;
}

export async function startRecordingBroker(port = 0): Promise<RecordingBroker> {
  const messages: ReceivedMessage[] = [];
  const connected = new Set<string>();
  const usernames = new WeakMap<object, string>();
  const sockets = new Set<Socket>();
  let held: (() => void)[] | null = null;
  const broker = await Aedes.createBroker({
    authenticate: (client, username, _password, done) => {
      usernames.set(client, username ?? "");
      connected.add(username ?? "");
      client.conn.once("close", () => connected.delete(username ?? ""));
      done(null, true);
    },
    authorizePublish: (client, packet, done) => {
      messages.push({
        username: client ? (usernames.get(client) ?? null) : null,
        topic: packet.topic,
        payload: JSON.parse(packet.payload.toString()),
        qos: packet.qos,
        retain: packet.retain,
      });
      if (held) held.push(() => done(null));
      else done(null);
    },
  });
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    broker.handle(socket);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const { port: boundPort } = server.address() as AddressInfo;
  return {
    port: boundPort,
    url: `mqtt://127.0.0.1:${boundPort}`,
    messages,
    connected,
    holdAcknowledgements: (hold) => {
      const waiting = held ?? [];
      held = hold ? waiting : null;
      if (!hold) for (const release of waiting) release();
    },
    cutAll: () => {
      for (const socket of sockets) socket.destroy();
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await new Promise<void>((resolve) => broker.close(() => resolve()));
    },
  };
}
