import { defineConfig } from "vitest/config";

// `unit` runs beside the files in milliseconds; `integration` needs the built dist/ (embedded
// database worker, console) and real servers. tests/run.mjs prepares both.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{domain,gis,broker,api,web,simulators,bin}/**/*.test.{ts,tsx}"],
          environment: "node",
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "integration",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: ["tests/bench/**", "node_modules/**"],
          environment: "node",
          globalSetup: ["tests/harness/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
