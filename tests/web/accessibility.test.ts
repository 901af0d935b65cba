// WCAG 2.2 AA by machine, on both pages, in both themes and both languages, in the states that matter.
import axe from "axe-core";
import { describe, expect } from "vitest";
import { type ConsoleDriver, setStage } from "./harness/console-driver.ts";
import { eventually } from "./harness/eventually.ts";
import { it } from "./harness/guarded-browser.ts";

declare global {
  interface Window {
    /** Injected into the page under test. */
    axe: typeof axe;
  }
}

const stage = setStage();

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function violations({ page }: ConsoleDriver): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }),
    TAGS,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ""}`),
  );
}

async function speak(console: ConsoleDriver, language: "tr" | "en"): Promise<void> {
  await console.page.addInitScript(
    (value) => localStorage.setItem("kentiz-preferences", JSON.stringify({ language: value })),
    language,
  );
}

/** In both themes: the console follows the system's. */
async function violationsByDayAndNight(console: ConsoleDriver): Promise<string[]> {
  const day = await violations(console);
  await console.page.emulateMedia({ colorScheme: "dark" });
  await eventually(() => console.page.locator("html").getAttribute("data-mantine-color-scheme")).toBe("dark");
  const night = await violations(console);
  await console.page.emulateMedia({ colorScheme: "light" });
  return [...day, ...night];
}

describe.each(["tr", "en"] as const)("in %s, by day and by night", (language) => {
  it("sign-in is clean, with its messages", async () => {
    const console = await stage.console();
    await speak(console, language);
    await console.openSignIn("/giris");
    await console.signIn("yanlis-parola");
    await console.alert.getByText(/\S/).waitFor();
    expect(await violationsByDayAndNight(console)).toEqual([]);
  });

  it("the live screen is clean: selection, filter, legend, loss of the connection, help", async () => {
    const console = await stage.console({ map: language === "tr" });
    await speak(console, language);
    await console.openLive("?sec=1&durum=hareketli&sira=hiz");
    await console.details.getByRole("figure").waitFor();
    await console.page.keyboard.press("l");
    expect(await violationsByDayAndNight(console)).toEqual([]);
    console.server.live.refuse(true);
    await eventually(() => console.connection.getAttribute("data-phase")).toBe("lost");
    expect(await violationsByDayAndNight(console)).toEqual([]);
    await console.page.keyboard.press("?");
    await console.page.getByRole("dialog").waitFor();
    expect(await violations(console)).toEqual([]);
  });
});

it("the phone layout is clean with list and details", async () => {
  const console = await stage.console({ page: { width: 390, height: 844 } });
  await console.openLive();
  expect(await violations(console)).toEqual([]);
  await console.page.goto(`${console.server.url}/canli?sec=1`);
  await console.details.getByRole("figure").waitFor();
  expect(await violations(console)).toEqual([]);
});

it("every button is at least 24 pixels wide and high", async () => {
  const console = await stage.console();
  await console.openLive("?sec=1");
  await console.details.getByRole("figure").waitFor();
  const small = await console.page.getByRole("button").evaluateAll((buttons) =>
    buttons
      .map((button) => ({
        name: button.getAttribute("aria-label") ?? button.textContent,
        box: button.getBoundingClientRect(),
      }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
      .map(({ name, box }) => `${name} ${box.width}×${box.height}`),
  );
  expect(small).toEqual([]);
});

it("keeps the signs in forced colours and stands still where motion is unwanted", async () => {
  const console = await stage.console();
  await console.page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await console.openLive("?sec=1");
  await console.details.waitFor();
  const sign = console.page.locator("[data-sign]").first();
  expect(await sign.evaluate((element) => getComputedStyle(element).forcedColorAdjust)).toBe("none");
});
