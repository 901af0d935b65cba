// Child processes of the benches: started, awaited until they say they are ready, ended by their id.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const here = import.meta.dirname;

export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

/** Starts one of the bench's own scripts and waits for a line that matches. */
export async function startScript(
  script: string,
  args: readonly string[],
  ready: RegExp,
): Promise<{ child: ChildProcess; match: RegExpExecArray }> {
  const child = spawn(process.execPath, ["--import", "tsx", join(here, script), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  for await (const bytes of child.stdout) {
    printed += String(bytes);
    const match = ready.exec(printed);
    if (match) return { child, match };
  }
  throw new Error(`${script} ended before it was ready: ${printed}`);
}

/** Runs one of the bench's own scripts with JSON on its standard input and reads JSON from its output. */
export async function runScript(script: string, input: unknown): Promise<unknown> {
  const child = spawn(process.execPath, ["--import", "tsx", join(here, script)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(input));
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${output}`);
  return JSON.parse(output);
}
