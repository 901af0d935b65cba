import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

describe("readConfig", () => {
  it("has the documented defaults", () => {
    expect(readConfig({})).toMatchObject({
      DATA_DIR: "./data",
      HTTP_HOST: "127.0.0.1",
      HTTP_PORT: 8080,
      MQTT_HOST: "127.0.0.1",
      MQTT_PORT: 1883,
      TZ_NAME: "Europe/Istanbul",
    });
  });

  it.each([
    [{ HTTP_PORT: "99999" }, "HTTP_PORT"],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL"],
    [{ TZ_NAME: "Izmir" }, "TZ_NAME"],
    [{ INGEST_SOURCE: "kafka://a" }, "INGEST_SOURCE: must look like amqp://"],
    [{ INGEST_QUEUES: "0" }, "INGEST_QUEUES"],
    [{ RABBITMQ_AUTH_SECRET: "short" }, "RABBITMQ_AUTH_SECRET"],
    [{ RABBITMQ_AUTH_ADDRESSES: "10.0.0.0/8,rabbit" }, "RABBITMQ_AUTH_ADDRESSES"],
    [{ RABBITMQ_AUTH_ADDRESSES: "10.0.0.0/33" }, "RABBITMQ_AUTH_ADDRESSES"],
    [{ MQTTS_PORT: "8883" }, "MQTTS_PORT"],
    [{ TLS_CERT: "/x.pem" }, "TLS_KEY"],
    [{ TLS_CLIENT_CRL: "/x.pem" }, "TLS_CLIENT_CRL"],
    [{ MQTT_PROXIES: "10.0.0.1,balancer" }, "MQTT_PROXIES.1: must be addresses or subnets"],
    [{ MQTT_PROXIES: "10.0.0.0/33" }, "MQTT_PROXIES.0"],
    [{ MQTT_WS_ORIGINS: "https://a.example/map" }, "MQTT_WS_ORIGINS.0: must be origins"],
    [{ MQTT_MAX_CONNECTIONS: "0" }, "MQTT_MAX_CONNECTIONS"],
    [{ ADMIN_PASSWORD: "short" }, "ADMIN_PASSWORD"],
    [{ BASEMAPS: "[{" }, "BASEMAPS: must be a JSON list"],
    [{ BASEMAPS: '{"type":"xyz"}' }, "BASEMAPS: "],
    [
      { BASEMAPS: '[{"type":"xyz","name":"Uydu","url":"https://a.example/{z}/{x}"}]' },
      "BASEMAPS.0.url: must contain {y}",
    ],
  ])("names the wrong variable: %o", (env, variable) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(variable);
  });

  it("names the nodes of a cluster", () => {
    const { INGEST_SOURCE } = readConfig({ INGEST_SOURCE: "amqp://u:p@a,b" });
    expect(INGEST_SOURCE?.map(({ hostname }) => hostname)).toEqual(["a", "b"]);
  });

  it("treats an empty variable as not set", () => {
    expect(readConfig({ DATABASE_URL: "", MQTTS_PORT: "" }).DATABASE_URL).toBeUndefined();
  });
});
