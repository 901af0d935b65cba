// The list: search the Turkish way, filter, order that keeps its places, everything by keyboard.
import { expect } from "vitest";
import { setStage } from "./harness/console-driver.ts";
import { eventually } from "./harness/eventually.ts";
import { it } from "./harness/guarded-browser.ts";

const stage = setStage();

it("finds by plate without spaces and by Turkish letters in any case", async () => {
  const console = await stage.console({ map: false });
  await console.openLive();
  await console.page.keyboard.press("/");
  for (const query of ["ığdır", "İĞDIR", "igdir"]) {
    await console.search.fill(query);
    await eventually(() => console.rows.count()).toBe(1);
  }
  const label = (await console.shownLabels())[0] ?? "";
  await console.search.fill(label.toLocaleLowerCase("tr").replaceAll(" ", ""));
  await eventually(() => console.shownLabels()).toEqual([label]);
  await eventually(() => console.query("ara")).toBe(label.toLocaleLowerCase("tr").replaceAll(" ", ""));
  await console.page.getByText("1 / 40 araç").waitFor();
  await console.page.keyboard.press("Escape");
  await eventually(() => console.query("ara")).toBeNull();
});

it("says when nothing matches and clears the filter", async () => {
  const console = await stage.console({ map: false });
  await console.openLive("?ara=yokboyle");
  await console.page.getByRole("heading", { name: "Eşleşen araç yok" }).waitFor();
  await console.page.getByRole("button", { name: "Süzgeci temizle" }).click();
  await eventually(() => console.rows.count()).toBeGreaterThan(5);
  expect(console.query("ara")).toBeNull();
});

it("filters by state, counts live, and shows vehicles that never sent a position", async () => {
  const console = await stage.console({ map: false });
  await console.openLive();
  const expected = console.server.fleet.vehicles.filter(({ motion }) => motion === "parked").length;
  const chip = console.page.getByRole("button", { name: new RegExp(`^Park hâlinde\\s*${expected}$`) });
  await chip.click();
  await eventually(() => console.rows.count()).toBe(expected);
  expect(await console.rows.allTextContents()).toSatisfy((rows: string[]) =>
    rows.every((row) => row.includes("Park hâlinde")),
  );
  expect(console.query("durum")).toBe("park");
  await chip.click();
  await console.page.getByRole("button", { name: /^Konum yok/ }).click();
  await console.rows.first().click();
  await console.details.getByText("Bu araç henüz hiç konum göndermedi.").waitFor();
});

it("keeps rows in their places while speeds change, and reorders when asked", async () => {
  const console = await stage.console({ map: false });
  await console.openLive("?sira=hiz");
  await eventually(async () => (await console.rows.first().textContent()) ?? "").toContain("km/sa");
  const order = await console.shownLabels();
  const slowest = console.server.fleet.vehicles.find(
    ({ vehicle }) => vehicle.plate === order.at(-1) || vehicle.code === order.at(-1),
  );
  if (!slowest) throw new Error("unknown row");
  Object.assign(slowest, { motion: "moving", speedKmh: 120 });
  await console
    .row(order.at(-1) ?? "")
    .getByText("120 km/sa")
    .waitFor();
  expect(await console.shownLabels()).toEqual(order);
  await console.page.getByRole("button", { name: "Sırayı yenile" }).click();
  await eventually(async () => (await console.shownLabels())[0]).toBe(order.at(-1));
});

it("is worked by the keyboard alone: find, walk, select, follow, leave", async () => {
  const console = await stage.console();
  await console.openLive("?durum=hareketli");
  const { keyboard } = console.page;
  await keyboard.press("Tab");
  expect(await console.page.evaluate(() => document.activeElement?.textContent)).toBe("İçeriğe geç");
  await keyboard.press("/");
  await console.search.fill("35");
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  const active = await console.list.getAttribute("aria-activedescendant");
  const label = await console.page.locator(`#${active} span > span`).first().textContent();
  await keyboard.press("Enter");
  await console.details.getByRole("heading", { name: label ?? "" }).waitFor();
  await keyboard.press("f");
  await console.details.getByRole("button", { name: "Takip ediliyor" }).waitFor();
  await keyboard.press("Escape");
  await console.details.waitFor({ state: "detached" });
  expect(await console.list.evaluate((list) => list === document.activeElement)).toBe(true);
  await keyboard.press("End");
  await keyboard.press("Home");
  await keyboard.press("Shift+?");
  const help = console.page.getByRole("dialog", { name: "Yardım ve kısayollar" });
  await help.waitFor();
  await keyboard.press("Escape");
  await help.waitFor({ state: "detached" });
});

