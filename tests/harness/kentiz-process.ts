// The real product as a process of its own (dist/bin/kentiz.js serve), for tests that kill it, measure
// it or use it from outside only.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../gis/package-root.ts";
import { processorSeconds } from "./processor-seconds.ts";

export interface KentizProcess {
  readonly pid: number;
  readonly httpUrl: string;
  readonly mqttPort: number;
  /** Everything it printed so far, both streams. */
  output(): string;
  /** Resolves when it has printed the text. */
  printed(text: string): Promise<void>;
  /** Resident memory now, bytes (Linux). */
  residentBytes(): number;
  /** Processor time used so far, seconds (Linux). */
  cpuSeconds(): number;
  kill9(): Promise<void>;
  /** SIGTERM and wait. */
  stop(): Promise<number | null>;
}

export const ADMIN = { username: "admin", password: "bench-and-test-only" } as const;
const START_PATIENCE_MS = 180_000;

const exited = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (!exited(child)) {
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }
  return child.exitCode;
}

/** Starts Kentiz on free ports (or the given ones) and waits until its doors are open. */
export async function startKentiz(
  env: Record<string, string>,
  options: { command?: string[]; marker?: string } = {},
): Promise<KentizProcess> {
  const { command = ["serve"], marker = "Kentiz is running." } = options;
  const child = spawn(process.execPath, [join(packageRoot(), "dist", "bin", "kentiz.js"), ...command], {
    env: {
      ...process.env,
      HTTP_PORT: "0",
      MQTT_PORT: "0",
      LOG_LEVEL: "warn",
      ADMIN_USERNAME: ADMIN.username,
      ADMIN_PASSWORD: ADMIN.password,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const awaited = new Map<string, () => void>();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`Kentiz did not start in time:\n${printed}`));
    }, START_PATIENCE_MS);
    const read = (bytes: Buffer): void => {
      printed += bytes.toString();
      for (const [text, resolveText] of awaited) if (printed.includes(text)) resolveText();
      const at = printed.indexOf(marker);
      if (at < 0 || !/ Data .*\n/.test(printed.slice(at))) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`Kentiz ended with ${code} at its start:\n${printed}`));
    });
  });
  const pid = child.pid ?? 0;
  return {
    pid,
    httpUrl: /https?:\/\/[\w.[\]:]+/.exec(printed)?.[0] ?? "",
    mqttPort: Number(/MQTT\s+port (\d+)/.exec(printed)?.[1]),
    output: () => printed,
    printed: (text) =>
      new Promise((resolve, reject) => {
        if (printed.includes(text)) return resolve();
        awaited.set(text, resolve);
        child.once("exit", () => reject(new Error(`Kentiz ended before it printed "${text}":\n${printed}`)));
      }),
    residentBytes: () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024,
    cpuSeconds: () => processorSeconds(pid),
    kill9: async () => {
      await end(child, "SIGKILL");
    },
    stop: () => end(child, "SIGTERM"),
  };
}
