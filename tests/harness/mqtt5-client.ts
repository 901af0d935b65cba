// An MQTT 5 client of packets: sends what it is told and keeps what comes.
import { once } from "node:events";
import { connect as connectTcp, type Socket } from "node:net";
import {
  generate,
  parser,
  type IConnackPacket,
  type IConnectPacket,
  type IPublishPacket,
  type Packet,
} from "mqtt-packet";
import { expect } from "vitest";

const VERSION_5 = { protocolVersion: 5 } as const;
const PATIENCE_MS = 15_000;

type Cmd = Packet["cmd"];
type PacketOf<C extends Cmd> = Extract<Packet, { cmd: C }>;

export interface Mqtt5Client {
  readonly socket: Socket;
  readonly received: Packet[];
  send(...packets: Packet[]): void;
  /** Everything of a kind received so far. */
  all<C extends Cmd>(cmd: C): PacketOf<C>[];
  /** Waits for so many of a kind. @returns the last of them */
  next<C extends Cmd>(cmd: C, count?: number): Promise<PacketOf<C>>;
  waitClosed(): Promise<void>;
  destroy(): void;
}

export async function openMqtt5(port: number): Promise<Mqtt5Client> {
  const socket = connectTcp({ port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  const received: Packet[] = [];
  const reader = parser({ protocolVersion: 5 });
  reader.on("packet", (packet: Packet) => received.push(packet));
  socket.on("data", (bytes) => reader.parse(bytes));
  socket.on("error", () => undefined);
  let closed = false;
  socket.on("close", () => {
    closed = true;
  });
  const all = <C extends Cmd>(cmd: C): PacketOf<C>[] =>
    received.filter((packet): packet is PacketOf<C> => packet.cmd === cmd);
  return {
    socket,
    received,
    send: (...packets) => {
      socket.write(Buffer.concat(packets.map((packet) => generate(packet, VERSION_5))));
    },
    all,
    next: async (cmd, count = 1) => {
      await expect
        .poll(() => all(cmd).length, { timeout: PATIENCE_MS, message: `${count} ${cmd}` })
        .toBeGreaterThanOrEqual(count);
      const packet = all(cmd)[count - 1];
      if (!packet) throw new Error(`no ${cmd}`);
      return packet;
    },
    waitClosed: async () => {
      await expect.poll(() => closed, { timeout: PATIENCE_MS, message: "closed" }).toBe(true);
    },
    destroy: () => {
      socket.destroy();
    },
  };
}

export interface Mqtt5SignIn {
  client: Mqtt5Client;
  connack: IConnackPacket;
}

/** Signs a device in, or tries to: the CONNACK says. */
export async function signInMqtt5(
  port: number,
  device: { key: string; secret: string },
  more: Partial<IConnectPacket> = {},
): Promise<Mqtt5SignIn> {
  const client = await openMqtt5(port);
  client.send({
    cmd: "connect",
    protocolId: "MQTT",
    protocolVersion: 5,
    clean: true,
    keepalive: 60,
    clientId: device.key,
    username: device.key,
    password: Buffer.from(device.secret),
    ...more,
  });
  return { client, connack: await client.next("connack") };
}

export function publish5(topic: string, payload: string, more: Partial<IPublishPacket> = {}): IPublishPacket {
  return { cmd: "publish", topic, payload, qos: 1, dup: false, retain: false, messageId: 1, ...more };
}