it("groups by unit, folds by keys, and keeps groups in the address", async () => {
  const console = await stage.console({ map: false });
  await console.openLive();
  await console.page.getByRole("combobox", { name: "Grupla" }).selectOption("Birim");
  const tree = console.page.getByRole("tree", { name: "Araçlar" });
  const heads = tree.locator('[aria-level="1"]');
  await eventually(() => heads.first().textContent()).toMatch(/^Fen İşleri Müdürlüğü\d+$/);
  expect(console.query("grup")).toBe("birim");
  await tree.focus();
  await console.page.keyboard.press("Home");
  await console.page.keyboard.press("ArrowLeft");
  await eventually(() => heads.nth(1).textContent()).toMatch(/^Park ve Bahçeler Müdürlüğü/);
  expect(await heads.first().getAttribute("aria-expanded")).toBe("false");
  await console.page.keyboard.press("ArrowRight");
  await console.page.keyboard.press("ArrowDown");
  await console.page.keyboard.press("Enter");
  await console.details.waitFor();
});

it("filters by kind with counts and keeps the choice in the address", async () => {
  const console = await stage.console({ map: false });
  await console.openLive();
  await console.page.getByRole("button", { name: "Türe göre süz: Tüm türler" }).click();
  const popover = console.page.getByRole("dialog", { name: "Türe göre süz" });
  await popover.getByRole("button", { name: /^Greyder/ }).click();
  await popover.getByRole("button", { name: /^Arazöz/ }).click();
  await console.page.keyboard.press("Escape");
  await console.page.getByRole("button", { name: "Türe göre süz: 2 tür" }).waitFor();
  await eventually(() => console.rows.count()).toBe(4);
  expect(console.query("tur")).toBe("grader,waterTanker");
});

it("ticks vehicles by mouse and keys for actions on all of them", async () => {
  const console = await stage.console();
  await console.openLive("?z=16.00&c=38.38000,27.11500");
  const actions = console.page.getByRole("region", { name: "İşaretli araçlar" });
  await console.rows.nth(1).click({ modifiers: ["Control"] });
  await actions.getByText("1 araç işaretli").waitFor();
  await console.rows.nth(4).click({ modifiers: ["Shift"] });
  await actions.getByText("4 araç işaretli").waitFor();
  await console.page.keyboard.press("Shift+ArrowDown");
  await actions.getByText("5 araç işaretli").waitFor();
  await console.page.keyboard.press("Space");
  await actions.getByText("4 araç işaretli").waitFor();
  await console.page.keyboard.press("Control+a");
  await actions.getByText("40 araç işaretli").waitFor();
  const before = console.query("z");
  await actions.getByRole("button", { name: "Haritada göster" }).click();
  await eventually(() => console.query("z")).not.toBe(before);
  await console.list.focus();
  await console.page.keyboard.press("Escape");
  await actions.waitFor({ state: "detached" });
});

it("leaves letters alone when single-key shortcuts are off", async () => {
  const console = await stage.console({ map: false });
  await console.openLive();
  await console.page.keyboard.press("?");
  await console.page.getByRole("switch", { name: /Tek tuşlu kısayollar açık/ }).press("Space");
  await console.page.keyboard.press("Escape");
  await console.page.getByRole("dialog").waitFor({ state: "detached" });
  await console.page.keyboard.press("l");
  await console.page.keyboard.press("?");
  expect(await console.page.getByRole("region", { name: "Gösterim" }).count()).toBe(0);
  expect(await console.page.getByRole("dialog").count()).toBe(0);
});

it("gives the panel another width by mouse and keys, and remembers it", async () => {
  const console = await stage.console({ map: false });
  await console.openLive();
  const handle = console.page.getByRole("separator", { name: "Liste genişliği" });
  await handle.focus();
  await console.page.keyboard.press("ArrowRight");
  const width = Number(await handle.getAttribute("aria-valuenow"));
  const box = await handle.boundingBox();
  await console.page.mouse.move((box?.x ?? 0) + 4, 300);
  await console.page.mouse.down();
  await console.page.mouse.move((box?.x ?? 0) + 64, 300, { steps: 3 });
  await console.page.mouse.up();
  await eventually(async () => Number(await handle.getAttribute("aria-valuenow"))).toBe(width + 60);
  await console.page.reload();
  await eventually(async () => Number(await handle.getAttribute("aria-valuenow"))).toBe(width + 60);
});

it("says what to do when there is no vehicle, and when the list cannot be had", async () => {
  const empty = await stage.console({ vehicles: 0, map: false });
  await empty.openLive();
  await empty.page.getByRole("heading", { name: "Henüz araç yok" }).waitFor();
  const failing = await stage.console({ map: false });
  failing.server.fail({ path: "/api/vehicles", code: "forbidden" });
  await failing.openLive();
  await failing.alert.getByRole("heading", { name: "Araç listesi alınamadı" }).waitFor();
  failing.server.fail(null);
  await failing.page.getByRole("button", { name: "Yeniden dene" }).click();
  await eventually(() => failing.rows.count()).toBeGreaterThan(5);
});
