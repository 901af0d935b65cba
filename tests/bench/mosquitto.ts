// Reference (c): Debian's mosquitto on a free loopback port, storing nothing.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";

export const mosquittoMissing = (): boolean => spawnSync("sh", ["-c", "command -v mosquitto"]).status !== 0;

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

export async function startMosquitto(): Promise<{ child: ChildProcess; port: number }> {
  const port = await freePort();
  const config = join(mkdtempSync(join(tmpdir(), "kentiz-bench-")), "mosquitto.conf");
  writeFileSync(
    config,
    `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nmax_queued_messages 0\n`,
    { mode: 0o644 },
  );
  const child = spawn("mosquitto", ["-c", config], { stdio: "ignore" });
  for (let tries = 0; !(await answers(port)); tries += 1) {
    if (tries > 100) throw new Error("mosquitto did not start");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { child, port };
}
