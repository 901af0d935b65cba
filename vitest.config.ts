import { existsSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { CHROMIUM_ARGS, CHROMIUM_PATH } from "./tests/web/harness/chromium-flags.ts";

// Imported by the component tests and their harness; found before the first test, because finding
// one later makes the browser load everything again.
const PREBUNDLED = [
  "@mantine/core",
  "@mantine/hooks",
  "@tabler/icons-react",
  "@tanstack/react-query",
  "@tanstack/react-router",
  "@tanstack/react-virtual",
  "axe-core",
  "i18next",
  "react",
  "react-dom",
  "react-dom/client",
  "react-i18next",
  "react/jsx-dev-runtime",
  "vitest-browser-react",
  "zod",
  "zustand",
  "zustand/vanilla",
];

// What drives a whole browser in real time: a starved machine may make it miss a moment, so it gets a
// second try, which the end of the run names (tests/second-tries.ts). What shows that nothing is lost or
// counted twice gets none.
const WITH_BROWSER = ["tests/{web,journeys,visual}/**/*.test.{ts,tsx}"];

const WITH_SERVERS = {
  environment: "node",
  globalSetup: ["tests/harness/global-setup.ts"],
  testTimeout: 180_000,
  hookTimeout: 240_000,
  maxWorkers: 2,
  sequence: { groupOrder: 2 },
} as const;

// `unit` runs beside the files in milliseconds; `components` draws single components in Chromium;
// `integration` and `browser` need the built dist/ (embedded database worker, console) and real servers.
// tests/run.mjs prepares all of them.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{domain,gis,broker,api,web,simulators,bin}/**/*.test.{ts,tsx}"],
          environment: "node",
          // Patience for busy machines; nothing here waits for time.
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [react()],
        worker: { format: "es" },
        optimizeDeps: { include: PREBUNDLED, exclude: ["maplibre-gl"] },
        // Without Chromium there is no file to run; tests/web/chromium.test.ts says so.
        test: {
          name: "components",
          include: existsSync(CHROMIUM_PATH) ? ["web/**/*.btest.tsx"] : [],
          setupFiles: ["tests/web/components/setup.ts"],
          testTimeout: 30_000,
          sequence: { groupOrder: 1 },
          browser: {
            enabled: true,
            provider: playwright({
              launchOptions: { executablePath: CHROMIUM_PATH, args: CHROMIUM_ARGS },
              contextOptions: { locale: "tr-TR", timezoneId: "America/Los_Angeles" },
            }),
            headless: true,
            screenshotFailures: false,
            viewport: { width: 960, height: 600 },
            instances: [{ browser: "chromium" }],
            api: { host: "127.0.0.1" },
          },
        },
      },
      {
        test: {
          ...WITH_SERVERS,
          name: "integration",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: ["tests/bench/**", "node_modules/**", ...WITH_BROWSER],
        },
      },
      { test: { ...WITH_SERVERS, name: "browser", include: WITH_BROWSER, retry: 1 } },
    ],
  },
});
