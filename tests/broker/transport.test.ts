// The doors: TCP, TLS, WebSocket, and the bounds on connections.
import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from "node:tls";
import { connectAsync } from "mqtt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createCertificateAuthority, type CertificateAuthority } from "../harness/certificate-authority.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import { startTestBroker, type TestBroker, type TestDevice } from "../harness/broker.ts";
import {
  connectPacket,
  connectRaw,
  openRaw,
  PINGRESP,
  pingPacket,
  publishPacket,
  rawClientOver,
  signInRaw,
} from "../harness/raw-mqtt.ts";

const FIX = JSON.stringify({ t: "2026-11-20T12:00:00Z", lat: 38.4, lon: 27.1 });
const noOpenssl = spawnSync("openssl", ["version"]).status !== 0;

interface Certificates {
  cert: string;
  key: string;
  clientCert: string;
  clientKey: string;
}

/** A server and a client certificate, each signed by itself. */
async function makeCertificates(): Promise<Certificates> {
  const folder = await mkdtemp(join(tmpdir(), "kentiz-tls-"));
  const make = (name: string): void => {
    const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
    const files = ["-keyout", join(folder, `${name}.key`), "-out", join(folder, `${name}.crt`)];
    const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
    execFileSync("openssl", ["req", "-x509", ...kind, ...subject, ...files], { stdio: "ignore" });
  };
  make("server");
  make("client");
  const read = (file: string): Promise<string> => readFile(join(folder, file), "utf8");
  const certificates = {
    cert: await read("server.crt"),
    key: await read("server.key"),
    clientCert: await read("client.crt"),
    clientKey: await read("client.key"),
  };
  await rm(folder, { recursive: true });
  return certificates;
}

