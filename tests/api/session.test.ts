import { afterEach, beforeEach, expect, it } from "vitest";
import { contractRequest } from "../../domain/contract-request.ts";
import { ADMIN, createClient, PASSWORD, startTestApi, type TestApi } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";

const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  body: JSON.stringify(body),
  headers: { "content-type": "application/json", ...headers },
});

describeOnBothDatabases("signing in", (open) => {
  let test: TestApi;
  const start = async (options = {}): Promise<TestApi> => {
    const { database } = await open();
    test = await startTestApi(database, options);
    return test;
  };
  afterEach(() => test.stop());

  it("gives a session that tells who one is, and takes it away again", async () => {
    const { admin, root, anonymous } = await start();
    const session = await admin.call("getSession");
    expect(session).toMatchObject({
      user: { username: "admin", disabled: false, grants: [{ role: "administrator", unitId: root.id }] },
      version: "0.0.0-test",
      timeZone: "Europe/Istanbul",
      notice: null,
    });
    expect(session.permissions).toContain("user:write");
    expect(Date.parse(session.expiresAt) - Date.now()).toBeGreaterThan(6.9 * 24 * 3600 * 1000);

    await admin.call("signOut");
    expect((await admin.refused("getSession")).code).toBe("not_signed_in");
    expect((await anonymous().refused("listVehicles")).code).toBe("not_signed_in");
  });

  it("sets a cookie that scripts and foreign pages cannot use", async () => {
    const { url } = await start();
    const response = await fetch(`${url}/api/session`, post(ADMIN));
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^kentiz_session=[\w-]{43}; /);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    expect(cookie).toMatch(/Path=\//i);
    expect(cookie).not.toMatch(/Secure|Domain/i);
  });

  it("marks the cookie Secure where people come over https", async () => {
    const { url } = await start({ publicUrl: "https://kentiz.example.bel.tr" });
    const response = await fetch(`${url}/api/session`, post(ADMIN));
    expect(response.headers.getSetCookie()[0]).toMatch(/Secure/);
    expect(response.headers.get("strict-transport-security")).toContain("max-age=31536000");
  });

  it("keeps only the hash of the token", async () => {
    const { admin, database } = await start();
    const token = admin.cookie.split("=")[1] ?? "";
    const rows = await database.query<{ length: number; known: boolean }>(
      "SELECT length(token_hash) AS length, token_hash = sha256($1::text::bytea) AS known FROM session",
      [token],
    );
    expect(rows).toEqual([{ length: 32, known: true }]);
  });

  it("answers an unknown user, a wrong password and a locked user alike", async () => {
    const { admin, root, createUser, anonymous } = await start();
    const locked = await createUser("kilitli", "viewer", root);
    await admin.call("changeUser", { params: { id: locked.id }, body: { disabled: true } });
    const client = anonymous();
    const answers = [
      await client.refused("signIn", { body: { username: "yok", password: "x".repeat(12) } }),
      await client.refused("signIn", { body: { username: ADMIN.username, password: "x".repeat(12) } }),
      await client.refused("signIn", { body: { username: "kilitli", password: PASSWORD } }),
    ];
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveLength(1);
    expect(answers[0]?.code).toBe("credentials_wrong");
  });

  it("does not care about capitals and spaces around a user name", async () => {
    const { signIn } = await start();
    await expect(signIn(" Admin ", ADMIN.password)).resolves.toBeDefined();
  });

  it("ends after eight idle hours and after seven days in any case", async () => {
    const { admin, database, signIn } = await start();
    await database.execute("UPDATE session SET last_seen_at = now() - interval '8 hours 1 minute'");
    expect((await admin.refused("getSession")).code).toBe("not_signed_in");

    const busy = await signIn(ADMIN.username, ADMIN.password);
    await busy.call("getSession");
    await database.execute("UPDATE session SET expires_at = now() - interval '1 second'");
    expect((await busy.refused("getSession")).code).toBe("not_signed_in");
  });

  it("stays alive while it is used", async () => {
    const { admin, database } = await start();
    await database.execute("UPDATE session SET last_seen_at = now() - interval '7 hours'");
    await admin.call("getSession");
    const [row] = await database.query<{ idle: number }>(
      "SELECT extract(epoch FROM now() - last_seen_at)::int AS idle FROM session",
    );
    expect(row?.idle).toBeLessThan(60);
  });

  it("never takes over a token that was planted before", async () => {
    const { url } = await start();
    const planted = "kentiz_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const response = await fetch(`${url}/api/session`, post(ADMIN, { cookie: planted }));
    expect(response.headers.getSetCookie()[0]).not.toContain(planted);
    expect((await createClient(url, planted).refused("getSession")).code).toBe("not_signed_in");
  });

  it("replaces the session of a browser that signs in again", async () => {
    const { url, admin } = await start();
    const again = await fetch(`${url}/api/session`, post(ADMIN, { cookie: admin.cookie }));
    expect(again.status).toBe(200);
    expect((await admin.refused("getSession")).code).toBe("not_signed_in");
  });

  it("ends everywhere when the password changes, and when the user is locked", async () => {
    const { admin, root, createUser, signIn } = await start();
    const user = await createUser("ayse", "dispatcher", root);
    const first = await signIn("ayse", PASSWORD);
    await admin.call("changeUser", { params: { id: user.id }, body: { password: "yepyeni-parola" } });
    expect((await first.refused("getSession")).code).toBe("not_signed_in");

    const second = await signIn("ayse", "yepyeni-parola");
    await admin.call("changeUser", { params: { id: user.id }, body: { disabled: true } });
    expect((await second.refused("getSession")).code).toBe("not_signed_in");
  });

  it("stays in the browser in which one changes the own password", async () => {
    const { admin, signIn } = await start();
    const elsewhere = await signIn(ADMIN.username, ADMIN.password);
    const body = { currentPassword: ADMIN.password, newPassword: "yepyeni-parola" };
    await admin.call("changeOwnPassword", { body });
    await admin.call("getSession");
    expect((await elsewhere.refused("getSession")).code).toBe("not_signed_in");
    expect((await admin.refused("changeOwnPassword", { body })).fields).toEqual([
      { path: "currentPassword", reason: "current_password_wrong" },
    ]);
    await signIn(ADMIN.username, "yepyeni-parola");
  });

  it("takes the present password to change it, and not too many tries", async () => {
    const { admin } = await start();
    const { user } = await admin.call("getSession");
    const direct = await admin.refused("changeUser", { params: { id: user.id }, body: { password: "yepyeni-parola" } });
    expect(direct.fields).toEqual([{ path: "password", reason: "current_password_needed" }]);
    const reset = await admin.refused("resetPassword", { params: { id: user.id }, body: {} });
    expect(reset.fields).toEqual([{ path: "password", reason: "current_password_needed" }]);
    const same = { currentPassword: ADMIN.password, newPassword: ADMIN.password };
    expect((await admin.refused("changeOwnPassword", { body: same })).fields).toEqual([
      { path: "newPassword", reason: "password_unchanged" },
    ]);
    const wrong = { currentPassword: "yanlış-parola", newPassword: "yepyeni-parola" };
    const codes: string[] = [];
    for (let i = 0; i < 7; i += 1) codes.push((await admin.refused("changeOwnPassword", { body: wrong })).code);
    expect(codes.at(-1)).toBe("too_many_attempts");
  });

  it("marks the browser in a readable cookie without any secret", async () => {
    const { url, admin } = await start();
    const response = await fetch(`${url}/api/session`, post(ADMIN));
    const marker = response.headers.getSetCookie()[1] ?? "";
    expect(marker).toMatch(/^kentiz_signed_in=1; /);
    expect(marker).not.toMatch(/HttpOnly/i);
    expect(marker).toMatch(/SameSite=Strict/i);
    const signedOut = await admin.fetch("/api/session", { method: "DELETE" });
    expect(signedOut.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^kentiz_session=; Max-Age=0/),
      expect.stringMatching(/^kentiz_signed_in=; Max-Age=0/),
    ]);
  });
});

