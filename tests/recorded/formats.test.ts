// Recorded messages of every format that has some, through the real doors of a running broker: what stands in
// the tables afterwards is what their codec makes of them, no more and no less. The codecs themselves are held
// by golden tests of the same recordings (broker/codecs).
import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { connectAsync } from "mqtt";
import { afterAll, beforeAll, expect, it } from "vitest";
import { foreignCodecOf } from "../../broker/codecs/index.ts";
import type { Heard } from "../../broker/codecs/foreign-codec.ts";
import { createSender } from "../../broker/codecs/sender.ts";
import { DEVICE_FORMATS, type DeviceFormat, type IntegrationFormat, type WireFormat } from "../../domain/device.ts";
import { HTTP_INGEST_FORMATS } from "../../domain/http-report.ts";
import type { Report } from "../../domain/report.ts";
import { createDevice } from "../../gis/device.ts";
import { createIntegration, integrationById, registerIntegrationDevice } from "../../gis/integration.ts";
import { rootUnit } from "../../gis/unit.ts";
import { hashOf, startTestBroker, type TestBroker } from "../harness/broker.ts";
import { describeOnEmbedded } from "../harness/database.ts";
import { recordedBytes, recordedDataMissing, recordedLines, recordedPath } from "./recorded-data.ts";

interface Message {
  topic: string;
  payload: Buffer;
}

const lines = (path: string): Buffer[] => recordedLines(path).map((line) => Buffer.from(line));
const on = (topic: string, payloads: readonly Buffer[]): Message[] => payloads.map((payload) => ({ topic, payload }));
const files = (folder: string, names: readonly string[]): Buffer[] =>
  names.map((name) => recordedBytes(`${folder}/${name}`));

/** Recordings by format; read only where they are there. */
const RECORDINGS: readonly (readonly [format: WireFormat, messages: () => Message[]])[] = [
  ["zigbee2mqtt", () => on("zigbee2mqtt/Salon", files("iot/zigbee2mqtt", ["state-1.json", "state-4.json"]))],
  ["tasmota", () => on("tele/priz/SENSOR", files("iot/tasmota", readdirSync(recordedPath("iot/tasmota")).toSorted()))],
  ["tts", () => on("v3/app@t/devices/d/up", files("iot/tts", ["data-formats-1.json", "mqtt-1.json"]))],
  [
    "chirpstack",
    () => on("application/a/device/0101010101010101/event/up", files("iot/chirpstack", ["event-up.json"])),
  ],
  ["senml", () => on("senml", files("iot/senml", ["ex1.json", "ex2.json", "ex4.json", "ex5.json", "ex3.gen.cbor"]))],
  ["thingsboard", () => on("v1/devices/me/telemetry", files("iot/thingsboard", ["telemetry-data-with-ts.json"]))],
  ["pui", () => on("pui", lines("fleet/http/traccar_pui_mqtt.jsonl"))],
  ["flespi", () => on("flespi/message/gw/devices/1", lines("fleet/http/traccar_flespi.jsonl"))],
  [
    "osmand",
    () => [
      ...on("ingest/osmand", lines("fleet/http/traccar_osmand_json.jsonl")),
      ...recordedLines("fleet/http/traccar_osmand_query.txt").map((line) => ({
        topic: "ingest/osmand",
        payload: Buffer.from(line.replace("/?", "")),
      })),
    ],
  ],
  [
    "ngsi-ld",
    () => on("ingest/ngsi-ld", files("iot/smart-data-models", ["AirQualityObserved-example-normalized.jsonld"])),
  ],
];

/** Times of receipt differ between this test's decoding and the broker's. */
const NOW = "now";
const instant = (ms: number, isReceipt: boolean): string => (isReceipt ? NOW : new Date(ms).toISOString());

function tell(report: Report, receivedAtMs: number): string {
  if (report.kind === "position") {
    const time = instant(report.fixTimeMs, report.fixTimeMs === receivedAtMs);
    return `fix ${time} ${report.lon.toFixed(6)} ${report.lat.toFixed(6)}`;
  }
  if (report.kind === "message") return `${report.type} ${instant(report.timeMs, report.timeMs === receivedAtMs)}`;
  const value = typeof report.value === "string" ? report.value : String(Number(report.value));
  return `${report.name} ${instant(report.timeMs, report.timeMs === receivedAtMs)} ${value}`;
}

