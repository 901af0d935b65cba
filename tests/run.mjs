// `npm test`: gets the system packages the tests need, builds, runs every test, and ends with the
// line "N passed, N failed". Plain JavaScript, because it runs before anything is built.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const onPath = (name) => spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;

function hasPostgis() {
  const base = "/usr/lib/postgresql";
  const versions = existsSync(base) ? readdirSync(base) : [];
  const debian = versions.some(
    (version) =>
      existsSync(join(base, version, "bin", "initdb")) &&
      existsSync(join("/usr/share/postgresql", version, "extension", "postgis.control")),
  );
  if (debian) return true;
  const share = spawnSync("pg_config", ["--sharedir"], { encoding: "utf8" });
  return share.status === 0 && existsSync(join(share.stdout.trim(), "extension", "postgis.control"));
}

const needs = [
  { what: "PostgreSQL with PostGIS", found: hasPostgis, debian: ["postgresql", "postgresql-postgis"], brew: "postgis" },
  {
    what: "Chromium",
    found: () => existsSync("/usr/bin/chromium") || Boolean(process.env.CHROMIUM_PATH),
    debian: ["chromium"],
    brew: "--cask chromium (then set CHROMIUM_PATH)",
  },
  { what: "OpenSSL", found: () => onPath("openssl"), debian: ["openssl"], brew: "openssl" },
  { what: "Mosquitto clients", found: () => onPath("mosquitto_pub"), debian: ["mosquitto-clients"], brew: "mosquitto" },
];

/** Installs on Debian as root or with a sudo that asks nothing; elsewhere says what to install. */
function prepareSystem() {
  const missing = needs.filter((need) => !need.found());
  if (missing.length === 0) return;
  const isRoot = process.getuid?.() === 0;
  const mayInstall = onPath("apt-get") && (isRoot || spawnSync("sudo", ["-n", "true"]).status === 0);
  if (mayInstall) {
    const packages = missing.flatMap((need) => need.debian);
    console.log(`Installing system packages: ${packages.join(" ")}`);
    const prefix = isRoot ? [] : ["sudo", "-n"];
    const apt = (...args) => {
      const [command, ...rest] = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", ...args];
      return spawnSync(command, rest, { stdio: ["ignore", "inherit", "inherit"] }).status;
    };
    apt("update", "-qq");
    apt("install", "-y", "-qq", "--no-install-recommends", ...packages);
  }
  for (const need of missing.filter((entry) => !entry.found())) {
    console.log(
      `${need.what} is missing, its tests will be skipped. Install it with:\n` +
        `  Debian/Ubuntu: sudo apt-get install ${need.debian.join(" ")}\n  macOS: brew install ${need.brew}`,
    );
  }
}

function run(command, args) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, FORCE_COLOR: "0" },
  });
  return status ?? 1;
}

prepareSystem();
if (run("npm", ["run", "build", "--silent"]) !== 0) {
  console.log("The build failed, no test ran.\n0 passed, 1 failed");
  process.exit(1);
}

const results = join(root, "test-results");
mkdirSync(results, { recursive: true });
const report = join(results, "vitest.json");
const status = run("npx", [
  "vitest",
  "run",
  "--reporter=default",
  "--reporter=json",
  "--reporter=./tests/second-tries.ts",
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);
const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, testResults } = JSON.parse(
  readFileSync(report, "utf8"),
);
// A file that cannot even be loaded has no failed test of its own.
const brokenFiles = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
const failed = Math.max(numFailedTests + brokenFiles, status === 0 ? 0 : 1, numFailedTestSuites > 0 ? 1 : 0);
console.log(`${numPassedTests} passed, ${failed} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ""}`);
process.exit(failed > 0 ? 1 : 0);