describeOnBothDatabases("transport", (open) => {
  let kentiz: TestBroker;
  let device: TestDevice;
  let second = 0;

  const nextFix = (): string => FIX.replace("00Z", `${String(++second).padStart(2, "0")}Z`);
  const topicOf = (own: TestDevice): string => `kentiz/${own.key}/position`;

  describe("WebSocket", () => {
    let server: Server;
    let url: string;

    beforeAll(async () => {
      const { database } = await open();
      kentiz = await startTestBroker(database, { webSocketOrigins: ["https://harita.example"] });
      device = await kentiz.addDevice();
      server = createServer().on("upgrade", (request, socket, head) =>
        kentiz.broker.handleWebSocket(request, socket, head),
      );
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/mqtt`;
    });
    afterAll(async () => {
      await kentiz.stop();
      server.close();
    });

    it("carries MQTT", async () => {
      const client = await connectAsync(url, { username: device.key, password: device.secret });
      await client.publishAsync(topicOf(device), nextFix(), { qos: 1 });
      expect(await kentiz.positionsOf(device)).toHaveLength(second);
      await client.endAsync();
    });

    it("needs the subprotocol mqtt", async () => {
      const socket = new WebSocket(url, "chat");
      const [error] = (await once(socket, "error")) as [Error];
      expect(error.message).toContain("400");
    });

    it("is opened by own pages and by programs, not by pages of others", async () => {
      const own = url.replace("ws:", "http:").replace("/mqtt", "");
      for (const origin of [own, "https://harita.example"]) {
        const socket = new WebSocket(url, "mqtt", { origin });
        await once(socket, "open");
        socket.terminate();
      }
      const foreign = new WebSocket(url, "mqtt", { origin: "https://else.example" });
      const [error] = (await once(foreign, "error")) as [Error];
      expect(error.message).toContain("403");
    });

    it("does not take text frames or frames beyond the packet limit", async () => {
      for (const frame of ["hello", Buffer.alloc(300_000)]) {
        const socket = new WebSocket(url, "mqtt");
        await once(socket, "open");
        socket.send(frame);
        await once(socket, "close");
      }
      const client = await connectAsync(url, { username: device.key, password: device.secret });
      await client.publishAsync(topicOf(device), nextFix(), { qos: 1 });
      await client.endAsync();
    });
  });

  describe.skipIf(noOpenssl)("TLS (skipped where openssl is not installed)", () => {
    let certificates: Certificates;

    beforeAll(async () => {
      certificates = await makeCertificates();
    });

    async function start(clientCa?: string): Promise<number> {
      const { database } = await open();
      const { cert, key } = certificates;
      kentiz = await startTestBroker(database, {
        tls: { port: 0, cert, key, ...(clientCa ? { clientCa } : {}) },
        limits: { tlsHandshakeTimeoutMs: 500 },
      });
      device = await kentiz.addDevice();
      return kentiz.broker.tlsPort ?? 0;
    }

    async function shakeHands(port: number, options: ConnectionOptions): Promise<TLSSocket> {
      const socket = connectTls({
        port,
        host: "127.0.0.1",
        ca: certificates.cert,
        servername: "localhost",
        ...options,
      });
      await once(socket, "secureConnect");
      return socket;
    }

    it("carries MQTT, from version 1.2 on", async () => {
      const port = await start();
      for (const version of ["TLSv1.2", "TLSv1.3"] as const) {
        const socket = await shakeHands(port, { minVersion: version, maxVersion: version });
        const client = rawClientOver(socket);
        expect(await signInRaw(client, { clientId: "tls", username: device.key, password: device.secret })).toBe(0);
        client.send(publishPacket({ topic: topicOf(device), payload: nextFix() }));
        await client.until(() => client.acknowledged().length === 1);
        client.destroy();
      }
      await expect(
        shakeHands(port, { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" }),
      ).rejects.toThrow(/protocol|version/i);
      await kentiz.stop();
    });

    it("ends who does not shake hands in time", async () => {
      const port = await start();
      const silent = await openRaw(port);
      await silent.waitClosed(3000);
      await kentiz.stop();
    });

    it("asks for a client certificate where a CA is configured", async () => {
      const port = await start(certificates.clientCert);
      const { clientCert: cert, clientKey: key } = certificates;
      const known = rawClientOver(await shakeHands(port, { cert, key }));
      expect(await signInRaw(known, { clientId: "tls", username: device.key, password: device.secret })).toBe(0);
      known.destroy();
      // TLS 1.3 tells the client only after its side of the handshake is done.
      const stranger = rawClientOver(await shakeHands(port, {}));
      expect(await signInRaw(stranger, { clientId: "tls", username: device.key, password: device.secret })).toBeNull();
      await kentiz.stop();
    });
  });

  describe.skipIf(noOpenssl)("client certificates (skipped where openssl is not installed)", () => {
    let authority: CertificateAuthority;
    let server: Certificates;
    let port: number;
    let other: TestDevice;

    beforeAll(async () => {
      authority = await createCertificateAuthority();
      server = await makeCertificates();
      const { database } = await open();
      const { cert, key } = server;
      const tls = { port: 0, cert, key, clientCa: authority.certificate, clientCrl: await authority.revoked() };
      kentiz = await startTestBroker(database, { tls });
      [device, other] = [await kentiz.addDevice(), await kentiz.addDevice()];
      port = kentiz.broker.tlsPort ?? 0;
    });
    afterAll(async () => {
      await kentiz.stop();
      await authority.remove();
    });

    type Certificate = Awaited<ReturnType<CertificateAuthority["issue"]>>;

    async function signInWith(
      certificate: Certificate,
      login: { username?: string; password?: string } = {},
    ): Promise<number | null> {
      const client = rawClientOver(
        connectTls({ port, host: "127.0.0.1", ca: server.cert, servername: "localhost", ...certificate }),
      );
      const code = await signInRaw(client, { clientId: "by-certificate", ...login });
      client.destroy();
      return code;
    }

    it("stand for the device they name, in place of its password, and for no other", async () => {
      const certificate = await authority.issue(device.key);
      expect(await signInWith(certificate)).toBe(0);
      expect(await signInWith(certificate, { username: device.key })).toBe(0);
      expect(await signInWith(certificate, { username: other.key, password: other.secret })).toBe(4);
    });

    it("that name no device leave it to the password", async () => {
      const certificate = await authority.issue("gateway");
      expect(await signInWith(certificate)).toBe(4);
      await expect.poll(() => signInWith(certificate, { username: device.key, password: device.secret })).toBe(0);
    });

    it("that were taken back end at the handshake, from the next connection on", async () => {
      const certificate = await authority.issue(device.key);
      expect(await signInWith(certificate)).toBe(0);
      const { cert, key } = server;
      kentiz.broker.renewTls({
        cert,
        key,
        clientCa: authority.certificate,
        clientCrl: await authority.revoke(device.key),
      });
      expect(await signInWith(certificate)).toBeNull();
      expect(await signInWith(await authority.issue(device.key))).toBe(0);
    });
  });

  describe("behind a load balancer (PROXY protocol)", () => {
    const v1 = "PROXY TCP4 203.0.113.7 10.0.0.1 50000 1883\r\n";

    it("counts clients by the address the balancer tells, before what they send themselves", async () => {
      const { database } = await open();
      kentiz = await startTestBroker(database, { proxies: ["127.0.0.0/8"], limits: { maxPendingPerAddress: 1 } });
      device = await kentiz.addDevice();
      const waiting = await openRaw(kentiz.port);
      waiting.send(Buffer.from(v1));
      await expect.poll(() => kentiz.broker.stats().connections).toBe(1);
      const second = await openRaw(kentiz.port);
      second.send(Buffer.from(v1));
      await second.waitClosed();
      // Another client of the same balancer, with its CONNECT in the same segment.
      const other = await openRaw(kentiz.port);
      const connect = connectPacket({ clientId: "1", username: device.key, password: device.secret });
      other.send(Buffer.from(v1.replace("203.0.113.7", "203.0.113.8")), connect);
      await other.until((received) => received.length === 1);
      other.send(publishPacket({ topic: topicOf(device), payload: nextFix() }));
      await other.until(() => other.acknowledged().length === 1);
      other.destroy();
      await kentiz.stop();
    });

    it("ends who comes from there without the header, and does not believe anybody else", async () => {
      const { database } = await open();
      kentiz = await startTestBroker(database, { proxies: ["127.0.0.1"], limits: { connectTimeoutMs: 400 } });
      device = await kentiz.addDevice();
      const bare = await openRaw(kentiz.port);
      bare.send(connectPacket({ clientId: "1", username: device.key, password: device.secret }));
      await bare.waitClosed();
      const silent = await openRaw(kentiz.port);
      await silent.waitClosed();
      await kentiz.stop();
      kentiz = await startTestBroker(database, { proxies: ["10.0.0.1"] });
      const forged = await openRaw(kentiz.port);
      forged.send(Buffer.from(v1));
      await forged.waitClosed();
      await kentiz.stop();
    });
  });

  describe("bounds", () => {
    it("end who does not say CONNECT in time", async () => {
      const { database } = await open();
      kentiz = await startTestBroker(database, { limits: { connectTimeoutMs: 300 } });
      const silent = await openRaw(kentiz.port);
      await silent.waitClosed(3000);
      const slow = await openRaw(kentiz.port);
      slow.send(connectPacket({ clientId: "slow" }).subarray(0, 10));
      await slow.waitClosed(3000);
      await kentiz.stop();
    });

    it("turn away sockets beyond the limit, and let others in when there is room", async () => {
      const { database } = await open();
      kentiz = await startTestBroker(database, { limits: { maxConnections: 2 } });
      device = await kentiz.addDevice();
      const first = await connectRaw(kentiz.port, device, { clientId: "1" });
      const other = await connectRaw(kentiz.port, device, { clientId: "2" });
      const third = await openRaw(kentiz.port);
      await third.waitClosed();
      expect(first.closed || other.closed).toBe(false);
      first.destroy();
      await expect.poll(() => kentiz.broker.stats().connections).toBe(1);
      (await connectRaw(kentiz.port, device, { clientId: "3" })).destroy();
      await kentiz.stop();
    });

    it("let one device hold only so many sessions, and one address only so many unsigned sockets", async () => {
      const { database } = await open();
      kentiz = await startTestBroker(database, { limits: { maxSessionsPerDevice: 2, maxPendingPerAddress: 3 } });
      device = await kentiz.addDevice();
      for (const clientId of ["1", "2"]) await connectRaw(kentiz.port, device, { clientId });
      await expect(connectRaw(kentiz.port, device, { clientId: "3" })).rejects.toThrow("CONNACK 3");
      await expect.poll(() => kentiz.rejectionsOf(device)).toMatchObject([{ reason: "too_many_sessions" }]);
      for (let index = 0; index < 3; index++) await openRaw(kentiz.port);
      await expect.poll(() => kentiz.broker.stats().connections).toBe(5);
      const fourth = await openRaw(kentiz.port);
      await fourth.waitClosed();
      expect(kentiz.broker.stats().turnedAway).toBe(1);
      await kentiz.stop();
    });

    it("let one address open only so many connections a second", async () => {
      const { database } = await open();
      kentiz = await startTestBroker(database, { limits: { connectBurst: 2, connectsPerSecond: 0.001 } });
      const first = await openRaw(kentiz.port);
      const second = await openRaw(kentiz.port);
      await expect.poll(() => kentiz.broker.stats().connections).toBe(2);
      const third = await openRaw(kentiz.port);
      await third.waitClosed();
      expect(first.closed || second.closed).toBe(false);
      await kentiz.stop();
    });

    it("slow down who goes too fast, without losing anything or the connection", async () => {
      const { database } = await open();
      const devicePace = { messagesPerSecond: 100, bytesPerSecond: 1_000_000, burstSeconds: 0.1 };
      kentiz = await startTestBroker(database, { limits: { devicePace } });
      device = await kentiz.addDevice();
      const quick = await connectRaw(kentiz.port, device, { clientId: "1", keepalive: 1 });
      const other = await connectRaw(kentiz.port, device, { clientId: "2" });
      const startedMs = performance.now();
      const messages = Array.from({ length: 150 }, (_, index) =>
        publishPacket({
          topic: topicOf(device),
          payload: FIX.replace("12:00", `13:${10 + (index % 50)}`),
          id: index + 1,
        }),
      );
      // In small chunks, as a socket would bring them.
      for (let at = 0; at < messages.length; at += 10) {
        quick.send(...messages.slice(at, at + 10));
        await quick.until(() => quick.acknowledged().length >= at + 10);
      }
      expect(performance.now() - startedMs).toBeGreaterThan(1000);
      expect(quick.acknowledged()).toHaveLength(150);
      // Both connections of the device share its speed.
      other.send(publishPacket({ topic: topicOf(device), payload: nextFix() }));
      await other.until(() => other.acknowledged().length === 1);
      quick.destroy();
      other.destroy();
      await kentiz.stop();
    });

    it("hold back the answer to wrong passwords, and never to right ones", async () => {
      const { database } = await open();
      kentiz = await startTestBroker(database);
      device = await kentiz.addDevice();
      const guess = async (): Promise<void> => {
        const client = await openRaw(kentiz.port);
        expect(await signInRaw(client, { clientId: "x", username: device.key, password: "wrong" })).toBe(4);
      };
      for (let count = 0; count < 12; count++) await guess();
      const startedMs = performance.now();
      await guess();
      expect(performance.now() - startedMs).toBeGreaterThan(350);
      const right = await connectRaw(kentiz.port, device);
      right.destroy();
      await kentiz.stop();
    });

    it("impose an idle limit on clients without keepalive", async () => {
      const { database } = await open();
      kentiz = await startTestBroker(database, { limits: { maxKeepaliveSeconds: 1 } });
      device = await kentiz.addDevice();
      const endless = await connectRaw(kentiz.port, device, { clientId: "1", keepalive: 0 });
      const patient = await connectRaw(kentiz.port, device, { clientId: "2", keepalive: 60_000 });
      const lively = await connectRaw(kentiz.port, device, { clientId: "3", keepalive: 0 });
      const pings = setInterval(() => lively.send(pingPacket()), 300);
      await endless.waitClosed(4000);
      await patient.waitClosed(4000);
      clearInterval(pings);
      expect(lively.received.filter(({ type }) => type === PINGRESP).length).toBeGreaterThan(2);
      expect(lively.closed).toBe(false);
      await kentiz.stop();
    });
  });
});
