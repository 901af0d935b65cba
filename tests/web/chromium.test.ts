// Says once, by name, what is missing from a run without a browser.
import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { launchChromium } from "./harness/chromium.ts";
import { CHROMIUM_PATH } from "./harness/chromium-flags.ts";

it.skipIf(!existsSync(CHROMIUM_PATH))(
  `starts Chromium (where ${CHROMIUM_PATH} is missing, this and all component tests *.btest.tsx are skipped)`,
  async () => {
    const chromium = await launchChromium();
    const { page, complaints } = await chromium.open({ width: 320, height: 200, scheme: "light" });
    expect(await page.evaluate(() => document.createElement("canvas").getContext("webgl2") !== null)).toBe(true);
    expect(complaints()).toEqual([]);
    await chromium.close();
  },
);
