// Debian's Chromium with a software GPU pinned, so that every machine draws the same map; and the
// guard that fails a test on any console error and on any request that leaves this machine.
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { CHROMIUM_ARGS, CHROMIUM_PATH } from "./chromium-flags.ts";

export interface Chromium {
  open(options: PageOptions): Promise<GuardedPage>;
  close(): Promise<void>;
}

export interface PageOptions {
  width: number;
  height: number;
  scheme: "light" | "dark";
  /** Without WebGL the console must still be usable. */
  webGl?: boolean;
}

export interface GuardedPage {
  page: Page;
  /** Complaints so far; `expected` are left out. */
  complaints(expected?: RegExp): string[];
  close(): Promise<void>;
}

export async function launchChromium(): Promise<Chromium> {
  const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, headless: true, args: CHROMIUM_ARGS });

  async function open({ width, height, scheme, webGl = true }: PageOptions): Promise<GuardedPage> {
    const context: BrowserContext = await browser.newContext({
      viewport: { width, height },
      colorScheme: scheme,
      locale: "tr-TR",
      // Not the installation's zone: times must not follow the browser.
      timezoneId: "America/Los_Angeles",
      hasTouch: width < 768,
    });
    if (!webGl) {
      await context.addInitScript(() => {
        const original = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function getContext(
          this: HTMLCanvasElement,
          ...args: Parameters<typeof original>
        ) {
          return args[0].startsWith("webgl") ? null : original.apply(this, args);
        } as typeof original;
      });
    }
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning")
        complaints.push(`${message.type()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (!["data:", "blob:"].includes(protocol) && hostname !== "127.0.0.1")
        complaints.push(`left the machine: ${request.url()}`);
    });
    return {
      page,
      complaints: (expected) => complaints.filter((text) => !expected?.test(text)),
      close: () => context.close(),
    };
  }

  return { open, close: () => browser.close() };
}
