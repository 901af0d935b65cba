// What whoever runs Kentiz sees of it: metrics by reason and format, a dashboard that asks for nothing that is
// not there, and logs that hold neither payloads nor passwords.
import { readFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectAsync } from "mqtt";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { createMetrics } from "../../api/metrics.ts";
import { createBroker, type Broker } from "../../broker/broker.ts";
import { createFeed } from "../../gis/feed.ts";
import { packageRoot } from "../../gis/package-root.ts";
import { rootUnit } from "../../gis/unit.ts";
import { createConnector } from "../../gis/connector.ts";
import { addTestDevice, hashOf, TEST_SECRETS, type TestDevice } from "../harness/broker.ts";
import { describeOnEmbedded } from "../harness/database.ts";

const PATIENCE = { timeout: 20_000 };
const MARK = "kimsenin-gormemesi-gereken";
const Dashboard = z.object({ panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })) })) });

describeOnEmbedded("observability", (open) => {
  let broker: Broker;
  let device: TestDevice;
  let spoolDir: string;
  const logged: string[] = [];

  beforeAll(async () => {
    const { database } = await open();
    spoolDir = await mkdtemp(join(tmpdir(), "kentiz-spool-"));
    device = await addTestDevice(database);
    const unitId = (await rootUnit(database))?.id ?? 0;
    await database.transaction((tx) =>
      createConnector(tx, TEST_SECRETS, {
        key: "uzak",
        name: "uzak",
        format: "tts",
        unitId,
        topicFilters: ["#"],
        secretHash: hashOf("x"),
        url: "mqtt://127.0.0.1:1",
        username: "biri",
        password: `${MARK}-uzak`,
        ca: null,
        intervalSeconds: null,
      }),
    );
    broker = await createBroker({
      database,
      feed: createFeed(),
      secrets: TEST_SECRETS,
      logger: pino({ level: "trace" }, { write: (line) => void logged.push(line) }),
      spoolDir,
      host: "127.0.0.1",
      port: 0,
    });
  });
  afterAll(async () => {
    await broker.stop();
    await rm(spoolDir, { recursive: true, force: true });
  });

  const url = (): string => `mqtt://127.0.0.1:${broker.port}`;
  const metrics = createMetrics("0", () => broker.stats());

  it("counts reports by format, refusals by reason and commits by their time; logs hold no content", async () => {
    const client = await connectAsync(url(), { username: device.key, password: device.secret, reconnectPeriod: 0 });
    const topic = `kentiz/${device.key}/position`;
    const t = "2026-11-20T12:00:00Z";
    await client.publishAsync(topic, JSON.stringify({ t, lat: 38.4, lon: 27.1, driver: `${MARK}-1` }), { qos: 1 });
    await client.publishAsync(topic, JSON.stringify({ t, lat: 138, lon: 27.1, driver: `${MARK}-2` }), { qos: 1 });
    await client.publishAsync(topic, `{"${MARK}-3`, { qos: 1 });
    await client.endAsync();
    const wrong = { username: device.key, password: `${MARK}-4`, reconnectPeriod: 0 };
    await expect(connectAsync(url(), wrong)).rejects.toThrow(/Bad username or password/i);
    await expect.poll(() => logged.join(""), PATIENCE).toContain("connection_refused");
    const { body } = await metrics.text();
    expect(body).toContain('kentiz_ingest_reports_total{format="kentiz"} 1\n');
    expect(body).toContain('kentiz_ingest_rejected_total{reason="latitude_out_of_range"} 1\n');
    expect(body).toContain('kentiz_ingest_rejected_total{reason="payload_not_json"} 1\n');
    expect(body).toMatch(/^kentiz_ingest_commit_seconds_bucket\{le="\+Inf"\} [1-9]/m);
    expect(body).toMatch(/^kentiz_ingest_commit_seconds_count [1-9]/m);
    expect(logged.length).toBeGreaterThan(1);
    expect(logged.join("")).not.toContain(MARK);
    expect(logged.join("")).not.toContain(device.secret);
  });

  it("has every metric that the Grafana dashboard asks for", async () => {
    const { body } = await metrics.text();
    const known = new Set([...body.matchAll(/^(\w+)[{ ]/gm)].map(([, name]) => name));
    // Histograms of HTTP and of the live screen have classes only after the first observation.
    const typed = new Set([...body.matchAll(/^# TYPE (\w+) (\w+)/gm)].map(([, name]) => name));
    const file = join(packageRoot(), "docs", "grafana", "kentiz.json");
    const { panels } = Dashboard.parse(JSON.parse(await readFile(file, "utf8")));
    const asked = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => expr.match(/kentiz_\w+/g) ?? []));
    expect(asked.length).toBeGreaterThan(10);
    const missing = asked.filter((name) => !known.has(name) && !typed.has(name.replace(/_(bucket|count|sum)$/, "")));
    expect(missing).toEqual([]);
  });
});
