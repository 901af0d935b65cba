// Reference (b): what people run today behind a broker: a subscriber that inserts each message as it
// comes, one statement a row, and acknowledges to the broker afterwards. Prints "ready".
import mqtt from "mqtt";
import { Client } from "pg";
import { z } from "zod";

const Fix = z.object({ t: z.number(), lat: z.number(), lon: z.number(), speedKmh: z.number(), headingDeg: z.number() });

const [url = "", connectionString = ""] = process.argv.slice(2);
const database = new Client({ connectionString });
await database.connect();
await database.query(`CREATE TABLE IF NOT EXISTS plain_position (
  id bigserial PRIMARY KEY, topic text NOT NULL, fix_time timestamptz NOT NULL,
  geom geometry(Point, 4326) NOT NULL, speed_kmh real, heading_deg real)`);
await database.query("TRUNCATE plain_position");

const client = mqtt.connect(url, { clientId: "row-by-row", reconnectPeriod: 0 });
client.handleMessage = (packet, done) => {
  const fix = Fix.parse(JSON.parse(packet.payload.toString()));
  database
    .query({
      name: "insert",
      text: `INSERT INTO plain_position (topic, fix_time, geom, speed_kmh, heading_deg)
             VALUES ($1, to_timestamp($2::float8 / 1000), ST_SetSRID(ST_MakePoint($3, $4), 4326), $5, $6)`,
      values: [packet.topic, fix.t, fix.lon, fix.lat, fix.speedKmh, fix.headingDeg],
    })
    .then(
      () => done(),
      (error: Error) => done(error),
    );
};
client.on("connect", () => {
  client.subscribe("kentiz/+/position", { qos: 1 }, () => process.stdout.write("ready\n"));
});
