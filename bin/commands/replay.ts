// `kentiz replay`: recorded files out through the MQTT door, as a device would.
import { readFile } from "node:fs/promises";
import { parseRecording } from "../../simulators/replay/parse-recording.ts";
import { replayRecording } from "../../simulators/replay/replay-recording.ts";
import { UsageError } from "../explain.ts";
import { createProgress } from "../progress.ts";

interface Options {
  device: string;
  password?: string;
  url: string;
  speed: number;
  shiftToNow: boolean;
}

/** Unreadable lines are listed up to this many a file; the rest is counted. */
const LISTED_PROBLEMS = 10;

export async function runReplay(files: string[], options: Options): Promise<void> {
  const password = options.password ?? process.env["KENTIZ_DEVICE_PASSWORD"];
  if (!password)
    throw new UsageError(
      "The device's MQTT password is needed: --password, or KENTIZ_DEVICE_PASSWORD in the environment.",
    );
  if (!Number.isFinite(options.speed) || options.speed < 0) throw new UsageError("--speed must be 0 or more.");
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());

  for (const file of files) {
    const recording = parseRecording(file, await readFile(file));
    for (const problem of recording.problems.slice(0, LISTED_PROBLEMS)) {
      console.error(`${file}:${problem.line}: left out: ${problem.reason}`);
    }
    const unlisted = recording.problems.length - LISTED_PROBLEMS;
    if (unlisted > 0) console.error(`${file}: ${unlisted} more lines left out`);
    const total = recording.kind === "fixes" ? recording.fixes.length : recording.messages.length;
    if (total === 0) throw new UsageError(`${file} holds nothing that could be replayed.`);
    const progress = createProgress();
    const { acknowledged } = await replayRecording(recording, {
      url: options.url,
      username: options.device,
      password,
      speed: options.speed,
      shiftToNow: options.shiftToNow,
      now: Date.now,
      onProgress: (done, all) => progress.report(file, done / all),
      signal: stop.signal,
    });
    progress.done();
    console.log(`${file}: ${acknowledged} of ${total} messages acknowledged`);
    if (stop.signal.aborted) process.exitCode = 130;
  }
}
