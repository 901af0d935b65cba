import { afterEach, beforeEach, expect, it } from "vitest";
import { PASSWORD, startTestApi, type TestApi } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";

describeOnBothDatabases("saved views", (open) => {
  let test: TestApi;
  beforeEach(async () => {
    const { database } = await open();
    test = await startTestApi(database);
  });
  afterEach(() => test.stop());

  const body = (name: string, shortcut: number | null = null) => ({
    body: { name, path: "/canli?durum=park", shortcut },
  });

  it("belong to one user, in Turkish order", async () => {
    await test.createUser("ayse", "viewer", test.root);
    const ayse = await test.signIn("ayse", PASSWORD);
    for (const name of ["Zabıta", "Çöp", "Cenaze", "İlçe", "Işık"]) await ayse.call("createView", body(name));
    expect((await ayse.call("listViews")).items.map((view) => view.name)).toEqual([
      "Cenaze",
      "Çöp",
      "Işık",
      "İlçe",
      "Zabıta",
    ]);
    expect((await test.admin.call("listViews")).items).toEqual([]);
  });

  it("change, lose their shortcut and go", async () => {
    const view = await test.admin.call("createView", body("Park", 3));
    expect(view).toMatchObject({ name: "Park", path: "/canli?durum=park", shortcut: 3 });
    const params = { id: view.id };
    expect(await test.admin.call("changeView", { params, body: { name: "Parkta" } })).toEqual({
      ...view,
      name: "Parkta",
    });
    expect(await test.admin.call("changeView", { params, body: { shortcut: null } })).toMatchObject({ shortcut: null });
    await test.admin.call("deleteView", { params });
    expect((await test.admin.refused("deleteView", { params })).code).toBe("not_found");
  });

  it("share no shortcut", async () => {
    await test.admin.call("createView", body("Bir", 1));
    expect(await test.admin.refused("createView", body("İki", 1))).toMatchObject({
      status: 409,
      code: "shortcut_taken",
      fields: [{ path: "shortcut", reason: "shortcut_taken" }],
    });
    const other = await test.admin.call("createView", body("İki", 2));
    const taken = await test.admin.refused("changeView", { params: { id: other.id }, body: { shortcut: 1 } });
    expect(taken.code).toBe("shortcut_taken");
  });

  it.each(["//evil.example", "https://evil.example", "canli", "/\\evil.example", "/canli\n"])(
    "lead to no other site: %o",
    async (path) => {
      const problem = await test.admin.refused("createView", { body: { name: "x", path } });
      expect(problem.fields).toEqual([{ path: "path", reason: "wrong_format" }]);
    },
  );

  it("are at most fifty", async () => {
    for (let i = 0; i < 50; i += 1) await test.admin.call("createView", body(`Görünüm ${i}`));
    expect(await test.admin.refused("createView", body("Bir fazla"))).toMatchObject({ status: 409, code: "too_many" });
  });
});
