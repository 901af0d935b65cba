// API tokens: the rights of their user, never more, and gone at once.
import { afterEach, beforeEach, expect, it } from "vitest";
import { PASSWORD, startTestApi, type TestApi, type TestClient } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";

const JSON_TYPE = { "content-type": "application/json" };

describeOnBothDatabases("API tokens", (open) => {
  let test: TestApi;
  let ayse: TestClient;
  let unitId: number;
  beforeEach(async () => {
    const { database } = await open();
    test = await startTestApi(database);
    const unit = await test.createUnit("Temizlik");
    unitId = unit.id;
    await test.createUser("ayse", "fleet-manager", unit);
    ayse = await test.signIn("ayse", PASSWORD);
    await test.admin.call("createVehicle", { body: { plate: "35 ABC 101", kind: "car", unitId } });
    await test.admin.call("createVehicle", { body: { plate: "35 ABC 102", kind: "car", unitId: test.root.id } });
  });
  afterEach(() => test.stop());

  const send = (token: string, path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(new URL(path, test.url), { ...init, headers: { ...JSON_TYPE, authorization: `Bearer ${token}` } });
  const statusOf = async (token: string, path: string, init: RequestInit = {}): Promise<number> =>
    (await send(token, path, init)).status;
  const create = { method: "POST", body: JSON.stringify({ plate: "35 ABC 103", kind: "car", unitId: 0 }) };

  it("see what their user sees, and are kept as a hash only", async () => {
    const { token, ...kept } = await ayse.call("createToken", { body: { name: "Rapor" } });
    expect(token).toMatch(/^kentiz_[\w-]{43}$/);
    expect(kept).toMatchObject({ name: "Rapor", readOnly: true, expiresAt: null, lastUsedAt: null });
    const response = await send(token, "/api/vehicles");
    expect(((await response.json()) as { items: { plate: string }[] }).items.map((item) => item.plate)).toEqual([
      "35 ABC 101",
    ]);
    const { items } = await ayse.call("listTokens");
    expect(items).toMatchObject([{ id: kept.id, lastUsedAt: expect.any(String) }]);
    expect(JSON.stringify(items)).not.toContain(token);
    const dump = await test.database.query("SELECT encode(token_hash, 'hex') AS hash FROM api_token");
    expect(JSON.stringify(dump)).not.toContain(token);
  });

  it("change things only where they were made for it", async () => {
    const reading = await ayse.call("createToken", { body: { name: "Okur" } });
    const writing = await ayse.call("createToken", { body: { name: "Yazar", readOnly: false } });
    const init = { ...create, body: create.body.replace('"unitId":0', `"unitId":${unitId}`) };
    const refused = await send(reading.token, "/api/vehicles", init);
    expect([refused.status, await refused.json()]).toEqual([403, expect.objectContaining({ code: "forbidden" })]);
    expect(await statusOf(writing.token, "/api/vehicles", init)).toBe(201);
    const { items } = await test.admin.call("listAudit", { query: { q: "35ABC103" } });
    expect(items).toMatchObject([{ username: "ayse", action: "create" }]);
  });

  it("cannot make more of themselves, take the account over or sign in", async () => {
    const { token } = await ayse.call("createToken", { body: { name: "Yazar", readOnly: false } });
    const post = (body: object): RequestInit => ({ method: "POST", body: JSON.stringify(body) });
    expect(await statusOf(token, "/api/tokens", post({ name: "Daha" }))).toBe(403);
    const passwords = { currentPassword: PASSWORD, newPassword: "yepyeni-parola" };
    expect(await statusOf(token, "/api/session/password", post(passwords))).toBe(403);
    expect(await statusOf(token, "/api/session")).toBe(403);
  });

  it("end when an administrator sets a new password: who knew the old one may have made them", async () => {
    const { token } = await ayse.call("createToken", { body: { name: "Rapor" } });
    const { user } = await ayse.call("getSession");
    await test.admin.call("resetPassword", { params: { id: user.id }, body: {} });
    expect(await statusOf(token, "/api/vehicles")).toBe(401);
    const { items } = await test.admin.call("listAudit", { query: { objectType: "user", objectId: user.id } });
    expect(items[0]).toMatchObject({ action: "reset-password", after: { revokedTokens: 1 } });
  });

  it("end when revoked, expired, or when their user is locked", async () => {
    const first = await ayse.call("createToken", { body: { name: "Bir" } });
    const second = await ayse.call("createToken", { body: { name: "İki", expiresInDays: 1 } });
    const third = await ayse.call("createToken", { body: { name: "Üç" } });
    await ayse.call("revokeToken", { params: { id: first.id } });
    expect(await statusOf(first.token, "/api/vehicles")).toBe(401);
    expect(await statusOf(second.token, "/api/vehicles")).toBe(200);
    await test.database.execute("UPDATE api_token SET expires_at = now() - interval '1 second' WHERE id = $1", [
      second.id,
    ]);
    expect(await statusOf(second.token, "/api/vehicles")).toBe(401);
    const { user } = await ayse.call("getSession");
    await test.admin.call("changeUser", { params: { id: user.id }, body: { disabled: true } });
    expect(await statusOf(third.token, "/api/vehicles")).toBe(401);
    expect(await statusOf("kentiz_yok", "/api/vehicles")).toBe(401);
  });
});
