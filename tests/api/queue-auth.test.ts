// What RabbitMQ is told about its clients, and who may ask. The questions are those of RabbitMQ 3.10.8.
import { randomBytes } from "node:crypto";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createQueueAuth, type QueueAuth } from "../../broker/access/queue-auth.ts";
import { createFeed } from "../../gis/feed.ts";
import { revokeDevice } from "../../gis/device.ts";
import { createIntegration } from "../../gis/integration.ts";
import { startTestApi, type TestApi } from "../harness/api.ts";
import { addTestDevice, hashOf, type TestDevice } from "../harness/broker.ts";
import { describeOnPostgres } from "../harness/database.ts";

const SECRET = "a-secret-of-this-test";
const [ownAddress] = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ internal, family }) => !internal && family === "IPv4")
  .map(({ address }) => address);

describeOnPostgres("questions of RabbitMQ", (open) => {
  const feed = createFeed();
  let test: TestApi;
  let auth: QueueAuth;
  let device: TestDevice;
  let other: TestDevice;
  let gateway: { key: string; secret: string };

  beforeAll(async () => {
    const { database } = await open();
    auth = createQueueAuth({ database, feed });
    test = await startTestApi(database, {
      feed,
      host: "0.0.0.0",
      queueAuth: { answer: auth.answer, addresses: [], secret: SECRET },
    });
    device = await addTestDevice(database);
    other = await addTestDevice(database);
    const integration = async (topicFilters: string[]): Promise<{ key: string; secret: string }> => {
      const [key, secret] = [`i${randomBytes(5).toString("hex")}`, randomBytes(8).toString("hex")];
      const secretHash = hashOf(secret);
      const row = { key, name: key, format: "tasmota", unitId: test.root.id, topicFilters, secretHash } as const;
      await createIntegration(database, row);
      return { key, secret };
    };
    gateway = await integration(["tele/park/+"]);
    await integration(["tele/+/SENSOR"]);
  });
  afterAll(async () => {
    await test.stop();
    auth.stop();
  });

  const ask = async (kind: string, question: Record<string, string>): Promise<string> => {
    const response = await fetch(new URL(`/auth/${kind}`, test.url), {
      method: "POST",
      body: new URLSearchParams({ vhost: "/", tags: "", ...question }),
    });
    expect(response.status).toBe(200);
    return response.text();
  };
  const signIn = ({ key, secret }: { key: string; secret: string }, clientId = key): Promise<string> =>
    ask("user", { username: key, password: secret, client_id: clientId });
  const topic = (username: string, permission: string, routingKey: string, name = "amq.topic"): Promise<string> =>
    ask("topic", { username, resource: "topic", name, permission, routing_key: routingKey });
  const resource = (resourceKind: string, name: string, permission: string, clientId?: string): Promise<string> =>
    ask("resource", {
      username: device.key,
      resource: resourceKind,
      name,
      permission,
      ...(clientId === undefined ? {} : { client_id: clientId }),
    });

  it("let principals in with their own secret, under an id that is no other's", async () => {
    expect(await signIn(device)).toBe("allow");
    expect(await signIn(gateway, "chirpstack-4f1")).toBe("allow");
    expect(await signIn({ ...device, secret: other.secret })).toBe("deny");
    expect(await signIn({ key: "nobody", secret: "x" })).toBe("deny");
    expect(await signIn({ key: "__proto__", secret: "x" })).toBe("deny");
    expect(await signIn(device, other.key)).toBe("deny");
    expect(await signIn(device, "a#b")).toBe("deny");
    expect(await ask("vhost", { username: device.key, ip: "10.0.0.1" })).toBe("allow");
    expect(await ask("vhost", { username: "nobody", ip: "10.0.0.1" })).toBe("deny");
  });

  it("let a device publish and hear its own topics only", async () => {
    expect(await topic(device.key, "write", `kentiz.${device.key}.position`)).toBe("allow");
    expect(await topic(device.key, "write", `owntracks.${device.key}.phone`)).toBe("allow");
    expect(await topic(device.key, "write", `kentiz.${other.key}.position`)).toBe("deny");
    expect(await topic(device.key, "write", `kentiz.${device.key}.nowhere`)).toBe("deny");
    expect(await topic(device.key, "write", `kentiz.${device.key}.position`, "amq.fanout")).toBe("deny");
    expect(await topic(device.key, "read", `kentiz.${device.key}.command`)).toBe("allow");
    expect(await topic(device.key, "read", `kentiz.${other.key}.command`)).toBe("deny");
    expect(await topic(device.key, "read", "#")).toBe("deny");
    expect(await topic(device.key, "read", "kentiz.*.command")).toBe("deny");
  });

  it("let an integration publish where its filters alone cover the topic", async () => {
    expect(await topic(gateway.key, "write", "tele.park.STATE")).toBe("allow");
    expect(await topic(gateway.key, "write", "tele.meydan.STATE")).toBe("deny");
    // Two integrations cover this one: a worker could not tell whose it is.
    expect(await topic(gateway.key, "write", "tele.park.SENSOR")).toBe("deny");
    expect(await topic(gateway.key, "write", `kentiz.${device.key}.position`)).toBe("deny");
  });

  it("give clients of MQTT their own queues, and clients of AMQP nothing", async () => {
    const own = `mqtt-subscription-${device.key}qos1`;
    expect(await resource("exchange", "amq.topic", "write", "any-id")).toBe("allow");
    expect(await resource("exchange", "amq.topic", "configure", device.key)).toBe("deny");
    expect(await resource("exchange", "amq.default", "write", device.key)).toBe("deny");
    expect(await resource("queue", own, "read", device.key)).toBe("allow");
    expect(await resource("queue", `mqtt-subscription-${device.key}-2qos0`, "configure", `${device.key}-2`)).toBe(
      "allow",
    );
    expect(await resource("queue", "mqtt-subscription-foreignqos1", "read", "foreign")).toBe("deny");
    expect(await resource("queue", own, "read", `${device.key}-2`)).toBe("deny");
    expect(await resource("queue", "ingest", "read", device.key)).toBe("deny");
    expect(await resource("queue", own, "read")).toBe("deny");
    expect(await resource("exchange", "amq.topic", "write")).toBe("deny");
  });

  it("are answered anew after a change of devices", async () => {
    const leaving = await addTestDevice(test.database);
    expect(await signIn(leaving)).toBe("allow");
    await revokeDevice(test.database, leaving.id);
    feed.publish({ type: "devices" });
    expect(await signIn(leaving)).toBe("deny");
    expect(await topic(leaving.key, "write", `kentiz.${leaving.key}.position`)).toBe("deny");
  });

  it("say which part of a question is wrong", async () => {
    const response = await fetch(new URL(`/auth/topic?username=${device.key}&vhost=%2F&name=amq.topic`, test.url));
    expect(response.status).toBe(400);
    const { fields } = (await response.json()) as { fields: { path: string }[] };
    expect(fields.map(({ path }) => path)).toEqual(["permission", "routing_key"]);
  });

  it("are heard from nearby, or with the secret", async () => {
    const question = `user?username=${device.key}&password=${device.secret}`;
    const status = async (path: string, headers: Record<string, string> = {}, host = "127.0.0.1"): Promise<number> =>
      (await fetch(`http://${host}:${test.api.port}/auth/${path}`, { headers })).status;
    expect(await status(question)).toBe(200);
    expect(await status(question, { "x-forwarded-for": "127.0.0.1" })).toBe(404);
    expect(await status(`${SECRET}/${question}`, { "x-forwarded-for": "1.2.3.4" })).toBe(200);
    expect(await status(`wrong-secret/${question}`)).toBe(404);
    if (ownAddress === undefined) return;
    expect(await status(question, {}, ownAddress)).toBe(404);
    expect(await status(`${SECRET}/${question}`, {}, ownAddress)).toBe(200);
  });
});
