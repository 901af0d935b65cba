// A dispatcher's everyday tasks, by keyboard alone, on the real product with trackers that publish.
import { afterAll, beforeAll, expect } from "vitest";
import { type ConsoleDriver, type Person } from "../web/harness/console-driver.ts";
import { eventually } from "../web/harness/eventually.ts";
import { it } from "../web/harness/guarded-browser.ts";
import { KeyboardPerson } from "./harness/keyboard-person.ts";
import { servedCity } from "./harness/served-city.ts";
import { startTracker, type Tracker } from "./harness/tracker.ts";

const city = servedCity();
let trackers: Tracker[];
let dispatcher: Person;

beforeAll(async () => {
  dispatcher = await city.addPerson("dispatcher");
  const cleaning = await city.admin.call("createUnit", {
    body: { parentId: 1, name: "Temizlik İşleri Müdürlüğü", kind: "directorate" },
  });
  trackers = await Promise.all([
    startTracker(city, { plate: "35 SNR 101", kind: "compactor", unitId: cleaning.id }, "driving", {
      lon: 27.106,
      lat: 38.374,
    }),
    startTracker(city, { plate: "35 SNR 102", kind: "sweeper", unitId: cleaning.id }, "idling", {
      lon: 27.112,
      lat: 38.38,
    }),
    startTracker(city, { code: "GRY-07", kind: "grader" }, "parked", { lon: 27.118, lat: 38.384 }),
  ]);
}, 120_000);
afterAll(() => Promise.all(trackers.map((tracker) => tracker.stop())));

