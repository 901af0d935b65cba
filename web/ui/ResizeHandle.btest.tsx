import { useState } from "react";
import { expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { axeViolations } from "../../tests/web/components/axe-violations.ts";
import { renderInConsole } from "../../tests/web/components/render-in-console.tsx";
import { ResizeHandle } from "./ResizeHandle.tsx";

function Panel() {
  const [width, setWidth] = useState(360);
  return (
    <div style={{ display: "flex", height: 80 }}>
      <div style={{ width }} />
      <ResizeHandle label="Listenin genişliği" width={width} min={300} max={560} onWidth={setWidth} />
    </div>
  );
}

it("moves by arrows within its limits, and tells its width", async () => {
  const screen = await renderInConsole(<Panel />);
  const handle = screen.getByRole("separator", { name: "Listenin genişliği" });
  await userEvent.keyboard("{Tab}{ArrowRight}");
  await expect.element(handle).toHaveAttribute("aria-valuenow", "376");
  await userEvent.keyboard("{Home}{ArrowLeft}");
  await expect.element(handle).toHaveAttribute("aria-valuenow", "300");
  await userEvent.keyboard("{End}{ArrowRight}");
  await expect.element(handle).toHaveAttribute("aria-valuenow", "560");
  expect(await axeViolations()).toEqual([]);
});
