// The frame around every screen: palette, saved views, notices, sound, help, password.
import { expect } from "vitest";
import { setStage } from "./harness/console-driver.ts";
import { eventually } from "./harness/eventually.ts";
import { it } from "./harness/guarded-browser.ts";

const stage = setStage();

it("finds vehicles, neighbourhoods and commands in the palette, Turkish letters folded", async () => {
  const console = await stage.console({ map: false });
  await console.openLive("?durum=hareketli");
  await console.page.keyboard.press("Control+k");
  const box = console.page.getByRole("textbox", { name: "Araç, mahalle, ekran veya komut yazın" });
  await box.fill("IGDIR");
  await console.page.getByText("Iğdır", { exact: true }).waitFor();
  await console.page.keyboard.press("Enter");
  await console.details.getByRole("heading", { level: 2 }).waitFor();
  expect([console.query("sec"), console.query("durum")]).toEqual(["4", "hareketli"]);
  await console.page.keyboard.press("Control+k");
  await box.fill("yardim");
  await console.page.keyboard.press("Enter");
  const help = console.page.getByRole("dialog", { name: "Yardım ve kısayollar" });
  await help.getByText("Bir aracı bulmak").waitFor();
});

it("saves a view, opens it by its key, and takes a deletion back", async () => {
  const console = await stage.console({ map: false });
  await console.openLive("?durum=park&sira=hiz");
  await console.page.getByRole("button", { name: "Kayıtlı görünümler" }).click();
  const dialog = console.page.getByRole("dialog", { name: "Kayıtlı görünümler" });
  await dialog.getByText("Henüz kayıtlı görünüm yok.").waitFor();
  await dialog.getByRole("button", { name: "Bu görünümü kaydet" }).click();
  await dialog.getByText("Görünüme bir ad yazın.").waitFor();
  await dialog.getByLabel("Görünümün adı").fill("Gece vardiyası");
  await dialog.getByLabel("Kısayol tuşu").selectOption("3");
  await dialog.getByRole("button", { name: "Bu görünümü kaydet" }).click();
  await dialog.getByRole("link", { name: "Gece vardiyası" }).waitFor();
  await console.page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await console.page.getByRole("button", { name: /^Park hâlinde/ }).click();
  await eventually(() => console.query("durum")).toBeNull();
  await console.page.keyboard.press("3");
  await eventually(() => [console.query("durum"), console.query("sira")]).toEqual(["park", "hiz"]);

  await console.page.getByRole("button", { name: "Kayıtlı görünümler" }).click();
  await dialog.getByRole("button", { name: "Sil: Gece vardiyası" }).click();
  await eventually(() => console.server.views.all.length).toBe(0);
  await console.page.getByRole("button", { name: "Geri al" }).click();
  await eventually(() => console.server.views.all.map(({ name, shortcut }) => [name, shortcut])).toEqual([
    ["Gece vardiyası", 3],
  ]);
});

it("tells which vehicles were taken away, in the bell and for a moment", async () => {
  const console = await stage.console({ map: false });
  await console.openLive();
  await eventually(() => console.rows.count()).toBeGreaterThan(5);
  const [first] = console.server.fleet.vehicles.splice(0, 1);
  console.server.live.say({ type: "vehicles-changed" });
  await console.page.getByRole("status").getByText("1 araç artık size açık değil").waitFor();
  await console.page.getByRole("button", { name: "Bildirimler: 1 okunmamış" }).click();
  const list = console.page.getByRole("dialog", { name: "Bildirimler" });
  await list.getByText(first?.vehicle.plate ?? "").waitFor();
  await console.page.keyboard.press("Escape");
  await console.page.getByRole("button", { name: "Bildirimler", exact: true }).waitFor();
});

it("plays test tones and keeps the settings", async () => {
  const console = await stage.console({ map: false });
  await console.openLive();
  await console.page.keyboard.press("n");
  await console.page.getByRole("button", { name: "Ses ayarları" }).click();
  const dialog = console.page.getByRole("dialog", { name: "Ses ayarları" });
  await dialog.getByRole("switch", { name: "Sesli uyarı açık" }).press("Space");
  await dialog.getByRole("checkbox", { name: "Düşük" }).press("Space");
  await dialog.getByRole("button", { name: "Dinle: Acil" }).click();
  await console.page.reload();
  await console.list.waitFor();
  await console.page.keyboard.press("Control+k");
  await console.page.getByRole("textbox", { name: /Araç, mahalle/ }).fill("ses ayar");
  await console.page.keyboard.press("Enter");
  expect(await dialog.getByRole("switch", { name: "Sesli uyarı açık" }).isChecked()).toBe(true);
  expect(await dialog.getByRole("checkbox", { name: "Düşük" }).isChecked()).toBe(true);
});
