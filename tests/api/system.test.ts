import { tmpdir } from "node:os";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startSystemWatch } from "../../api/system-watch.ts";
import { NO_INGEST, startTestApi, type TestApi } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import { createTracked, storeFixes } from "./store-fixes.ts";

describeOnBothDatabases("the system page", (open) => {
  let test: TestApi;
  let accepted: number;
  beforeEach(async () => {
    const { database } = await open();
    accepted = 0;
    const ingestStats = () => ({ ...NO_INGEST, accepted, sessions: 3 });
    test = await startTestApi(database, {
      ingestStats,
      dataDir: tmpdir(),
      mqtt: { host: "kentiz.test", port: 1883, tlsPort: null, webSocketPath: "/mqtt" },
      auditDaysKept: 30,
    });
  });
  afterEach(() => test.stop());

  it("tells how the installation is doing", async () => {
    const { deviceId } = await createTracked(test, "35 ABC 101", test.root.id);
    await storeFixes(test, deviceId, [{ fixTimeMs: Date.now() - 1000, lon: 27.1, lat: 38.4 }]);
    await test.database.execute("ANALYZE position");
    await test.database.execute(
      `INSERT INTO rejection (principal, topic, reason, field, device_id, payload_start, payload_bytes, count, first_at, last_at)
       VALUES ('k', 't', 'topic_foreign', NULL, NULL, '', 0, 3, now(), now())`,
    );
    accepted = 600;
    const state = await test.admin.call("getSystem");
    expect(state).toMatchObject({
      version: "0.0.0-test",
      database: {
        kind: test.database.capabilities.embedded ? "embedded" : "postgresql",
        version: expect.stringMatching(/^1\d\./),
        postgisVersion: expect.stringMatching(/^3\./),
        migration: expect.stringMatching(/^\d{4}_/),
      },
      ingest: { state: "ok", accepted: 600, sessions: 3, messagesPerSecond: expect.any(Number) },
      vehicles: { total: 1, archived: 0 },
      devices: { total: 1, connected: 0, revoked: 0 },
      rejectionsLastDay: [{ reason: "topic_foreign", count: 3 }],
      liveConsoles: 0,
      certificate: null,
    });
    expect(state.ingest?.messagesPerSecond).toBeGreaterThan(0);
    expect(state.database.bytes).toBeGreaterThan(1_000_000);
    // An estimate from the statistics of the database: a row may be counted twice until they settle.
    expect(state.database.tables.find((table) => table.name === "position")?.rows).toBeGreaterThan(0);
    expect(state.process.rssBytes).toBeGreaterThan(state.process.heapUsedBytes);
    expect(state.disk?.totalBytes).toBeGreaterThan(state.disk?.freeBytes ?? Infinity);
  });

  it("is for who administers all of it; everybody learns where devices connect", async () => {
    const chief = await test.clientOf("sef", "administrator", await test.createUnit("Temizlik"));
    expect(await chief.refused("getSystem")).toMatchObject({ code: "forbidden" });
    expect((await chief.call("getSession")).permissions).not.toContain("system:read");
    expect((await test.admin.call("getSession")).permissions).toContain("system:read");
    const mqtt = { host: "kentiz.test", port: 1883, tlsPort: null, webSocketPath: "/mqtt" };
    expect(await chief.call("getInstallation")).toEqual({ mqtt, kept: { auditDays: 30, rejectionDays: 90 } });
  });

  it("counts open consoles, and has no ingest where it runs elsewhere", async () => {
    const live = await test.admin.live();
    await expect.poll(async () => (await test.admin.call("getSystem")).liveConsoles).toBe(1);
    await live.close();
    const { database } = test;
    const watch = startSystemWatch({
      database,
      version: "1",
      ingestStats: null,
      dataDir: null,
      certificate: null,
      liveConsoles: () => 0,
    });
    expect(await watch.read()).toMatchObject({ ingest: null, disk: null });
    watch.stop();
  });

  it.skipIf(spawnSync("openssl", ["version"]).status !== 0)(
    "says until when the certificate holds (skipped where openssl is not installed)",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "kentiz-tls-"));
      const cert = join(folder, "cert.pem");
      spawnSync("openssl", [
        ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=kentiz.test/O=Örnek"],
        ...["-keyout", join(folder, "key.pem"), "-out", cert],
      ]);
      const watch = startSystemWatch({
        database: test.database,
        version: "1",
        ingestStats: null,
        dataDir: null,
        certificate: readFileSync(cert, "utf8"),
        liveConsoles: () => 0,
      });
      const { certificate } = await watch.read();
      watch.stop();
      rmSync(folder, { recursive: true });
      expect(certificate).toMatchObject({ subject: expect.stringContaining("CN=kentiz.test") });
      expect(certificate?.daysLeft).toBeGreaterThanOrEqual(29);
      expect(certificate?.daysLeft).toBeLessThanOrEqual(30);
    },
  );
});
