import { expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { axeViolations } from "../../../tests/web/components/axe-violations.ts";
import { LOOKS, renderInConsole } from "../../../tests/web/components/render-in-console.tsx";
import { ConditionChips } from "./ConditionChips.tsx";

const COUNTS = { moving: 1234, idling: 5, stopped: 0, parked: 40, silent: 2, unlocated: 0 };

it("names each state with its live count and adds or takes away one by keyboard", async () => {
  const onChange = vi.fn<(chosen: readonly string[]) => void>();
  const screen = await renderInConsole(<ConditionChips counts={COUNTS} chosen={["parked"]} onChange={onChange} />);
  await expect.element(screen.getByRole("button", { name: "Hareketli 1.234", pressed: false })).toBeVisible();
  await expect.element(screen.getByRole("button", { name: /Park hâlinde 40/, pressed: true })).toBeVisible();
  await userEvent.keyboard("{Tab} ");
  expect(onChange).toHaveBeenLastCalledWith(["parked", "moving"]);
  await screen.getByRole("button", { name: /Park hâlinde/ }).click();
  expect(onChange).toHaveBeenLastCalledWith([]);
});

it("hides vehicles without a place while there are none", async () => {
  const screen = await renderInConsole(<ConditionChips counts={COUNTS} chosen={[]} onChange={() => undefined} />);
  expect(screen.getByRole("button").elements()).toHaveLength(5);
});

it.each(LOOKS)("is clean in $language, $scheme", async (look) => {
  await renderInConsole(<ConditionChips counts={COUNTS} chosen={["silent"]} onChange={() => undefined} />, look);
  expect(await axeViolations()).toEqual([]);
});
