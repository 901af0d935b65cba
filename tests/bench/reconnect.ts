// Ten thousand trackers that come back at once, as after a cut of the mobile network: how long until
// every one of them is signed in and its message is stored, and what an idle connection costs.
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "mqtt-packet";
import { startKentiz, type KentizProcess } from "../harness/kentiz-process.ts";
import { postgresMissing, startPostgres } from "../harness/postgres-server.ts";
import { registerDevices, type BenchDevice } from "./bench-devices.ts";

const CONNECTIONS = 10_000;
const SESSIONS_PER_DEVICE = 25;
const PATIENCE_MS = 120_000;
/** The door lets in so many at a time; who is turned away comes again, as trackers do. */
const RETRY_MS = 500;
const MAX_SECONDS = 60;
const MAX_IDLE_KIB = 40;
const CONNACK = 0x20;
const PUBACK = 0x40;

interface Tracker {
  device: BenchDevice;
  clientId: string;
  socket: Socket | null;
  done: boolean;
}

interface Storm {
  seconds: number;
  turnedAway: number;
}

/** Opens them all at once. @throws when they are not through in time */
async function storm(port: number, trackers: readonly Tracker[], fixTimeMs: number): Promise<Storm> {
  const startedMs = performance.now();
  let turnedAway = 0;
  const open = (tracker: Tracker): void => {
    const { device, clientId } = tracker;
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    tracker.socket = socket;
    tracker.done = false;
    const payload = JSON.stringify({ t: fixTimeMs, lat: 38.4, lon: 27.1 });
    const { username, password, topic } = device;
    const login = {
      cmd: "connect",
      clientId,
      username,
      password: Buffer.from(password),
      clean: true,
      keepalive: 600,
    } as const;
    socket.write(generate({ ...login, protocolId: "MQTT", protocolVersion: 4 }));
    socket.on("data", (bytes) => {
      if (bytes[0] === CONNACK && bytes[3] === 0) {
        socket.write(generate({ cmd: "publish", topic, payload, qos: 1, messageId: 1, dup: false, retain: false }));
      }
      if (bytes[0] === PUBACK) tracker.done = true;
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      if (tracker.done || tracker.socket !== socket) return;
      turnedAway += 1;
      setTimeout(open, RETRY_MS * (0.5 + Math.random()), tracker);
    });
  };
  trackers.forEach(open);
  while (!trackers.every(({ done }) => done)) {
    if (performance.now() - startedMs > PATIENCE_MS) {
      throw new Error(`after ${PATIENCE_MS} ms ${trackers.filter(({ done }) => !done).length} trackers are not back`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { seconds: (performance.now() - startedMs) / 1000, turnedAway };
}

async function measure(kentiz: KentizProcess): Promise<boolean> {
  const devices = await registerDevices(kentiz, CONNECTIONS / SESSIONS_PER_DEVICE);
  const trackers = devices.flatMap((device) =>
    Array.from({ length: SESSIONS_PER_DEVICE }, (_, index): Tracker => {
      return { device, clientId: `${device.clientId}.${index}`, socket: null, done: false };
    }),
  );
  const before = kentiz.residentBytes();
  const first = await storm(kentiz.mqttPort, trackers, Date.now() - 60_000);
  const idleKib = (kentiz.residentBytes() - before) / trackers.length / 1024;
  for (const tracker of trackers) {
    tracker.socket?.resetAndDestroy();
    tracker.socket = null;
  }
  const second = await storm(kentiz.mqttPort, trackers, Date.now());
  for (const [name, { seconds, turnedAway }] of [["start", first] as const, ["come back", second] as const]) {
    console.log(
      `  ${trackers.length} ${name} at once: all stored after ${seconds.toFixed(1)} s (bar ${MAX_SECONDS}), ` +
        `${turnedAway} attempts turned away`,
    );
  }
  console.log(`  memory: ${idleKib.toFixed(1)} KiB an open connection (bar ${MAX_IDLE_KIB})`);
  for (const { socket } of trackers) socket?.destroy();
  return second.seconds <= MAX_SECONDS && idleKib <= MAX_IDLE_KIB;
}

export async function run(): Promise<boolean> {
  const missing = postgresMissing();
  if (missing) {
    console.log(`  skipped: ${missing}`);
    return true;
  }
  const postgres = await startPostgres({ durable: true });
  const dataDir = mkdtempSync(join(tmpdir(), "kentiz-reconnect-"));
  try {
    const env = { DATABASE_URL: postgres.url, DATA_DIR: dataDir, MQTT_MAX_CONNECTIONS: String(2 * CONNECTIONS) };
    const kentiz = await startKentiz(env);
    try {
      return await measure(kentiz);
    } finally {
      await kentiz.stop();
    }
  } finally {
    await postgres.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
