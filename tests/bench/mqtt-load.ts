// A load generator for MQTT brokers, run as a process of its own: N connections with W QoS 1 messages
// in flight each, for T seconds. Reads its task as JSON from standard input, prints the result as
// one JSON line. Speaks MQTT 3.1.1 over plain sockets with prepared packets, so that it costs the
// shared cores as little as possible.
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { z } from "zod";

const Task = z.object({
  host: z.string(),
  port: z.int(),
  seconds: z.number(),
  inFlight: z.int(),
  /** Reports a second over all connections; 0 = as fast as acknowledged. */
  rate: z.number().default(0),
  clients: z.array(z.object({ clientId: z.string(), username: z.string(), password: z.string(), topic: z.string() })),
});
type Task = z.infer<typeof Task>;
type Client = Task["clients"][number];

export type LoadTask = z.input<typeof Task>;
export interface LoadResult {
  acknowledged: number;
  seconds: number;
  /** Milliseconds from sending a message to its PUBACK. */
  p50: number;
  p99: number;
  /** Connections the broker closed. */
  closed: number;
  /** Processor time this generator used while it measured, seconds. */
  cpuSeconds: number;
}

const CONNACK = 2;
const PUBACK = 4;

function field(text: string | Buffer): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function packet(firstByte: number, body: Buffer): Buffer {
  const length: number[] = [];
  let rest = body.length;
  do {
    const byte = rest % 128;
    rest = Math.floor(rest / 128);
    length.push(rest > 0 ? byte | 128 : byte);
  } while (rest > 0);
  return Buffer.concat([Buffer.from([firstByte, ...length]), body]);
}

const connectPacket = ({ clientId, username, password }: Client): Buffer =>
  packet(
    0x10,
    Buffer.concat([field("MQTT"), Buffer.from([4, 0xc2, 0, 60]), field(clientId), field(username), field(password)]),
  );

let sequence = 0;

/** Carries the moment of sending in its seventh decimals, so that a receiver can tell how long it took. */
const timedLatitude = (nowMs: number): number => 38 + (nowMs % 1e6) / 1e7;

/** Every report differs in time and place, as real ones do. */
function publishPacket(topic: string, messageId: number, fixTimeMs: number): Buffer {
  sequence += 1;
  const fix = {
    t: fixTimeMs,
    lat: timedLatitude(Date.now()),
    lon: 27.11 + (sequence % 777) / 1e5,
    speedKmh: 5 + (sequence % 70),
    headingDeg: sequence % 360,
    ignition: true,
  };
  const id = Buffer.alloc(2);
  id.writeUInt16BE(messageId);
  return packet(0x32, Buffer.concat([field(topic), id, Buffer.from(JSON.stringify(fix))]));
}

class Publisher {
  acknowledged = 0;
  closed = false;
  private readonly sentAt = new Map<number, number>();
  private readonly socket: Socket;
  private readonly client: Client;
  private readonly latencies: number[];
  private nextId = 0;
  private lastFixMs = 0;
  private pending: Buffer = Buffer.alloc(0);
  private refilling = false;
  private readonly connected: Promise<void>;
  private onConnack: () => void = () => undefined;

  constructor(socket: Socket, client: Client, latencies: number[]) {
    this.socket = socket;
    this.client = client;
    this.latencies = latencies;
    this.connected = new Promise((resolve) => {
      this.onConnack = resolve;
    });
    socket.setNoDelay(true);
    socket.on("data", (bytes: Buffer) => this.read(bytes));
    socket.on("close", () => {
      this.closed = true;
    });
    socket.on("error", () => undefined);
  }

  async open(): Promise<void> {
    this.socket.write(connectPacket(this.client));
    await this.connected;
  }

  send(count: number): void {
    const now = performance.now();
    const packets: Buffer[] = [];
    for (let i = 0; i < count; i += 1) {
      this.nextId = (this.nextId % 65_535) + 1;
      this.sentAt.set(this.nextId, now);
      this.lastFixMs = Math.max(this.lastFixMs + 1, Date.now());
      packets.push(publishPacket(this.client.topic, this.nextId, this.lastFixMs));
    }
    this.socket.write(Buffer.concat(packets));
  }

  get inFlight(): number {
    return this.sentAt.size;
  }

  /** From now on every acknowledgement is answered with the next message. */
  fill(inFlight: number): void {
    this.refilling = true;
    this.send(inFlight);
  }

  stop(): void {
    this.refilling = false;
  }

  end(): void {
    this.socket.end(Buffer.from([0xe0, 0]));
  }

  private read(bytes: Buffer): void {
    const buffer = this.pending.length > 0 ? Buffer.concat([this.pending, bytes]) : bytes;
    let offset = 0;
    let freed = 0;
    const now = performance.now();
    // Brokers answer publishers with packets of one length byte only.
    while (offset + 2 <= buffer.length && offset + 2 + (buffer[offset + 1] ?? 0) <= buffer.length) {
      const kind = (buffer[offset] ?? 0) >> 4;
      if (kind === CONNACK) this.onConnack();
      if (kind === PUBACK) {
        const id = buffer.readUInt16BE(offset + 2);
        const sent = this.sentAt.get(id);
        if (sent !== undefined) {
          this.sentAt.delete(id);
          this.acknowledged += 1;
          if (this.acknowledged % 16 === 0) this.latencies.push(now - sent);
          freed += 1;
        }
      }
      offset += 2 + (buffer[offset + 1] ?? 0);
    }
    this.pending = buffer.subarray(offset);
    if (freed > 0 && this.refilling) this.send(freed);
  }
}

async function runAtRate(publishers: Publisher[], task: Task, deadline: number): Promise<void> {
  const started = performance.now();
  let sent = 0;
  while (performance.now() < deadline) {
    const due = Math.floor(((performance.now() - started) / 1000) * task.rate);
    for (; sent < due; sent += 1) publishers[sent % publishers.length]?.send(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function main(task: Task): Promise<LoadResult> {
  const latencies: number[] = [];
  const publishers: Publisher[] = [];
  for (const client of task.clients) {
    const socket = connect(task.port, task.host);
    await once(socket, "connect");
    const publisher = new Publisher(socket, client, latencies);
    await publisher.open();
    publishers.push(publisher);
  }
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const deadline = started + task.seconds * 1000;
  if (task.rate > 0) {
    await runAtRate(publishers, task, deadline);
  } else {
    for (const publisher of publishers) publisher.fill(task.inFlight);
    await new Promise((resolve) => setTimeout(resolve, task.seconds * 1000));
  }
  const acknowledged = publishers.reduce((sum, publisher) => sum + publisher.acknowledged, 0);
  const seconds = (performance.now() - started) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  for (const publisher of publishers) publisher.stop();
  const drainBy = performance.now() + 10_000;
  while (publishers.some((publisher) => publisher.inFlight > 0 && !publisher.closed) && performance.now() < drainBy) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const closed = publishers.filter((publisher) => publisher.closed).length;
  for (const publisher of publishers) publisher.end();
  latencies.sort((a, b) => a - b);
  const quantile = (q: number): number => latencies[Math.floor(latencies.length * q)] ?? Number.NaN;
  return {
    acknowledged,
    seconds,
    p50: quantile(0.5),
    p99: quantile(0.99),
    closed,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
  };
}

const result = await main(Task.parse(JSON.parse(await text(process.stdin))));
process.stdout.write(`${JSON.stringify(result)}\n`);
