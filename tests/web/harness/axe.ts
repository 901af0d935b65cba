// WCAG 2.2 AA by machine on a whole page.
import axe from "axe-core";
import type { Page } from "playwright-core";
import { eventually } from "./eventually.ts";

declare global {
  interface Window {
    /** Injected into the page under test. */
    axe: typeof axe;
  }
}

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }),
    TAGS,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ""}`),
  );
}

/** Colours that change smoothly have reached their end. */
const colourChangesOver = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => animation instanceof CSSTransition)
        .map((animation) => animation.finished.catch(() => undefined)),
    ),
  );

/** In both themes: the console follows the system's. */
export async function violationsByDayAndNight(page: Page): Promise<string[]> {
  await colourChangesOver(page);
  const day = await violations(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await eventually(() => page.locator("html").getAttribute("data-mantine-color-scheme")).toBe("dark");
  await colourChangesOver(page);
  const night = await violations(page);
  await page.emulateMedia({ colorScheme: "light" });
  await eventually(() => page.locator("html").getAttribute("data-mantine-color-scheme")).toBe("light");
  return [...day.map((text) => `by day: ${text}`), ...night.map((text) => `by night: ${text}`)];
}

/** Pixels that can only be seen by scrolling sideways. */
export const overflowPx = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** Things to press that are smaller than WCAG 2.5.8 allows: 24 × 24 px, links within text left out. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.locator("button, [role=button], input:not([type=hidden]), select").evaluateAll((targets) =>
    targets
      .map((target) => ({
        name: target.getAttribute("aria-label") ?? (target.textContent || target.outerHTML.slice(0, 80)),
        // A box that is ticked is pressed on its label, too.
        box: (target.closest("label") ?? target).getBoundingClientRect(),
        hidden:
          getComputedStyle(target).visibility === "hidden" || target.closest("[inert], .visually-hidden") !== null,
      }))
      .filter(({ box, hidden }) => !hidden && box.width > 1 && (box.width < 24 || box.height < 24))
      .map(({ name, box }) => `${name} ${Math.round(box.width)}×${Math.round(box.height)}`),
  );
