// Sign-in: sessions that end in time, and guessing that gets slow.
import { beforeEach, expect, it } from "vitest";
import type { User } from "../../domain/user.ts";
import type { Database } from "../../gis/database.ts";
import { getInstallation, setInstallation } from "../../gis/installation.ts";
import {
  ADDRESS_PATIENCE,
  blockedUntil,
  clearFailures,
  purgeFailures,
  recordFailure,
  USER_PATIENCE,
} from "../../gis/login-failure.ts";
import { createSession, deleteSession, deleteSessionsOfUser, findSession, purgeSessions } from "../../gis/session.ts";
import { changeUser, createUser } from "../../gis/user.ts";
import { describeOnBothDatabases } from "../harness/database.ts";

const IDLE_SECONDS = 3600;
const HOUR_MS = 3_600_000;
const token = (n: number): Buffer => Buffer.alloc(32, n);

describeOnBothDatabases("sessions", (open) => {
  let db: Database;
  let user: User;
  let userId: number;
  beforeEach(async () => {
    db = (await open()).database;
    const ayse = { username: "ayse", displayName: "Ayşe", passwordHash: "x", grants: [] };
    user = await db.transaction((tx) => createUser(tx, ayse));
    userId = user.id;
    await createSession(db, { tokenHash: token(1), userId, expiresAt: new Date(Date.now() + 12 * HOUR_MS) });
  });
  const found = async (n = 1): Promise<boolean> => (await findSession(db, token(n), IDLE_SECONDS)) !== null;
  const idleFor = (seconds: number) =>
    db.execute("UPDATE session SET last_seen_at = now() - make_interval(secs => $1)", [seconds]);
  const lastSeenSeconds = async (): Promise<number> => {
    const [row] = await db.query<{ age: number }>(
      "SELECT date_part('epoch', now() - last_seen_at) AS age FROM session",
    );
    return row?.age ?? -1;
  };

  it("belong to their token", async () => {
    expect((await findSession(db, token(1), IDLE_SECONDS))?.user).toMatchObject({ username: "ayse", grants: [] });
    expect(await found(2)).toBe(false);
    await deleteSession(db, token(1));
    expect(await found()).toBe(false);
  });

  it("end when idle, and their use is noted at most once a minute", async () => {
    await idleFor(30);
    expect(await found()).toBe(true);
    expect(await lastSeenSeconds()).toBeGreaterThan(29);
    await idleFor(IDLE_SECONDS - 60);
    expect(await found()).toBe(true);
    expect(await lastSeenSeconds()).toBeLessThan(20);
    await idleFor(IDLE_SECONDS + 1);
    expect(await found()).toBe(false);
  });

  it("end at their hour however busy", async () => {
    await db.execute("UPDATE session SET expires_at = now() - interval '1 second'");
    expect(await found()).toBe(false);
  });

  it("end when the user is locked, or signed out everywhere else", async () => {
    await createSession(db, { tokenHash: token(2), userId, expiresAt: new Date(Date.now() + HOUR_MS) });
    await deleteSessionsOfUser(db, userId, token(2));
    expect([await found(1), await found(2)]).toEqual([false, true]);
    await db.transaction((tx) => changeUser(tx, user, { disabled: true }));
    expect(await found(2)).toBe(false);
    await db.transaction((tx) => changeUser(tx, user, { disabled: false }));
    await deleteSessionsOfUser(db, userId);
    expect(await found(2)).toBe(false);
  });

  it("are removed once they open nothing", async () => {
    await createSession(db, { tokenHash: token(2), userId, expiresAt: new Date(Date.now() - 1) });
    expect(await purgeSessions(db, IDLE_SECONDS)).toBe(1);
    expect(await found(1)).toBe(true);
  });
});

describeOnBothDatabases("failed sign-ins", (open) => {
  let db: Database;
  beforeEach(async () => {
    db = (await open()).database;
  });
  const fail = async (times: number, subject = "user:ayse", patience = USER_PATIENCE): Promise<void> => {
    for (let i = 0; i < times; i += 1) await recordFailure(db, subject, patience);
  };
  const blockedSeconds = async (...subjects: string[]): Promise<number> => {
    const until = await blockedUntil(db, subjects.length > 0 ? subjects : ["user:ayse"]);
    return until ? Math.round((until.getTime() - Date.now()) / 1000) : 0;
  };
  const wait = (seconds: number) =>
    db.execute(
      `UPDATE login_failure SET last_at = last_at - make_interval(secs => $1),
                                blocked_until = blocked_until - make_interval(secs => $1)`,
      [seconds],
    );

  it("of a user are free five times, then wait twice as long each time, up to 15 minutes", async () => {
    await fail(5);
    expect(await blockedSeconds()).toBe(0);
    const waits: number[] = [];
    for (let i = 0; i < 11; i += 1) {
      await fail(1);
      waits.push(await blockedSeconds());
    }
    const exact = [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900];
    waits.forEach((seconds, i) => expect(Math.abs(seconds - (exact[i] ?? 0))).toBeLessThanOrEqual(2));
  });

  it("of an address, which many may share, are free more often and forgiven sooner", async () => {
    await fail(30, "address:10.0.0.1", ADDRESS_PATIENCE);
    expect(await blockedSeconds("address:10.0.0.1")).toBe(0);
    await fail(4, "address:10.0.0.1", ADDRESS_PATIENCE);
    expect(await blockedSeconds("user:ayse", "address:10.0.0.1")).toBeGreaterThan(10);
    await wait(600);
    await fail(1, "address:10.0.0.1", ADDRESS_PATIENCE);
    expect(await blockedSeconds("address:10.0.0.1")).toBe(0);
  });

  it("end with a successful one", async () => {
    await fail(9);
    await clearFailures(db, "user:ayse");
    expect(await blockedSeconds()).toBe(0);
  });

  it("are forgotten after a quiet quarter of an hour, and then removed", async () => {
    await fail(8);
    await wait(1000);
    await purgeFailures(db);
    expect(await db.query("SELECT count FROM login_failure")).toEqual([]);
    await fail(8);
    await wait(1000);
    await fail(1);
    expect(await blockedSeconds()).toBe(0);
  });
});

describeOnBothDatabases("facts about the installation", (open) => {
  it("are any JSON", async () => {
    const db = (await open()).database;
    expect(await getInstallation(db, "notice")).toBeNull();
    for (const value of ["örnek veri", { a: [1, null] }, false]) {
      await setInstallation(db, "notice", value);
      expect(await getInstallation(db, "notice")).toEqual(value);
    }
  });
});