describeOnEmbedded("recorded messages of every format", (open) => {
  let kentiz: TestBroker;
  let unitId: number;
  beforeAll(async () => {
    kentiz = await startTestBroker((await open()).database);
    unitId = (await rootUnit(kentiz.database))?.id ?? 0;
  });
  afterAll(() => kentiz.stop());

  async function tables(deviceIds: readonly number[], startedAtMs: number): Promise<string[]> {
    const rows = await kentiz.database.query<{ name: string; time: Date; value: string; number: number | null }>(
      `SELECT 'fix' AS name, fix_time AS time, to_char(ST_X(geom), 'FM999990.000000') || ' ' || to_char(ST_Y(geom), 'FM999990.000000') AS value, NULL::float8 AS number
       FROM position WHERE device_id = ANY ($1)
       UNION ALL SELECT type, time, '', NULL FROM message WHERE device_id = ANY ($1)
       UNION ALL SELECT s.key, o.time, coalesce(o.text, ''), o.number
       FROM observation o JOIN datastream s ON s.id = o.datastream_id JOIN thing t ON t.id = s.thing_id
       WHERE t.device_id = ANY ($1)`,
      [deviceIds],
    );
    return rows.map(({ name, time, value, number }) => {
      const shown = number === null ? value : String(number);
      return `${name} ${instant(time.getTime(), time.getTime() >= startedAtMs)} ${shown}`.trim();
    });
  }

  const unique = (all: readonly string[]): string[] => [...new Set(all)].toSorted();

  it.skipIf(recordedDataMissing())(
    "come out as the right rows (skipped where ../shared/data is absent)",
    async () => {
      for (const [format, read] of RECORDINGS) {
        const codec = foreignCodecOf(format);
        if (!codec) throw new Error(`no codec for ${format}`);
        const startedAtMs = Date.now();
        const messages = read();
        const sender = createSender(new Uint8Array());
        const heard = messages.map(({ topic, payload }): Heard => {
          const channel = codec.channelOf(topic.split("/"));
          if (!channel) throw new Error(`${format} has no topic ${topic}`);
          return codec.decode(payload, channel, startedAtMs, sender);
        });
        const parts = heard.flatMap((one) => one.parts);
        const key = `k${randomBytes(5).toString("hex")}`;
        const secret = randomBytes(10).toString("hex");
        const row = { key, name: key, unitId, secretHash: hashOf(secret) };
        const deviceIds: number[] = [];
        const asDevice = DEVICE_FORMATS.find((known): known is DeviceFormat => known === format);
        if (asDevice) {
          deviceIds.push((await createDevice(kentiz.database, { ...row, format: asDevice })).id);
        } else {
          // Not a format of devices, so it is one of integrations.
          const id = await createIntegration(kentiz.database, {
            ...row,
            format: format as IntegrationFormat,
            topicFilters: [],
          });
          const integration = await integrationById(kentiz.database, { unitIds: [unitId] }, id);
          if (!integration) throw new Error("no such integration");
          for (const externalId of new Set(parts.flatMap(({ device }) => device ?? []))) {
            const under = { externalId, key: `d${randomBytes(5).toString("hex")}`, name: externalId, unitId };
            deviceIds.push((await registerIntegrationDevice(kentiz.database, integration, under)).id);
          }
        }
        const http = HTTP_INGEST_FORMATS.find((known) => known === format);
        if (http && messages[0]?.topic.startsWith("ingest/")) {
          for (const { payload } of messages) {
            const credentials = { username: key, password: secret };
            await kentiz.broker.takeHttpReport({ format: http, credentials, payload });
          }
        } else {
          const url = `mqtt://127.0.0.1:${kentiz.port}`;
          const client = await connectAsync(url, { username: key, password: secret, reconnectPeriod: 0 });
          for (const { topic, payload } of messages) await client.publishAsync(topic, payload, { qos: 1 });
          await client.endAsync();
        }
        const expected = unique(parts.flatMap(({ reports }) => reports.map((one) => tell(one, startedAtMs))));
        expect(expected.length, format).toBeGreaterThan(0);
        expect(unique(await tables(deviceIds, startedAtMs)), format).toEqual(expected);
      }
    },
    120_000,
  );
});