describeOnBothDatabases("failed sign-ins and foreign pages", (open) => {
  let test: TestApi;
  beforeEach(async () => {
    const { database } = await open();
    test = await startTestApi(database);
  });
  afterEach(() => test.stop());

  const wrong = { username: ADMIN.username, password: "yanlış-parola" };

  it("are slowed down after five, with the time to wait in the answer", async () => {
    const { url, anonymous } = test;
    const codes: string[] = [];
    for (let i = 0; i < 7; i += 1) codes.push((await anonymous().refused("signIn", { body: wrong })).code);
    expect(codes).toEqual([...Array.from({ length: 6 }, () => "credentials_wrong"), "too_many_attempts"]);
    // The right password does not help while the name is blocked.
    const response = await fetch(`${url}/api/session`, post(ADMIN));
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ code: "too_many_attempts", retryAfterSeconds: expect.any(Number) });
  });

  it("wait longer each time, and are forgotten after a quiet quarter of an hour", async () => {
    const { anonymous, database, signIn } = test;
    const waits: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      await database.execute("UPDATE login_failure SET blocked_until = NULL");
      await anonymous().refused("signIn", { body: wrong });
      const [row] = await database.query<{ wait: number | null }>(
        "SELECT round(extract(epoch FROM blocked_until - last_at))::int AS wait FROM login_failure WHERE subject LIKE 'user:%'",
      );
      waits.push(row?.wait ?? 0);
    }
    expect(waits).toEqual([0, 0, 0, 0, 0, 2, 4, 8, 16]);
    await database.execute(
      "UPDATE login_failure SET last_at = now() - interval '16 minutes', blocked_until = now() - interval '1 minute'",
    );
    expect((await anonymous().refused("signIn", { body: wrong })).code).toBe("credentials_wrong");
    await signIn(ADMIN.username, ADMIN.password);
  });

  it("add up per address only when they come in quick succession", async () => {
    const { anonymous, database } = test;
    const tryAs = async (username: string): Promise<string> =>
      (await anonymous().refused("signIn", { body: { username, password: wrong.password } })).code;
    await tryAs("kim-0");
    const setCount =
      "UPDATE login_failure SET count = 30, last_at = now() - make_interval(secs => $1) WHERE subject LIKE 'address:%'";
    await database.execute(setCount, [31]);
    expect(await tryAs("kim-1")).toBe("credentials_wrong");
    expect(await tryAs("kim-2")).toBe("credentials_wrong");
    // That was the thirty-first within half a minute: now the address has to wait, whatever the name.
    expect(await tryAs("kim-3")).toBe("too_many_attempts");
  });

  it("cannot be outrun by trying at the same time", async () => {
    const tries = Array.from({ length: 20 }, () => test.anonymous().refused("signIn", { body: wrong }));
    const codes = (await Promise.all(tries)).map((problem) => problem.code);
    expect(codes.filter((code) => code === "credentials_wrong").length).toBeLessThanOrEqual(7);
  });

  it("are forgotten for a user who signs in", async () => {
    const { anonymous, signIn, database } = test;
    for (let i = 0; i < 3; i += 1) await anonymous().refused("signIn", { body: wrong });
    await signIn(ADMIN.username, ADMIN.password);
    const rows = await database.query<{ subject: string }>(
      "SELECT subject FROM login_failure WHERE subject LIKE 'user:%'",
    );
    expect(rows).toEqual([]);
  });

  it.each([
    ["a foreign page", () => "https://evil.example", 403],
    ["a sandboxed frame", () => "null", 403],
    ["the own page", (url: string) => url, 201],
    ["a program without Origin", () => undefined, 201],
  ])("judges a request that changes something from %s", async (_, origin, status) => {
    const { method, path, body } = contractRequest("createVehicle", {
      body: { plate: "35 ABC 123", kind: "car", unitId: test.root.id },
    });
    const value = origin(test.url);
    const headers = { "content-type": "application/json", ...(value === undefined ? {} : { origin: value }) };
    const response = await test.admin.fetch(path, { method, body, headers });
    expect(response.status).toBe(status);
    if (status === 403) expect(await response.json()).toMatchObject({ code: "origin_foreign" });
  });

  it("lets anything read that has the cookie, and no page but the own see it", async () => {
    const response = await test.admin.fetch("/api/vehicles", { headers: { origin: "https://evil.example" } });
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });
});
