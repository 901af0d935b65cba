// Signing in and out, in words, with the keyboard, back to where somebody was.
import { expect } from "vitest";
import { setStage } from "./harness/console-driver.ts";
import { eventually } from "./harness/eventually.ts";
import { it } from "./harness/guarded-browser.ts";

const stage = setStage();

it("asks for what is missing and puts the focus there", async () => {
  const console = await stage.console();
  await console.openSignIn();
  expect(await console.page.title()).toBe("Oturum aç · Kentiz");
  expect(await console.page.locator("html").getAttribute("lang")).toBe("tr");
  const username = console.page.getByLabel("Kullanıcı adı");
  await eventually(() => username.evaluate((input) => input === document.activeElement)).toBe(true);
  await console.page.keyboard.press("Enter");
  await console.page.getByText("Kullanıcı adınızı yazın.").waitFor();
  await username.fill("ayse");
  await console.page.keyboard.press("Enter");
  await console.page.getByText("Parolanızı yazın.").waitFor();
  expect(await console.page.locator("input[name=password]").evaluate((input) => input === document.activeElement)).toBe(
    true,
  );
});

it("says that name or password is wrong, and makes people wait in the open after many tries", async () => {
  const console = await stage.console();
  await console.openSignIn();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const answered = console.page.waitForResponse(/api\/session/);
    await console.signIn("yanlis-parola");
    await answered;
  }
  await eventually(() => console.alert.textContent()).toContain("Kullanıcı adı veya parola yanlış.");
  await console.signIn();
  await eventually(() => console.alert.textContent()).toContain("3 sn sonra yeniden deneyebilirsiniz");
  const button = console.page.locator("button[type=submit]");
  await eventually(() => button.textContent()).toMatch(/[12] sn bekleyin/);
  expect(await button.isDisabled()).toBe(true);
  await eventually(() => button.isEnabled()).toBe(true);
  expect(await console.alert.textContent()).toContain("Şimdi yeniden deneyebilirsiniz.");
});

it("warns about Caps Lock and shows the password on request", async () => {
  const console = await stage.console();
  await console.openSignIn();
  const password = console.page.locator("input[name=password]");
  await password.focus();
  await password.dispatchEvent("keydown", { key: "A", modifierCapsLock: true });
  await console.page.getByText("Büyük harf kilidi (Caps Lock) açık.").waitFor();
  await password.fill("gizli");
  await console.page.getByRole("button", { name: "Parolayı göster" }).click();
  expect(await password.getAttribute("type")).toBe("text");
  await console.page.getByRole("button", { name: "Parolayı gizle" }).click();
  expect(await password.getAttribute("type")).toBe("password");
});

it("goes to where somebody wanted to go, with the whole view", async () => {
  const console = await stage.console({ map: false });
  await console.openSignIn("/canli?z=15.00&c=38.38000,27.11500&durum=park");
  await console.signIn();
  await console.page.waitForURL(/\/canli/);
  await console.list.waitFor();
  expect([console.query("z"), console.query("c"), console.query("durum")]).toEqual(["15", "38.38000,27.11500", "park"]);
});

it("never returns to another site", async () => {
  const console = await stage.console();
  await console.openSignIn("/giris?donus=//evil.example/canli");
  await console.signIn();
  await console.page.waitForURL(`${console.server.url}/canli**`);
});

it("asks for a sign-in over the screen when the session ends, and goes on with everything in place", async () => {
  const console = await stage.console({ map: false });
  await console.openLive("?z=15.00&c=38.38000,27.11500&sec=6");
  await console.search.fill("yarım kalan söz");
  console.server.endSessions();
  console.server.live.drop(4401);
  const dialog = console.page.getByRole("dialog", { name: "Yeniden oturum açın" });
  await dialog.getByText("Oturumunuz sona erdi.").waitFor();
  await console.page.keyboard.press("Escape");
  await dialog.waitFor();
  expect(await dialog.getByLabel("Kullanıcı adı").inputValue()).toBe("ayse");
  await console.signIn();
  await dialog.waitFor({ state: "detached" });
  expect(await console.search.inputValue()).toBe("yarım kalan söz");
  expect([console.query("sec"), console.query("c")]).toEqual(["6", "38.38000,27.11500"]);
  await eventually(() => console.connection.innerText()).toContain("Canlı");
});

it("notices by a refused socket that the session is over, and lets people leave instead", async () => {
  const console = await stage.console({ map: false });
  await console.openLive();
  console.server.endSessions();
  console.server.live.drop();
  await console.page.getByRole("button", { name: "Vazgeç ve çık" }).click();
  await console.page.waitForURL(/\/giris\?donus=/);
});

it("finishes a call that met the end of the session", async () => {
  const console = await stage.console({ map: false });
  await console.openLive();
  console.server.endSessions();
  await console.rows.first().click();
  await console.page.getByRole("dialog", { name: "Yeniden oturum açın" }).waitFor();
  await console.signIn();
  await console.details.getByText("Mahalle").or(console.details.getByText("Şehitler")).first().waitFor();
});

it("signs out and speaks English from then on", async () => {
  const console = await stage.console({ map: false });
  await console.openLive();
  await console.page.getByRole("button", { name: "Kullanıcı menüsü: Ayşe Işık" }).click();
  await console.page.getByRole("menuitemradio", { name: "English" }).click();
  await console.page.getByRole("menuitem", { name: "Sign out" }).click();
  await console.page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(await console.page.locator("html").getAttribute("lang")).toBe("en");
  await console.page.reload();
  await console.page.getByLabel("User name").waitFor();
});

it("says what to do when the server does not answer somebody who is signed in", async () => {
  const console = await stage.console();
  await console.openLive();
  console.server.fail({ path: "/api/session", code: "database_unavailable" });
  await console.page.reload();
  await console.page.getByRole("heading", { name: "Sunucu veritabanına ulaşamıyor" }).waitFor();
  console.server.fail(null);
  await console.page.getByRole("button", { name: "Yeniden dene" }).click();
  await console.mapAtRest();
});
