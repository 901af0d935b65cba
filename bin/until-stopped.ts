// Runs until the process is told to end, then closes in order; a second signal ends it at once.
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export async function untilStopped(stop: () => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    let stopping = false;
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (stopping) process.exit(130);
        stopping = true;
        resolve();
      });
    }
    // A child process ends with the one that started it, also when that was killed.
    process.once("disconnect", resolve);
  });
  await stop();
}
