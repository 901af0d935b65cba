import { useState } from "react";
import { expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { axeViolations } from "../../tests/web/components/axe-violations.ts";
import { LOOKS, renderInConsole } from "../../tests/web/components/render-in-console.tsx";
import { BottomSheet, type SheetStop } from "./BottomSheet.tsx";

function Sheet() {
  const [stop, setStop] = useState<SheetStop>("peek");
  return (
    <BottomSheet label="Araçlar" stop={stop} onStop={setStop}>
      <p>Liste</p>
    </BottomSheet>
  );
}

it("goes up and down by arrows and round by presses, and says where it is", async () => {
  const screen = await renderInConsole(<Sheet />);
  const handle = screen.getByRole("button");
  const sheet = screen.getByRole("region", { name: "Araçlar" });
  await userEvent.keyboard("{Tab}{ArrowUp}{ArrowUp}{ArrowUp}");
  await expect.element(sheet).toHaveAttribute("data-stop", "full");
  await expect.element(handle).toHaveAccessibleName(/tam/);
  await userEvent.keyboard("{ArrowDown}");
  await expect.element(handle).toHaveAccessibleName(/yarım/);
  await handle.click();
  await handle.click();
  await expect.element(sheet).toHaveAttribute("data-stop", "peek");
});

it.each(LOOKS)("is clean in $language, $scheme", async (look) => {
  await renderInConsole(<Sheet />, look);
  expect(await axeViolations()).toEqual([]);
});
