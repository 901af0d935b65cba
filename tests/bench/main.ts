// `npm run bench [ingest|live]`: prints figures of this machine as ratios to references of the same run.
import process from "node:process";

const BENCHES = {
  ingest: () => import("./ingest.ts"),
  live: () => import("./live.ts"),
} as const;

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`Unknown bench: ${unknown.join(", ")}. Known: ${Object.keys(BENCHES).join(", ")}.`);
  process.exit(2);
}
for (const [name, load] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n== ${name} ==`);
  const { run } = await load();
  if (!(await run())) process.exitCode = 1;
}
