// `npm run bench [ingest|scale|fleet|reconnect|live|console|memory|history]`: prints figures of this machine as ratios to references of the
// same run, or against a bar. `npm run bench memory -- --minutes 60` for the hour,
// `npm run bench console -- --profile` for where the console's time goes, `npm run bench history -- --fixes
// 100000000` for the full size.
import process from "node:process";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: "string", default: "3" },
    profile: { type: "boolean", default: false },
    fixes: { type: "string", default: "5000000" },
    days: { type: "string", default: "30" },
  },
});

const BENCHES = {
  ingest: async () => (await import("./ingest.ts")).run(),
  fleet: async () => (await import("./fleet.ts")).run(),
  scale: async () => (await import("./scale.ts")).run(),
  reconnect: async () => (await import("./reconnect.ts")).run(),
  live: async () => (await import("./live.ts")).run(),
  console: async () => (await import("./console.ts")).run({ minutes: Number(values.minutes), profile: values.profile }),
  memory: async () => (await import("./memory.ts")).run({ minutes: Number(values.minutes) }),
  history: async () =>
    (await import("./history.ts")).runHistoryBench({ fixes: Number(values.fixes), days: Number(values.days) }),
} as const;

const unknown = positionals.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`Unknown bench: ${unknown.join(", ")}. Known: ${Object.keys(BENCHES).join(", ")}.`);
  process.exit(2);
}
if (!(Number(values.minutes) > 0)) {
  console.error(`--minutes must be a number above 0, not "${values.minutes}".`);
  process.exit(2);
}
for (const [name, run] of Object.entries(BENCHES)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  console.log(`\n== ${name} ==`);
  if (!(await run())) process.exitCode = 1;
}
