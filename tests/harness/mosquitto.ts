// Debian's mosquitto on a free loopback port, as somebody else's broker.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const mosquittoMissing = (): boolean => spawnSync("sh", ["-c", "command -v mosquitto"]).status !== 0;

export interface Mosquitto {
  readonly url: string;
  /** Ends it; sessions are kept where `keep` was asked for. */
  interrupt(): Promise<void>;
  /** Starts it again on the same port. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export interface MosquittoOptions {
  /** Passwords by user name; anybody may come in where left out. */
  users?: Record<string, string>;
  /** Sessions and what waits for them outlive an interruption. */
  keep?: boolean;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : 0;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  return new Promise((resolve) => {
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

export async function startMosquitto({ users, keep = false }: MosquittoOptions = {}): Promise<Mosquitto> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), "kentiz-mosquitto-"));
  // It may run as a user of its own.
  await chmod(folder, 0o777);
  const config = join(folder, "mosquitto.conf");
  const passwords = join(folder, "passwords");
  if (users) {
    await writeFile(
      passwords,
      Object.entries(users)
        .map((pair) => pair.join(":"))
        .join("\n"),
      { mode: 0o666 },
    );
    spawnSync("mosquitto_passwd", ["-U", passwords]);
    await chmod(passwords, 0o644);
  }
  const lines = [
    `listener ${port} 127.0.0.1`,
    users ? `allow_anonymous false\npassword_file ${passwords}` : "allow_anonymous true",
    keep ? `persistence true\npersistence_location ${folder}/` : "persistence false",
    "max_queued_messages 0",
  ];
  await writeFile(config, `${lines.join("\n")}\n`, { mode: 0o644 });
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    child = spawn("mosquitto", ["-c", config], { stdio: "ignore" });
    for (let tries = 0; !(await answers(port)); tries += 1) {
      if (tries > 200) throw new Error("mosquitto did not start");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function end(): Promise<void> {
    if (!child || child.exitCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    await gone;
  }

  await start();
  return {
    url: `mqtt://127.0.0.1:${port}`,
    interrupt: end,
    resume: start,
    stop: async () => {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
