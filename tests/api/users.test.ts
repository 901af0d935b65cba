import { afterEach, beforeEach, expect, it } from "vitest";
import { ADMIN, PASSWORD, startTestApi, type TestApi } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";

const newcomer = (username: string, grants: { role: "viewer" | "dispatcher" | "administrator"; unitId: number }[]) => ({
  body: { username, displayName: username, password: PASSWORD, grants },
});

describeOnBothDatabases("users", (open) => {
  let test: TestApi;
  beforeEach(async () => {
    const { database } = await open();
    test = await startTestApi(database);
  });
  afterEach(() => test.stop());

  it("are created with roles and never show their password", async () => {
    const { admin, root } = test;
    const user = await admin.call("createUser", newcomer(" Ayse ", [{ role: "dispatcher", unitId: root.id }]));
    expect(user).toMatchObject({
      username: "ayse",
      disabled: false,
      grants: [{ role: "dispatcher", unitId: root.id }],
    });
    const { items } = await admin.call("listUsers");
    expect(items.map((entry) => entry.username)).toEqual(["admin", "ayse"]);
  });

  it.each([
    [{ username: "a b" }, { path: "username", reason: "wrong_format" }],
    [{ password: "kısa" }, { path: "password", reason: "too_short" }],
    [{ displayName: " " }, { path: "displayName", reason: "too_short" }],
    [{ grants: [{ role: "king", unitId: 1 }] }, { path: "grants[0].role", reason: "not_offered" }],
    [{ grants: [{ role: "viewer", unitId: 4711 }] }, { path: "grants[0].unitId", reason: "unit_unknown" }],
  ])("are refused with %o", async (fields, expected) => {
    const response = await test.admin.fetch("/api/users", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...newcomer("ayse", []).body, ...fields }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "input_invalid", fields: [expected] });
  });

  it("cannot share a name", async () => {
    await test.createUser("ayse", "viewer", test.root);
    const problem = await test.admin.refused("createUser", newcomer("AYSE", []));
    expect(problem).toMatchObject({ code: "username_taken", fields: [{ path: "username", reason: "username_taken" }] });
  });

  it("get at most the rights of whoever creates them, where those hold", async () => {
    const [cleaning, parks] = [await test.createUnit("Temizlik"), await test.createUnit("Park")];
    const chief = await test.clientOf("sef", "administrator", cleaning);
    await chief.call("createUser", newcomer("isci", [{ role: "dispatcher", unitId: cleaning.id }]));
    const outside = await chief.refused("createUser", newcomer("biri", [{ role: "viewer", unitId: parks.id }]));
    expect(outside.fields).toEqual([{ path: "grants[0].unitId", reason: "unit_unknown" }]);
    const above = await chief.refused("createUser", newcomer("biri", [{ role: "viewer", unitId: test.root.id }]));
    expect(above.fields).toEqual([{ path: "grants[0].unitId", reason: "unit_unknown" }]);
    // Someone without any role belongs to the root alone.
    expect((await chief.refused("createUser", newcomer("biri", []))).code).toBe("forbidden");
  });

  it("need the right to deal with users at all", async () => {
    const dispatcher = await test.clientOf("ayse", "dispatcher", test.root);
    expect((await dispatcher.refused("listUsers")).code).toBe("forbidden");
    expect((await dispatcher.refused("createUser", newcomer("biri", []))).code).toBe("forbidden");
  });

  it("can only be changed by someone with all their rights", async () => {
    const [cleaning, parks] = [await test.createUnit("Temizlik"), await test.createUnit("Park")];
    const chief = await test.clientOf("sef", "administrator", cleaning);
    const both = await test.admin.call(
      "createUser",
      newcomer("ikili", [
        { role: "viewer", unitId: cleaning.id },
        { role: "viewer", unitId: parks.id },
      ]),
    );
    const stranger = await test.createUser("yabanci", "viewer", parks);
    const takeover = { password: "ele-geçirildi" };
    expect((await chief.refused("changeUser", { params: { id: both.id }, body: takeover })).code).toBe("forbidden");
    expect((await chief.refused("changeUser", { params: { id: stranger.id }, body: takeover })).code).toBe("not_found");
    expect((await chief.refused("changeUser", { params: { id: 4711 }, body: takeover })).code).toBe("not_found");
    expect((await chief.call("listUsers")).items.map((user) => user.username).toSorted()).toEqual(["ikili", "sef"]);
  });

  it("lose and gain roles at once", async () => {
    const cleaning = await test.createUnit("Temizlik");
    const user = await test.createUser("ayse", "viewer", cleaning);
    const client = await test.signIn("ayse", PASSWORD);
    const change = { grants: [{ role: "administrator", unitId: cleaning.id }] } as const;
    await test.admin.call("changeUser", { params: { id: user.id }, body: { ...change, grants: [...change.grants] } });
    expect((await client.call("getSession")).permissions).toContain("user:write");
    await test.admin.call("changeUser", { params: { id: user.id }, body: { grants: [] } });
    expect((await client.refused("listVehicles")).code).toBe("forbidden");
    expect((await client.call("getSession")).permissions).toEqual([]);
  });

  it("are found by name, role, unit and lock", async () => {
    const [cleaning, parks] = [await test.createUnit("Temizlik"), await test.createUnit("Park")];
    const sweeping = await test.createUnit("Süpürme", cleaning);
    const named = (username: string, displayName: string, role: "viewer" | "dispatcher", unitId: number) =>
      test.admin.call("createUser", {
        body: { username, displayName, password: PASSWORD, grants: [{ role, unitId }] },
      });
    await named("ayse", "Ayşe Işık", "dispatcher", sweeping.id);
    await named("bora", "Bora Şen", "viewer", parks.id);
    const { id } = await named("cem", "Cem Çağ", "viewer", cleaning.id);
    await test.admin.call("changeUser", { params: { id }, body: { disabled: true, displayName: "Cem Öz" } });
    const found = async (query: Parameters<typeof test.admin.call<"listUsers">>[1]): Promise<string[]> =>
      (await test.admin.call("listUsers", query)).items.map((user) => user.username);
    expect(await found({ query: { q: "IŞIK" } })).toEqual(["ayse"]);
    expect(await found({ query: { q: "cem oz" } })).toEqual(["cem"]);
    expect(await found({ query: { role: "viewer" } })).toEqual(["bora", "cem"]);
    expect(await found({ query: { unitId: cleaning.id } })).toEqual(["ayse", "cem"]);
    expect(await found({ query: { unitId: cleaning.id, role: "viewer" } })).toEqual(["cem"]);
    expect(await found({ query: { disabled: "true" } })).toEqual(["cem"]);
    expect(await found({ query: { disabled: "false", q: "b" } })).toEqual(["bora"]);
  });

  it("show when they last signed in", async () => {
    const { id } = await test.createUser("ayse", "viewer", test.root);
    expect(await test.admin.call("getUser", { params: { id } })).toMatchObject({ lastSignInAt: null });
    await test.signIn("ayse", PASSWORD);
    const { lastSignInAt } = await test.admin.call("getUser", { params: { id } });
    expect(Date.now() - Date.parse(lastSignInAt ?? "")).toBeLessThan(60_000);
  });

  it("get a temporary password that is shown once and asked to be changed", async () => {
    const { id, temporaryPassword } = await test.admin.call("createUser", {
      body: { username: "ayse", displayName: "Ayşe", grants: [{ role: "viewer", unitId: test.root.id }] },
    });
    const first = await test.signIn("ayse", temporaryPassword ?? "");
    expect(await first.call("getSession")).toMatchObject({ passwordTemporary: true });

    const wrong = { username: "ayse", password: "yanlış-parola" };
    for (let i = 0; i < 7; i += 1) await test.anonymous().refused("signIn", { body: wrong });
    const reset = await test.admin.call("resetPassword", { params: { id }, body: {} });
    expect(reset.temporaryPassword).not.toBe(temporaryPassword);
    expect((await first.refused("getSession")).code).toBe("not_signed_in");
    // Whoever forgot the password has tried it too often: the new one works at once.
    const second = await test.signIn("ayse", reset.temporaryPassword ?? "");
    const body = { currentPassword: reset.temporaryPassword ?? "", newPassword: "yepyeni-parola" };
    await second.call("changeOwnPassword", { body });
    expect(await second.call("getSession")).toMatchObject({ passwordTemporary: false });

    const chosen = await test.admin.call("resetPassword", { params: { id }, body: { password: "seçilmiş-parola" } });
    expect(chosen).toEqual({ temporaryPassword: null });
    await test.signIn("ayse", "seçilmiş-parola");
  });

  it("are removed by others only, and never the last administrator", async () => {
    const { user } = await test.admin.call("getSession");
    expect((await test.admin.refused("deleteUser", { params: { id: user.id } })).code).toBe("own_account");
    const second = await test.createUser("ikinci", "administrator", test.root);
    const other = await test.signIn("ikinci", PASSWORD);
    await test.admin.call("deleteUser", { params: { id: second.id } });
    expect((await other.refused("getSession")).code).toBe("not_signed_in");
    expect((await test.admin.refused("getUser", { params: { id: second.id } })).code).toBe("not_found");
    const chief = await test.clientOf("sef", "administrator", await test.createUnit("Temizlik"));
    expect((await chief.refused("deleteUser", { params: { id: user.id } })).code).toBe("not_found");
  });

  it("always keep one administrator of the root", async () => {
    const { admin, root } = test;
    const { user } = await admin.call("getSession");
    const params = { id: user.id };
    expect((await admin.refused("changeUser", { params, body: { disabled: true } })).code).toBe("last_administrator");
    const lesser = { grants: [{ role: "viewer" as const, unitId: root.id }] };
    expect((await admin.refused("changeUser", { params, body: lesser })).code).toBe("last_administrator");
    const second = await test.createUser("ikinci", "administrator", root);
    await admin.call("changeUser", { params: { id: second.id }, body: { disabled: true } });
    expect((await admin.refused("changeUser", { params, body: { disabled: true } })).code).toBe("last_administrator");
    await admin.call("changeUser", { params: { id: second.id }, body: { disabled: false } });
    await admin.call("changeUser", { params, body: lesser });
    expect((await test.signIn(ADMIN.username, ADMIN.password)).cookie).not.toBe("");
  });

  it("cannot both retire when two administrators lock each other at the same moment", async () => {
    const second = await test.createUser("ikinci", "administrator", test.root);
    const other = await test.signIn("ikinci", PASSWORD);
    const { user } = await test.admin.call("getSession");
    const statuses = await Promise.all([
      test.admin.fetch(`/api/users/${second.id}`, lock),
      other.fetch(`/api/users/${user.id}`, lock),
    ]);
    expect(statuses.map((response) => response.status)).toContain(200);
    const [row] = await test.database.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM user_account WHERE NOT disabled",
    );
    expect(row?.count).toBe(1);
  });
});

const lock: RequestInit = {
  method: "PATCH",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ disabled: true }),
};