/** given, when and outcome of the dispatcher's journeys. */
function journey(console: ConsoleDriver<{ url: string }>) {
  const person = new KeyboardPerson(console.page);
  const button = (name: string | RegExp) => console.page.getByRole("button", { name });
  const choose = async (label: string, option: string): Promise<void> => {
    await person.tabTo(console.page.getByRole("combobox", { name: label }));
    // A closed choice takes the first letters of its option.
    await person.type(option);
  };
  return {
    given: { signInPage: () => console.openSignIn("/canli"), liveScreen: (search = "") => console.openLive(search) },
    when: {
      signsIn: async () => {
        await eventually(() => console.page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe(
          "username",
        );
        await person.type(dispatcher.username);
        await person.press("Tab");
        await person.type(dispatcher.password);
        await person.press("Enter");
      },
      searchesFor: async (text: string) => {
        await person.press("/");
        await person.type(text);
      },
      opensTheFirst: () => person.press("ArrowDown", "Enter"),
      togglesFollowing: () => person.press("f"),
      togglesState: (word: string) => person.activate(button(new RegExp(`^${word}`))),
      groupsBy: (option: string) => choose("Grupla", option),
      lets: () => person.press("Escape"),
      opensTheUserMenu: () => person.activate(button(/^(Kullanıcı menüsü|User menu)/)),
      choosesInMenu: async (name: string) => {
        const item = console.page.getByRole("menuitemradio", { name }).or(console.page.getByRole("menuitem", { name }));
        await item.waitFor();
        for (let stop = 0; stop < 20; stop += 1) {
          if (await item.evaluate((element) => element === document.activeElement)) break;
          await person.press("ArrowDown");
        }
        await person.press("Enter");
      },
      leavesTheMenu: async () => {
        await person.press("Escape");
        await console.page.getByRole("menu").waitFor({ state: "detached" });
      },
      commands: async (words: string) => {
        await person.press("Control+k");
        await eventually(() => console.page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toMatch(
          /^Araç, mahalle/,
        );
        await person.type(words);
        // Typing has found it: it is what Enter starts.
        await console.page.locator("[data-selected]").filter({ hasText: words }).waitFor();
        await person.press("Enter");
      },
      savesTheView: async (name: string, key: string) => {
        await eventually(() =>
          console.page
            .getByRole("textbox", { name: "Görünümün adı" })
            .evaluate((box) => box === document.activeElement),
        ).toBe(true);
        await person.type(name);
        await person.press("Tab");
        await person.type(key);
        await person.activate(button("Bu görünümü kaydet"));
      },
      measuresAcrossTheMap: async () => {
        await person.press("m");
        await person.tabTo(console.page.locator("canvas.maplibregl-canvas"));
        await person.press("Enter");
        await person.press("ArrowRight");
        // The map glides: the second corner belongs where it has come to rest.
        await console.mapAtRest();
        await person.press("Enter");
      },
      presses: (key: string) => person.press(key),
      asksForHelp: () => person.press("Shift+?"),
    },
    outcome: {
      seesTheFleet: (count: number) => eventually(() => console.rows.count()).toBe(count),
      isLive: () => eventually(() => console.connection.innerText()).toContain("Canlı"),
      seesOnly: (label: string) => eventually(() => console.shownLabels()).toEqual([label]),
      sees: (words: string | RegExp) => console.page.getByText(words).first().waitFor(),
      seesMeasured: (words: RegExp) =>
        eventually(() => console.page.getByRole("region", { name: "Ölçüm" }).innerText()).toMatch(words),
      seesNothingMeasured: () => console.page.getByRole("region", { name: "Ölçüm" }).waitFor({ state: "detached" }),
      seesWindow: (name: string) => console.page.getByRole("dialog", { name }).waitFor(),
      seesNoWindow: () => console.page.getByRole("dialog").waitFor({ state: "detached" }),
      seesDetailsOf: (label: string) => console.details.getByRole("heading", { name: label }).waitFor(),
      seesDetail: (words: string | RegExp) => eventually(() => console.details.innerText()).toMatch(words),
      seesNoDetails: () => console.details.waitFor({ state: "detached" }),
      addressHolds: (name: string, value: string | null) => eventually(() => console.query(name)).toBe(value),
      listHasTheFocus: async () =>
        expect(
          await console.list.or(console.page.getByRole("tree")).evaluate((list) => list === document.activeElement),
        ).toBe(true),
      themeIs: (scheme: string) =>
        eventually(() => console.page.locator("html").getAttribute("data-mantine-color-scheme")).toBe(scheme),
      isSignedOut: () => console.page.waitForURL(/\/giris/),
    },
  };
}

it("signs in, finds a vehicle by its plate, selects it, follows it, reads its last hour and lets it go", async () => {
  const { given, when, outcome } = journey(await city.console(dispatcher));
  await given.signInPage();
  await when.signsIn();
  await outcome.seesTheFleet(3);
  await outcome.isLive();
  await when.searchesFor("35snr101");
  await outcome.seesOnly("35 SNR 101");
  await when.opensTheFirst();
  await outcome.seesDetailsOf("35 SNR 101");
  await outcome.seesDetail(/36 km\/sa/);
  await outcome.seesDetail(/En yüksek 36 km\/sa/);
  await when.togglesFollowing();
  await outcome.sees("Takip ediliyor");
  await when.lets();
  await outcome.seesNoDetails();
  await outcome.listHasTheFocus();
});

it("filters what idles, groups by unit, changes appearance and language, asks for help and signs out", async () => {
  const { given, when, outcome } = journey(await city.console(dispatcher, { map: false }));
  await given.liveScreen();
  await outcome.seesTheFleet(3);
  await when.togglesState("Rölantide");
  await outcome.seesOnly("35 SNR 102");
  await outcome.addressHolds("durum", "rolantide");
  await when.togglesState("Rölantide");
  await when.groupsBy("Birime");
  await outcome.sees("Temizlik İşleri Müdürlüğü");
  await when.opensTheUserMenu();
  await when.choosesInMenu("Koyu");
  await outcome.themeIs("dark");
  await when.leavesTheMenu();
  await when.asksForHelp();
  await outcome.seesWindow("Yardım ve kısayollar");
  await when.lets();
  await outcome.seesNoWindow();
  await when.opensTheUserMenu();
  await when.choosesInMenu("English");
  await when.choosesInMenu("Sign out");
  await outcome.isSignedOut();
});

it("measures a distance", async () => {
  const { given, when, outcome } = journey(await city.console(dispatcher));
  await given.liveScreen("?z=15.00&c=38.38000,27.11500");
  await when.measuresAcrossTheMap();
  await outcome.seesMeasured(/Uzunluk\s+[\d.,]+ m/);
  await when.lets();
  await outcome.seesNothingMeasured();
});

it("saves a view, comes back to it with its number, and commands by words", async () => {
  const { given, when, outcome } = journey(await city.console(dispatcher, { map: false }));
  await given.liveScreen("?durum=rolantide");
  await outcome.seesOnly("35 SNR 102");
  await when.commands("Kayıtlı görünümler");
  await outcome.seesWindow("Kayıtlı görünümler");
  await when.savesTheView("Rölantidekiler", "3");
  await outcome.sees("“Rölantidekiler” kaydedildi");
  await when.lets();
  await outcome.seesNoWindow();
  await when.togglesState("Rölantide");
  await outcome.seesTheFleet(3);
  await when.presses("3");
  await outcome.addressHolds("durum", "rolantide");
  await outcome.seesOnly("35 SNR 102");
  await when.commands("Açık / koyu görünümü değiştir");
  await outcome.themeIs("dark");
  await when.commands("GRY-07");
  await outcome.seesDetailsOf("GRY-07");
});
