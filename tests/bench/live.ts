// From a tracker's PUBLISH to the frame that shows it at a console: 2,000 vehicles at 1 Hz, 20 live
// clients, on PostgreSQL. The frame goes out once a second, so half a second of waiting is by design.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "ws";
import { signIn } from "../../bin/api-client.ts";
import { decodeLiveFrame, LIVE_PROTOCOL_VERSION } from "../../domain/live-protocol.ts";
import { ADMIN, startKentiz } from "../harness/kentiz-process.ts";
import { startPostgres } from "../harness/postgres-server.ts";
import { registerDevices } from "./bench-devices.ts";
import { runScript } from "./child.ts";
import type { LoadResult, LoadTask } from "./mqtt-load.ts";

const VEHICLES = 2000;
const CLIENTS = 20;
const SECONDS = 20;
/** Connecting two thousand trackers and the first snapshots are not what is measured. */
const WARM_UP_MS = 5000;
const BARS = { p95Ms: 1500, cores: 1 } as const;

/** The moment of sending that mqtt-load put into the latitude, taken off the present one. */
const waitedMs = (lat: number, nowMs: number): number =>
  ((((nowMs % 1e6) - Math.round((lat - 38) * 1e7)) % 1e6) + 1e6) % 1e6;

async function openLiveClient(url: string, cookie: string, seen: (lat: number) => void): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace(/^http/, "ws").replace(/\/$/, "")}/live`, {
    headers: { cookie, origin: url.replace(/\/$/, "") },
  });
  socket.binaryType = "arraybuffer";
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  socket.on("message", (data, binary) => {
    if (!binary || !(data instanceof ArrayBuffer)) return;
    const frame = decodeLiveFrame(data);
    if (frame.kind === "snapshot") return;
    for (const record of frame.records) seen(record.lat);
  });
  socket.send(
    JSON.stringify({ type: "hello", protocol: LIVE_PROTOCOL_VERSION, view: { bbox: null, keep: [], hidden: false } }),
  );
  return socket;
}

/** @returns whether every bar held. */
export async function run(): Promise<boolean> {
  const postgres = await startPostgres({ durable: true });
  const dataDir = mkdtempSync(join(tmpdir(), "kentiz-bench-"));
  try {
    const kentiz = await startKentiz({ DATABASE_URL: postgres.url, DATA_DIR: dataDir });
    const devices = await registerDevices(kentiz, VEHICLES);
    const { cookie } = await signIn(kentiz.httpUrl, ADMIN.username, ADMIN.password);
    const task: LoadTask = {
      host: "127.0.0.1",
      port: kentiz.mqttPort,
      seconds: SECONDS + 10,
      inFlight: 0,
      rate: VEHICLES,
      clients: devices,
    };
    const loading = runScript("mqtt-load.ts", task) as Promise<LoadResult>;

    const waits: number[] = [];
    let measuring = false;
    const sockets: WebSocket[] = [];
    for (let i = 0; i < CLIENTS; i += 1) {
      sockets.push(
        await openLiveClient(kentiz.httpUrl, cookie, (lat) => {
          if (measuring) waits.push(waitedMs(lat, Date.now()));
        }),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, WARM_UP_MS));
    measuring = true;
    const cpuBefore = kentiz.cpuSeconds();
    const startedAt = performance.now();
    await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
    measuring = false;
    const cores = (kentiz.cpuSeconds() - cpuBefore) / ((performance.now() - startedAt) / 1000);
    for (const socket of sockets) socket.terminate();
    const result = await loading;
    waits.sort((a, b) => a - b);
    const quantile = (q: number): number => waits[Math.floor(waits.length * q)] ?? Number.NaN;
    const p95 = quantile(0.95);
    console.log(
      `  ${VEHICLES} vehicles at 1 Hz, ${CLIENTS} clients: publish to frame p50 ${quantile(0.5)} ms, p95 ${p95} ms, p99 ${quantile(0.99)} ms ` +
        `(${waits.length} records seen, ${Math.round(result.acknowledged / result.seconds)} reports/s acknowledged)`,
    );
    console.log(`  Kentiz used ${cores.toFixed(2)} cores and ${Math.round(kentiz.residentBytes() / 1e6)} MB`);
    const held = p95 < BARS.p95Ms && cores < BARS.cores;
    console.log(`  ${held ? "holds" : "MISSED"}  p95 under ${BARS.p95Ms} ms, under ${BARS.cores} core`);
    await kentiz.stop();
    return held;
  } finally {
    await postgres.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
