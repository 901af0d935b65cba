// WCAG 2.2 AA by machine, on both pages, in both themes and both languages, in the states that matter.
import { describe, expect } from "vitest";
import { type ConsoleDriver, setStage } from "./harness/console-driver.ts";
import { smallTargets, violations, violationsByDayAndNight } from "./harness/axe.ts";
import { eventually } from "./harness/eventually.ts";
import { it } from "./harness/guarded-browser.ts";

const stage = setStage();

async function speak(console: ConsoleDriver, language: "tr" | "en"): Promise<void> {
  await console.page.addInitScript(
    (value) => localStorage.setItem("kentiz-preferences", JSON.stringify({ language: value })),
    language,
  );
}

describe.each(["tr", "en"] as const)("in %s, by day and by night", (language) => {
  it("sign-in is clean, with its messages", async () => {
    const console = await stage.console();
    await speak(console, language);
    await console.openSignIn("/giris");
    await console.signIn("yanlis-parola");
    await console.alert.getByText(/\S/).waitFor();
    expect(await violationsByDayAndNight(console.page)).toEqual([]);
  });

  it("the live screen is clean: selection, filter, legend, loss of the connection, help", async () => {
    const console = await stage.console({ map: language === "tr" });
    await speak(console, language);
    await console.openLive("?sec=1&durum=hareketli&sira=hiz");
    await console.details.getByRole("figure").waitFor();
    await console.page.keyboard.press("l");
    expect(await violationsByDayAndNight(console.page)).toEqual([]);
    console.server.live.refuse(true);
    await eventually(() => console.connection.getAttribute("data-phase")).toBe("lost");
    expect(await violationsByDayAndNight(console.page)).toEqual([]);
    await console.page.keyboard.press("?");
    await console.page.getByRole("dialog").waitFor();
    expect(await violations(console.page)).toEqual([]);
  });
});

it("the windows over every screen are clean by day and by night: palette, saved views, sound", async () => {
  const console = await stage.console({ map: false });
  const { page } = console;
  await console.openLive();
  const seen = async (): Promise<string[]> => [...(await violationsByDayAndNight(page)), ...(await smallTargets(page))];
  const dialog = page.getByRole("dialog");
  async function closed(): Promise<void> {
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  }
  async function command(typed: string, title: string): Promise<void> {
    await page.keyboard.press("Control+k");
    await page.getByRole("textbox", { name: /Araç, mahalle/ }).fill(typed);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: title }).waitFor();
  }

  await page.keyboard.press("Control+k");
  await page.getByRole("textbox", { name: /Araç, mahalle/ }).fill("ses");
  await dialog.getByText("Ses ayarları").first().waitFor();
  expect(await seen(), "palette").toEqual([]);
  await closed();

  await command("kayıtlı görünümler", "Kayıtlı görünümler");
  const save = dialog.getByRole("button", { name: "Bu görünümü kaydet" });
  await dialog.getByLabel("Görünümün adı").fill("Gece vardiyası");
  await dialog.getByLabel("Kısayol tuşu").selectOption("3");
  await save.click();
  await dialog.getByRole("link", { name: "Gece vardiyası" }).waitFor();
  await save.click();
  await dialog.getByText("Görünüme bir ad yazın.").waitFor();
  expect(await seen(), "saved views").toEqual([]);
  await closed();

  await command("ses ayar", "Ses ayarları");
  expect(await violationsByDayAndNight(page), "sound").toEqual([]);
});

it("the screen on the wall is clean by day and by night", async () => {
  const console = await stage.console({ map: false });
  await console.openLive("?ekran=duvar");
  await console.page.getByRole("heading", { name: "Bütün araçlar" }).waitFor();
  expect(await violationsByDayAndNight(console.page)).toEqual([]);
});

it("the phone layout is clean with list and details", async () => {
  const console = await stage.console({ page: { width: 390, height: 844 } });
  await console.openLive();
  expect(await violations(console.page)).toEqual([]);
  await console.page.goto(`${console.server.url}/canli?sec=1`);
  await console.details.getByRole("figure").waitFor();
  expect(await violations(console.page)).toEqual([]);
});

it("every button is at least 24 pixels wide and high", async () => {
  const console = await stage.console();
  await console.openLive("?sec=1");
  await console.details.getByRole("figure").waitFor();
  expect(await smallTargets(console.page)).toEqual([]);
});

it("keeps the signs in forced colours and stands still where motion is unwanted", async () => {
  const console = await stage.console();
  await console.page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await console.openLive("?sec=1");
  await console.details.waitFor();
  const sign = console.page.locator("[data-sign]").first();
  expect(await sign.evaluate((element) => getComputedStyle(element).forcedColorAdjust)).toBe("none");
});
