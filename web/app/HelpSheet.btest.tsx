import { expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { axeViolations } from "../../tests/web/components/axe-violations.ts";
import { LOOKS, renderInConsole } from "../../tests/web/components/render-in-console.tsx";
import { HelpSheet } from "./HelpSheet.tsx";

it("keeps the focus inside, switches single keys off for good, and closes with Esc", async () => {
  const onClose = vi.fn<() => void>();
  const screen = await renderInConsole(<HelpSheet opened pathname="/canli" onClose={onClose} />);
  const dialog = screen.getByRole("dialog");
  await expect.element(dialog).toBeVisible();
  await screen.getByRole("switch").click();
  expect(JSON.parse(localStorage.getItem("kentiz-preferences") ?? "{}")).toMatchObject({ singleKeys: false });
  for (let step = 0; step < 6; step += 1) {
    await userEvent.keyboard("{Tab}");
    expect(dialog.element().contains(document.activeElement)).toBe(true);
  }
  await userEvent.keyboard("{Escape}");
  expect(onClose).toHaveBeenCalled();
});

it.each(LOOKS)("is clean in $language, $scheme", async (look) => {
  const screen = await renderInConsole(<HelpSheet opened pathname="/canli" onClose={() => undefined} />, look);
  await expect.element(screen.getByRole("dialog")).toBeVisible();
  expect(await axeViolations()).toEqual([]);
});
