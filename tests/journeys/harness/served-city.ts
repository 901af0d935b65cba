// The real product for the journeys of a test file: `kentiz serve` as a process, a small city as its
// base map, people to sign in with, trackers that publish over MQTT, and consoles in Chromium.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, inject } from "vitest";
import { type ApiClient, signIn } from "../../../bin/api-client.ts";
import type { Role } from "../../../domain/rights.ts";
import { replaceBaseMap } from "../../../gis/base-map.ts";
import { openDatabase } from "../../../gis/database.ts";
import { startEmbeddedDatabase } from "../../../gis/embedded/embedded-database.ts";
import { copyTemplate } from "../../harness/embedded-template.ts";
import "../../harness/global-setup.ts";
import { ADMIN, type KentizProcess, startKentiz } from "../../harness/kentiz-process.ts";
import { createPrivateDatabase } from "../../harness/private-database.ts";
import type { PageOptions } from "../../web/harness/chromium.ts";
import { ConsoleDriver, type Person, WIDE } from "../../web/harness/console-driver.ts";
import { guardedBrowser } from "../../web/harness/guarded-browser.ts";
import { smallCity } from "../../web/harness/small-city.ts";

const logger = pino({ level: "silent" });

export interface ServedCity {
  readonly url: string;
  readonly mqttPort: number;
  readonly admin: ApiClient;
  /** A person with a role over everything, or over one unit. */
  addPerson(role: Role, unitId?: number): Promise<Person>;
  console(
    person: Person,
    options?: Partial<PageOptions> & { map?: boolean },
  ): Promise<ConsoleDriver<{ readonly url: string }>>;
  expectComplaints(expected: RegExp): void;
  /** Stops the server and starts it again at the same address. */
  restart(): Promise<void>;
}

interface Storage {
  env: Record<string, string>;
  remove(): Promise<void>;
}

async function onPostgres(adminUrl: string): Promise<Storage> {
  const { connection, drop } = await createPrivateDatabase(adminUrl, "journey");
  const database = await openDatabase({ connection, maxConnections: 2, logger });
  await replaceBaseMap(database, smallCity());
  await database.close();
  return { env: { DATABASE_URL: connection }, remove: drop };
}

async function onEmbedded(template: string, dataDir: string): Promise<Storage> {
  const folder = join(dataDir, "database");
  await copyTemplate(template, folder);
  const server = await startEmbeddedDatabase({ dataDir: folder, onProgress: () => undefined, logger });
  const database = await openDatabase({ connection: server.connection, embedded: true, logger });
  await replaceBaseMap(database, smallCity());
  await database.close();
  await server.stop();
  return { env: { DATABASE_URL: "" }, remove: async () => undefined };
}

/** One server and one browser for all tests of a file, and the guard after each of them. */
export function servedCity(): ServedCity {
  const browser = guardedBrowser();
  const dataDir = mkdtempSync(join(tmpdir(), "kentiz-journey-"));
  let storage: Storage;
  let kentiz: KentizProcess;
  let admin: ApiClient;
  let people = 0;

  beforeAll(async () => {
    const { postgres, embeddedTemplate } = inject("harness");
    storage = "url" in postgres ? await onPostgres(postgres.url) : await onEmbedded(embeddedTemplate, dataDir);
    kentiz = await startKentiz({ ...storage.env, DATA_DIR: dataDir });
    admin = await signIn(kentiz.httpUrl, ADMIN.username, ADMIN.password);
  }, 180_000);
  afterAll(async () => {
    await kentiz.stop();
    await storage.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });

  return {
    get url() {
      return kentiz.httpUrl;
    },
    get mqttPort() {
      return kentiz.mqttPort;
    },
    get admin() {
      return admin;
    },
    async addPerson(role, unitId = 1) {
      people += 1;
      const person = { username: `kisi${people}`, password: "dogru-parola-1" };
      const grants = [{ role, unitId }];
      await admin.call("createUser", { body: { ...person, displayName: `Örnek Kişi ${people}`, grants } });
      return person;
    },
    async console(person, { map = true, ...page } = {}) {
      const guarded = await browser.open({ ...WIDE, ...page, webGl: map });
      return new ConsoleDriver({ url: kentiz.httpUrl }, guarded, map, person);
    },
    expectComplaints: browser.expectComplaints,
    async restart() {
      await kentiz.stop();
      const ports = { HTTP_PORT: new URL(kentiz.httpUrl).port, MQTT_PORT: String(kentiz.mqttPort) };
      kentiz = await startKentiz({ ...storage.env, DATA_DIR: dataDir, ...ports });
    },
  };
}
