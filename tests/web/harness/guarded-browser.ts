// The fixture of every test with a browser: one Chromium for a test file, and after each test the
// guard. It fails a test on any console message, on any exception and on any request that left this
// machine, in all pages the test opened.
import { existsSync } from "node:fs";
import { afterAll, afterEach, beforeAll, expect, type TestAPI, test } from "vitest";
import { type Chromium, type GuardedPage, launchChromium, type PageOptions } from "./chromium.ts";
import { CHROMIUM_PATH } from "./chromium-flags.ts";

/** Refusals and failures that Chromium logs although the console expects them and shows them. */
const EXPECTED = /Failed to load resource.*(401|403|404|409|422|429|503)|WebSocket connection to .* failed/;

/** Skipped where there is no Chromium; tests/web/chromium.test.ts says so by name. */
export const it: ReturnType<TestAPI["skipIf"]> = existsSync(CHROMIUM_PATH) ? test : test.skip;

export interface GuardedBrowser {
  open(options: PageOptions): Promise<GuardedPage>;
  /** What this test brings about on purpose, beyond the usual. */
  expectComplaints(expected: RegExp): void;
}

/** `onClosed` runs after each test, when its pages are closed. */
export function guardedBrowser(onClosed: () => Promise<void> = async () => undefined): GuardedBrowser {
  let chromium: Chromium;
  let pages: GuardedPage[] = [];
  let alsoExpected: RegExp | null = null;

  beforeAll(async () => {
    chromium = await launchChromium();
  });
  afterEach(async () => {
    const complaints = pages.flatMap((page) => page.complaints(EXPECTED));
    const unexpected = complaints.filter((text) => !alsoExpected?.test(text));
    await Promise.all(pages.map((page) => page.close()));
    pages = [];
    alsoExpected = null;
    await onClosed();
    expect(unexpected).toEqual([]);
  });
  afterAll(() => chromium.close());

  return {
    async open(options) {
      const page = await chromium.open(options);
      pages.push(page);
      return page;
    },
    expectComplaints(expected) {
      alsoExpected = expected;
    },
  };
}
