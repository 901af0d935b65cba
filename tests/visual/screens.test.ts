// Pictures of the key screens against recorded ones: light and dark, wide and phone. Data and time
// stand still (stub server), so a difference is a change of the console. How to record them anew says
// CONTRIBUTING.md.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { platform, release } from "node:os";
import { join } from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { afterAll, describe } from "vitest";
import { type ConsoleDriver, setStage } from "../web/harness/console-driver.ts";
import { eventually } from "../web/harness/eventually.ts";
import { it } from "../web/harness/guarded-browser.ts";
import { stoppedStubClock } from "../web/harness/stub-clock.ts";

const FOLDER = join(import.meta.dirname, "swiftshader");
const RESULTS = join(import.meta.dirname, "../../test-results/visual");
const RECORDED_WITH = join(FOLDER, "recorded-with.json");
const UPDATE = process.env["UPDATE_PICTURES"] === "1";
/** Of all pixels: edges of letters and of the software-drawn map. A missing panel is far more. */
const MAX_DIFFERENT = 0.004;
const COLOUR_THRESHOLD = 0.15;

const SCREENS: readonly { name: string; stand: (console: ConsoleDriver) => Promise<unknown> }[] = [
  { name: "giris", stand: (console) => console.openSignIn() },
  { name: "canli", stand: (console) => console.openLive("?z=14.50&c=38.38000,27.11500") },
  {
    name: "secili",
    stand: async (console) => {
      await console.openLive("?z=15.00&c=38.38000,27.11500&sec=1");
      await console.details.getByRole("figure").waitFor();
    },
  },
];
const SIZES = { genis: { width: 1280, height: 800 }, telefon: { width: 390, height: 844 } } as const;

/** Letters are drawn by the system's libraries: pictures hold for one kind of system. */
const system = (): string => `${platform()} ${process.arch} ${/^\d+/.exec(release())?.[0]}`;

interface Recording {
  system: string;
  chromium: string;
}

const recorded: Recording | null = existsSync(RECORDED_WITH)
  ? (JSON.parse(readFileSync(RECORDED_WITH, "utf8")) as Recording)
  : null;

function reasonToSkip(): string | null {
  if (UPDATE) return null;
  if (recorded === null) return "no pictures recorded";
  return recorded.system === system() ? null : `recorded on ${recorded.system}, this is ${system()}`;
}
const reason = reasonToSkip();

const stage = setStage();
let chromium = "";

/** Indexed colours would do; pngjs writes the smallest it can: no alpha, best deflate. */
const compress = (png: PNG): Buffer => PNG.sync.write(png, { colorType: 2, deflateLevel: 9, filterType: -1 });

const shoot = async ({ page }: ConsoleDriver): Promise<Buffer> => {
  await page.evaluate(() => document.fonts.ready);
  return page.screenshot({ animations: "disabled", caret: "hide" });
};

const nextTicks = async ({ server }: ConsoleDriver, count: number): Promise<void> => {
  const after = server.live.ticks() + count;
  await eventually(() => server.live.ticks()).toBeGreaterThanOrEqual(after);
};

/** Labels come some ticks after the signs: a picture to keep has stayed the same over three of them. */
async function record(name: string, console: ConsoleDriver): Promise<void> {
  let before = await shoot(console);
  await eventually(async () => {
    await nextTicks(console, 3);
    const after = await shoot(console);
    const same = after.equals(before);
    before = after;
    return same;
  }).toBe(true);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${name}.png`), compress(PNG.sync.read(before)));
}

/** Looks again until the picture is the recorded one, or patience ends. */
async function compare(name: string, console: ConsoleDriver, skip: (reason: string) => void): Promise<void> {
  const wanted = PNG.sync.read(readFileSync(join(FOLDER, `${name}.png`)));
  const { width, height } = wanted;
  let shot = wanted;
  const difference = new PNG({ width, height });
  const share = async (): Promise<number> => {
    shot = PNG.sync.read(await shoot(console));
    if (shot.width !== width || shot.height !== height) return 1;
    const options = { threshold: COLOUR_THRESHOLD };
    return pixelmatch(shot.data, wanted.data, difference.data, width, height, options) / (width * height);
  };
  try {
    await eventually(share, `${name} looks different: see test-results/visual/${name}.difference.png`).toBeLessThan(
      MAX_DIFFERENT,
    );
  } catch (error) {
    if (recorded && recorded.chromium !== chromium)
      skip(`${name} differs, but it was recorded with Chromium ${recorded.chromium}, this is ${chromium}`);
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(join(RESULTS, `${name}.png`), PNG.sync.write(shot));
    writeFileSync(join(RESULTS, `${name}.difference.png`), PNG.sync.write(difference));
    throw error;
  }
}

describe.skipIf(reason !== null)(
  `the console looks as recorded${reason === null ? "" : ` (skipped: ${reason})`}`,
  () => {
    for (const { name, stand } of SCREENS)
      for (const [size, viewport] of Object.entries(SIZES))
        it(`${name}, ${size}, by day and by night`, async ({ skip }) => {
          const console = await stage.console({
            page: { ...viewport },
            server: { now: stoppedStubClock },
            map: name !== "giris",
          });
          await stand(console);
          chromium = console.page.context().browser()?.version() ?? "";
          const see = (picture: string): Promise<void> =>
            UPDATE ? record(picture, console) : compare(picture, console, skip);
          await see(`${name}-${size}-gunduz`);
          await console.page.emulateMedia({ colorScheme: "dark" });
          await eventually(() => console.page.locator("html").getAttribute("data-mantine-color-scheme")).toBe("dark");
          await see(`${name}-${size}-gece`);
        });
  },
);

afterAll(() => {
  if (UPDATE)
    writeFileSync(RECORDED_WITH, `${JSON.stringify({ system: system(), chromium } satisfies Recording, null, 2)}\n`);
});
