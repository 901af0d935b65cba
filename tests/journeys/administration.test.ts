// An administrator's everyday tasks on the real product: registering, connecting, finding out what
// went wrong, undoing.
import { connectAsync } from "mqtt";
import type { Locator } from "playwright-core";
import { beforeAll, expect } from "vitest";
import type { Unit } from "../../domain/unit.ts";
import { ADMIN } from "../harness/kentiz-process.ts";
import { violationsByDayAndNight } from "../web/harness/axe.ts";
import { eventually } from "../web/harness/eventually.ts";
import { it } from "../web/harness/guarded-browser.ts";
import { servedCity } from "./harness/served-city.ts";

const city = servedCity();
let unit: Unit;

beforeAll(async () => {
  unit = await city.admin.call("createUnit", {
    body: { parentId: 1, name: "Iğdır Şube Müdürlüğü", kind: "directorate" },
  });
}, 60_000);

async function administration(path: string, width = 1280) {
  const console = await city.console(ADMIN, { width, height: 800, map: false });
  const { page } = console;
  await console.open(`/yonetim/${path}`);
  const dialog = page.getByRole("dialog");
  return {
    console,
    page,
    dialog,
    button: (name: string | RegExp, within: Locator = page.locator("body")) =>
      within.getByRole("button", { name, exact: true }),
    field: (name: string) => dialog.getByRole("textbox", { name, exact: true }),
    /** Chooses by writing, as people do. */
    async choose(label: string, option: string) {
      await dialog
        .getByRole("textbox", { name: label })
        .or(dialog.getByRole("combobox", { name: label }))
        .first()
        .click();
      await page.getByRole("option", { name: option }).click();
    },
    row: (text: string) => page.getByRole("row").filter({ hasText: text }),
  };
}

it("registers a vehicle, hears that a plate is taken, archives and takes it back", async () => {
  const screen = await administration("araclar");
  const { page, dialog, button, field, row, choose } = screen;
  await button("Araç ekle").first().click();
  await field("Plaka").pressSequentially("35adm101");
  expect(await field("Plaka").inputValue()).toBe("35 ADM 101");
  await button("Kaydet", dialog).click();
  await dialog.getByText("Bu alanı doldurun.").first().waitFor();
  await choose("Tür", "Panelvan");
  await choose("Birim", "Iğdır Şube Müdürlüğü");
  expect(await violationsByDayAndNight(page)).toEqual([]);
  await button("Kaydet", dialog).click();
  await row("35 ADM 101").waitFor({ state: "attached" });
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });

  await button("Araç ekle").first().click();
  await field("Plaka").pressSequentially("35 adm 101");
  await choose("Tür", "Otobüs");
  await choose("Birim", "Iğdır Şube Müdürlüğü");
  await button("Kaydet", dialog).click();
  await dialog.getByText("Bu plaka başka bir araca kayıtlı.").waitFor();
  await page.keyboard.press("Escape");
  await button("Değişiklikleri bırak").click();
  await dialog.first().waitFor({ state: "detached" });

  await button("35 ADM 101: işlemler").click();
  await page.getByRole("menuitem", { name: "Arşivle" }).click();
  await row("35 ADM 101").filter({ hasText: "Arşivde" }).waitFor();
  await button("Geri al").click();
  await row("35 ADM 101").filter({ hasText: "Kullanımda" }).waitFor();
});

it("keeps what was typed until somebody says to drop it", async () => {
  const { page, dialog, button, field } = await administration("birimler?kayit=yeni");
  await field("Ad").fill("Yarım kalan birim");
  await page.keyboard.press("Escape");
  await page.getByText("Kaydedilmemiş değişiklikler var").waitFor();
  await button("Düzenlemeye dön").click();
  await eventually(() => dialog.count()).toBe(1);
  expect(await field("Ad").inputValue()).toBe("Yarım kalan birim");
  await button("Vazgeç", dialog).click();
  await button("Değişiklikleri bırak").click();
  await eventually(() => dialog.count()).toBe(0);
});

