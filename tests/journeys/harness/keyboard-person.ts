// Somebody without a mouse: walks with Tab, presses keys, types. Reaching a thing fails when Tab does
// not get there or when its focus cannot be seen.
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** More stops than any screen has. */
const PATIENCE_STOPS = 80;

export class KeyboardPerson {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  press(...keys: string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.#page.keyboard.press(key)), Promise.resolve());
  }

  type(text: string): Promise<void> {
    return this.#page.keyboard.type(text);
  }

  /** Walks forwards until the thing has the focus. */
  async tabTo(target: Locator): Promise<void> {
    await target.waitFor();
    const reached = (): Promise<boolean> => target.evaluate((element) => element === document.activeElement);
    for (let stop = 0; stop < PATIENCE_STOPS && !(await reached()); stop += 1) await this.press("Tab");
    expect(await reached(), `Tab does not reach ${target}`).toBe(true);
    expect(await this.#focusVisible(target), `the focus on ${target} cannot be seen`).toBe(true);
  }

  async activate(target: Locator): Promise<void> {
    await this.tabTo(target);
    await this.press("Enter");
  }

  #focusVisible(target: Locator): Promise<boolean> {
    return target.evaluate((element) => {
      // The ring may be drawn by a wrapper, as around an input with icons.
      for (let node: Element | null = element, up = 0; node && up < 3; node = node.parentElement, up += 1) {
        const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(node);
        if (outlineStyle !== "none" && outlineWidth !== "0px") return true;
        if (boxShadow !== "none") return true;
        if (node.matches("input, select, [data-variant]") && borderColor !== "") return true;
      }
      return false;
    });
  }
}
