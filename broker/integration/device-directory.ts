// Whom each integration may speak for. Loaded when the integration signs in, and again when devices
// change, so that no message costs a question.
import type { Logger } from "pino";
import type { IntegrationDevice } from "../../gis/integration.ts";

export interface DeviceDirectory {
  /** Reads the devices of an integration. @throws while the database is away */
  load(integrationId: number): Promise<void>;
  /** Reads those of all integrations that were loaded before, as far as the database is there. */
  reload(): Promise<void>;
  /** null = nobody registered it. */
  find(integrationId: number, externalId: string): IntegrationDevice | null;
  stop(): void;
}

/** Another process may have registered devices. */
const RELOAD_MS = 15_000;

export function createDeviceDirectory(options: {
  read: (integrationId: number) => Promise<IntegrationDevice[]>;
  logger: Logger;
}): DeviceDirectory {
  const devices = new Map<number, ReadonlyMap<string, IntegrationDevice>>();
  /** Number of the read that each entry came from. */
  const readOf = new Map<number, number>();
  let reads = 0;

  async function load(integrationId: number): Promise<void> {
    const own = ++reads;
    const found = await options.read(integrationId);
    // A read that began later has been quicker, and knows of changes that this one may not.
    if ((readOf.get(integrationId) ?? 0) > own) return;
    readOf.set(integrationId, own);
    devices.set(integrationId, new Map(found.map((device) => [device.externalId, device])));
  }

  async function reload(): Promise<void> {
    try {
      for (const integrationId of devices.keys()) await load(integrationId);
    } catch (error) {
      options.logger.debug({ err: error }, "devices of integrations not read, will try again");
    }
  }

  const timer = setInterval(() => void reload(), RELOAD_MS);
  return {
    load,
    reload,
    find: (integrationId, externalId) => devices.get(integrationId)?.get(externalId) ?? null,
    stop: () => clearInterval(timer),
  };
}