it("connects a new device with the password shown once and sees its messages, good and bad", async () => {
  const { page, dialog, button, field, choose } = await administration("cihazlar");
  await button("Cihaz ekle").first().click();
  await field("Ad").fill("Deneme cihazı (örnek veri)");
  await choose("Birim", "Iğdır Şube Müdürlüğü");
  await button("Kaydet", dialog).click();
  await dialog.getByText("Parola yalnızca şimdi gösteriliyor.", { exact: false }).waitFor();
  expect(await violationsByDayAndNight(page)).toEqual([]);
  const [username = "", password = ""] = await dialog.locator("code").allTextContents();
  await dialog.getByRole("tab", { name: "OwnTracks" }).click();
  await dialog.getByRole("img", { name: "OwnTracks ayar karekodu" }).waitFor();
  await button("Parolayı kaydettim, kapat").click();
  await eventually(() => page.content()).not.toContain(password);

  const [device] = (await city.admin.call("listDevices", { query: { q: "Deneme cihazı" } })).items;
  await page.goto(`${city.url}/yonetim/cihazlar?kayit=${device?.id ?? 0}&sekme=canli`);
  await dialog.getByText("Dinleniyor").waitFor();
  const client = await connectAsync(`mqtt://127.0.0.1:${city.mqttPort}`, { username, password });
  const topic = `kentiz/${username}/position`;
  await client.publishAsync(topic, JSON.stringify({ t: Date.now(), lat: 38.38, lon: 27.11 }), { qos: 1 });
  await dialog.getByText("1 kayıt kabul edildi").waitFor();
  await button("Duraklat", dialog).click();
  await client.publishAsync(topic, JSON.stringify({ t: Date.now(), lat: 138, lon: 27.11 }), { qos: 1 });
  await button("Sürdür (1 yeni)", dialog).click();
  await dialog.getByText("Geri çevrildi: Enlem aralık dışında (lat)").waitFor();
  await client.endAsync();

  await dialog.getByRole("tab", { name: "Retler" }).click();
  await dialog.getByRole("link", { name: "Tümünü retler ekranında aç" }).click();
  await page.waitForURL(/\/yonetim\/retler\?cihaz=\d+/);
  await page.getByRole("row").filter({ hasText: "Enlem aralık dışında" }).click();
  await dialog.getByText("enlem ve boylam yer değiştirmiş olabilir", { exact: false }).waitFor();
  await dialog.getByText('"lat":138', { exact: false }).waitFor();
  expect(await violationsByDayAndNight(page)).toEqual([]);
});

it("imports what is right in a list and says what is wrong with the rest", async () => {
  const { page, dialog, button, row } = await administration("araclar");
  await button("CSV'den al").click();
  await dialog
    .getByLabel("Ya da tabloyu buraya yapıştırın")
    .fill("Plaka;Tür;Birim\n35 ADM 201;Panelvan;Iğdır Şube Müdürlüğü\nXX 1;Panelvan;Iğdır Şube Müdürlüğü");
  await button("Denetle", dialog).click();
  await dialog.getByText("2 satır okundu: 1 uygun, 1 hatalı.").waitFor();
  await dialog.getByText("Plaka geçersiz: 35 ABC 12 gibi yazın.").waitFor();
  expect(await violationsByDayAndNight(page)).toEqual([]);
  // All or nothing is the safe answer: it writes nothing while something is wrong.
  expect(await button("1 kaydı ekle", dialog).isDisabled()).toBe(true);
  await dialog.getByRole("radio", { name: "Yalnız uygun 1 satır" }).check();
  await button("1 kaydı ekle", dialog).click();
  await dialog.getByText("1 kayıt eklendi.").waitFor();
  await button("Kapat", dialog).last().click();
  await row("35 ADM 201").waitFor();
});

it("finds in a table by any spelling and keeps the view in the address", async () => {
  await city.admin.call("createVehicle", { body: { code: "GRY-07", kind: "grader", unitId: unit.id } });
  const { page, row } = await administration("araclar");
  await row("GRY-07").waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("IĞDIR gry");
  await eventually(() => page.getByRole("row").count()).toBe(2);
  await page.getByRole("columnheader", { name: "Araç" }).getByRole("button").click();
  await eventually(() => new URL(page.url()).search).toMatch(/ara=.*sira=arac/);
  await page.reload();
  await eventually(() => page.getByRole("row").count()).toBe(2);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV", exact: true }).click();
  expect((await download).suggestedFilename()).toBe("araclar.csv");
});

it("walks the tree of units by keyboard and is told what keeps a unit from being deleted", async () => {
  await city.admin.call("createVehicle", { body: { code: "DOLU-1", kind: "other", unitId: unit.id } });
  const { page, dialog, button } = await administration("birimler");
  const items = page.getByRole("treeitem");
  await items.first().focus();
  await page.keyboard.press("ArrowLeft");
  await eventually(() => items.count()).toBe(1);
  await page.keyboard.press("ArrowRight");
  await eventually(() => items.count()).toBeGreaterThan(1);
  await page.keyboard.type("ig");
  await page.keyboard.press("Enter");
  await button("Birimi sil", dialog).click();
  await button("Sil", dialog.last()).click();
  await dialog.getByText(/^Birim boş olmadığı için silinemedi: .*araç/).waitFor();
});

