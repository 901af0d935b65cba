// An administrator's tasks on the real product: from a new unit to a device whose first report appears
// on the map, a refused report that is explained, a device that is revoked, a form that survives the
// end of the session.
import { connectAsync } from "mqtt";
import { expect } from "vitest";
import { ADMIN } from "../harness/kentiz-process.ts";
import type { ConsoleDriver } from "../web/harness/console-driver.ts";
import { eventually } from "../web/harness/eventually.ts";
import { it } from "../web/harness/guarded-browser.ts";
import { servedCity } from "./harness/served-city.ts";

const city = servedCity();

function journey(console: ConsoleDriver<{ url: string }>) {
  const { page } = console;
  const field = (label: string) => page.getByRole("dialog").getByRole("textbox", { name: label });
  const choose = async (label: string, option: string): Promise<void> => {
    await page.getByRole("dialog").getByRole("combobox", { name: label }).or(field(label)).first().click();
    await page.getByRole("option", { name: option }).first().click();
  };
  const save = () => page.getByRole("dialog").getByRole("button", { name: "Kaydet" }).click();
  const closed = () => page.getByRole("dialog").waitFor({ state: "detached" });
  return {
    given: { section: (name: string) => console.open(`/yonetim/${name}`) },
    when: {
      chooses: choose,
      saves: save,
      addsUnit: async (name: string) => {
        await page.getByRole("button", { name: "Birim ekle" }).first().click();
        await field("Ad").fill(name);
        await save();
        await closed();
      },
      addsVehicle: async (plate: string, kind: string, unit: string) => {
        await page.getByRole("button", { name: "Araç ekle" }).first().click();
        await field("Plaka").fill(plate);
        await choose("Tür", kind);
        await choose("Birim", unit);
        await save();
      },
      startsAVehicle: async (plate: string, name: string) => {
        await page.getByRole("button", { name: "Araç ekle" }).first().click();
        await field("Plaka").fill(plate);
        await field("Ad").fill(name);
      },
      addsDevice: async (name: string, format: string, vehicle: string) => {
        await page.getByRole("button", { name: "Cihaz ekle" }).first().click();
        await field("Ad").fill(name);
        await choose("Gönderdiği biçim", format);
        await choose("Araç", vehicle);
        await save();
      },
      /** User name and password as the dialog shows them, this once. */
      readsTheCredential: async (device: string) => {
        const dialog = page.getByRole("dialog", { name: `${device} için bağlantı bilgileri` });
        await dialog.waitFor();
        const [username = "", password = ""] = await dialog.locator("code").allTextContents();
        return { username, password };
      },
      putsTheCredentialAway: () => page.getByRole("button", { name: "Parolayı kaydettim, kapat" }).click(),
      opensDevice: (name: string) => page.getByRole("gridcell", { name }).first().click(),
      revokes: async () => {
        await page.getByRole("button", { name: "İptal et" }).click();
        await page.getByRole("button", { name: "Cihazı iptal et" }).click();
      },
    },
    outcome: {
      sees: (words: string | RegExp) => page.getByText(words).first().waitFor(),
      seesRow: (words: string | RegExp) => page.getByRole("row").filter({ hasText: words }).first().waitFor(),
      finds: async (plate: string, words: RegExp) => {
        await console.openLive();
        await console.search.fill(plate);
        await eventually(() => console.rows.first().innerText()).toMatch(words);
      },
    },
  };
}

const publish = async (credential: { username: string; password: string }, payload: string): Promise<void> => {
  const client = await connectAsync(`mqtt://127.0.0.1:${city.mqttPort}`, credential);
  await client.publishAsync(`kentiz/${credential.username}/position`, payload, { qos: 1 });
  await client.endAsync();
};

it("brings a vehicle onto the map: unit, vehicle, device, first report; then a refusal, then the end of the device", async () => {
  const { given, when, outcome } = journey(await city.console(ADMIN, { width: 1280, height: 800, map: false }));
  await given.section("birimler");
  await when.addsUnit("Park ve Bahçeler Müdürlüğü");
  await outcome.sees("Park ve Bahçeler Müdürlüğü");

  await given.section("araclar");
  await when.addsVehicle("35 YNT 071", "Kamyonet", "Park ve Bahçeler Müdürlüğü");
  await outcome.seesRow("35 YNT 071");

  await given.section("cihazlar");
  await when.addsDevice("Örnek takip cihazı", "Kentiz", "35 YNT 071");
  const credential = await when.readsTheCredential("Örnek takip cihazı");
  await when.putsTheCredentialAway();
  await publish(credential, JSON.stringify({ t: Date.now(), lat: 38.38, lon: 27.11, speedKmh: 27, ignition: true }));
  await outcome.finds("35ynt071", /27 km\/sa/);

  await publish(credential, '{"lat": "north"}');
  await given.section("retler");
  await outcome.seesRow("Örnek takip cihazı");

  await given.section("cihazlar");
  await when.opensDevice("Örnek takip cihazı");
  await when.revokes();
  await outcome.sees(/iptal edildi/);
  await expect(publish(credential, "{}")).rejects.toThrow(/Not authorized|Bad username or password/i);
});

it("loses nothing that was typed when the session ends in the middle of an edit", async () => {
  await city.admin.call("createUnit", {
    body: { parentId: 1, name: "Ulaşım Hizmetleri Müdürlüğü", kind: "directorate" },
  });
  const console = await city.console(ADMIN, { width: 1280, height: 800, map: false });
  const { given, when, outcome } = journey(console);
  await given.section("araclar");
  await when.startsAVehicle("35 YNT 072", "Yarım kalmış ad");
  await when.chooses("Tür", "Kamyonet");
  await when.chooses("Birim", "Ulaşım Hizmetleri Müdürlüğü");
  await console.page.context().clearCookies();
  await when.saves();
  const again = console.page.getByRole("dialog", { name: "Yeniden oturum açın" });
  await again.waitFor();
  await console.signIn();
  await again.waitFor({ state: "detached" });
  await outcome.seesRow("35 YNT 072");
  await outcome.seesRow("Yarım kalmış ad");
});