it("gives a person a role and a temporary password, and locks them", async () => {
  const { page, dialog, button, field, choose, row } = await administration("kullanicilar");
  await button("Kullanıcı ekle").first().click();
  await field("Ad soyad").fill("Örnek Sevk Görevlisi");
  await field("Kullanıcı adı").fill("ornek.sevk");
  await button("Yetki ekle", dialog).click();
  await dialog.getByText("Bir şey değiştiremez.", { exact: false }).waitFor();
  await choose("Birim", "Iğdır Şube Müdürlüğü");
  expect(await violationsByDayAndNight(page)).toEqual([]);
  await button("Kaydet", dialog).click();
  await dialog.getByText("Geçici parola", { exact: true }).waitFor();
  const [, password = ""] = await dialog.locator("code").allTextContents();
  await button("Parolayı ilettim, kapat").click();
  const signIn = (): Promise<number> =>
    page
      .context()
      .browser()!
      .newContext()
      .then(async (context) => {
        const answer = await context.request.post(`${city.url}/api/session`, {
          data: { username: "ornek.sevk", password },
        });
        await context.close();
        return answer.status();
      });
  expect(await signIn()).toBe(200);
  await row("Örnek Sevk Görevlisi").click();
  await button("Kilitle", dialog).click();
  await row("Örnek Sevk Görevlisi").filter({ hasText: "Kilitli" }).waitFor({ state: "attached" });
  expect(await signIn()).toBe(401);
});

it("connects a network server: what it speaks of is registered with one click and then heard; its topics change", async () => {
  const screen = await administration("entegrasyonlar");
  const { page, dialog, button, field, choose, row } = screen;
  await button("Entegrasyon ekle").first().click();
  await field("Ad").fill("Örnek LoRaWAN sunucusu");
  await choose("Gönderdiği biçim", "ChirpStack");
  await choose("Birim", "Iğdır Şube Müdürlüğü");
  expect(await violationsByDayAndNight(page)).toEqual([]);
  await button("Kaydet", dialog).click();
  await dialog.getByText(`mqtt://127.0.0.1:${city.mqttPort}`).waitFor();
  expect(await violationsByDayAndNight(page)).toEqual([]);
  const [username = "", password = ""] = await dialog.locator("code").allTextContents();
  await button("Parolayı kaydettim, kapat").click();

  const client = await connectAsync(`mqtt://127.0.0.1:${city.mqttPort}`, { username, password });
  const eui = "70b3d57ed0050001";
  const uplink = (temperature: number): Promise<unknown> =>
    client.publishAsync(
      `application/1/device/${eui}/event/up`,
      JSON.stringify({
        time: new Date().toISOString(),
        deviceInfo: { devEui: eui, deviceName: "Örnek sıcaklık sensörü", applicationId: "1" },
        object: { temperature },
      }),
      { qos: 1 },
    );
  await uplink(17);
  await page.reload();
  await row("Örnek LoRaWAN sunucusu").click();
  await dialog.getByText("Örnek sıcaklık sensörü").waitFor();
  expect(await violationsByDayAndNight(page)).toEqual([]);
  await button("Kaydet", dialog.getByRole("listitem")).click();
  await dialog.getByText("Bu entegrasyonun sözünü ettiği bütün cihazlar kayıtlı.").waitFor();
  await dialog.getByLabel("Yayımlayabileceği konular").fill("application/1/#");
  await page.keyboard.press("Enter");
  await button("Kaydet", dialog.getByRole("form")).click();
  await dialog.waitFor({ state: "detached" });
  await uplink(18.5);
  await client.endAsync();

  const [device] = (await city.admin.call("listDevices", { query: { q: "sicaklik" } })).items;
  await page.goto(`${city.url}/yonetim/cihazlar?kayit=${device?.id ?? 0}&sekme=olcumler`);
  await dialog.getByText("18,5", { exact: false }).waitFor();
  expect(await violationsByDayAndNight(page)).toEqual([]);
  await button("Düzenle: temperature", dialog).click();
  await field("Ad").fill("Hava sıcaklığı");
  await field("Ölçü birimi").fill("Cel");
  expect(await violationsByDayAndNight(page)).toEqual([]);
  await button("Kaydet", dialog).click();
  await dialog.getByText("18,5 °C").waitFor();
});

it("makes an API token that reads until it is revoked", async () => {
  const { page, dialog, button, field, row } = await administration("anahtarlar");
  await button("Anahtar oluştur").first().click();
  await field("Ad").fill("Örnek rapor aracı");
  expect(await violationsByDayAndNight(page)).toEqual([]);
  await button("Oluştur", dialog).click();
  const token = (await dialog.locator("code").first().textContent()) ?? "";
  expect(await violationsByDayAndNight(page)).toEqual([]);
  await button("Anahtarı kaydettim, kapat").click();
  const statusWith = async (): Promise<number> =>
    (await fetch(`${city.url}/api/vehicles`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await statusWith()).toBe(200);
  await row("Örnek rapor aracı").click();
  await button("İptal et", dialog).click();
  await button("Anahtarı iptal et").click();
  await row("Örnek rapor aracı").waitFor({ state: "detached" });
  expect(await statusWith()).toBe(401);
});
