// Gives the parts of an integration's message to the devices they are about.
import type { Decoded } from "../../domain/report.ts";
import type { Heard } from "../codecs/foreign-codec.ts";
import type { ArrivalSender } from "../ingest/batch.ts";
import type { DeviceHealthWatch } from "../health/device-health.ts";
import type { LinkTracker } from "../link-tracker.ts";
import type { DeviceDirectory } from "./device-directory.ts";
import type { UnknownDevices } from "./unknown-devices.ts";

export interface SharedMessage {
  session: ArrivalSender;
  /** What it came by, where that lasts: as long as it does the devices are connected. */
  carrier: object | null;
  topic: string;
  payload: Uint8Array;
  receivedAtMs: number;
}

export interface ShareOut {
  /** Reports of devices nobody registered, and of revoked ones, become refusals. */
  (message: SharedMessage, heard: Heard): Decoded;
}

export function createShareOut(options: {
  directory: DeviceDirectory;
  unknown: UnknownDevices;
  links: LinkTracker;
  health: DeviceHealthWatch;
}): ShareOut {
  const { directory, unknown, links, health } = options;
  return ({ session, carrier, topic, payload, receivedAtMs }, { parts, refusals }) => {
    const integrationId = -session.deviceId;
    const decoded: Required<Decoded> = { reports: [], refusals: [...refusals], others: [] };
    for (const { device, name, sequence, reports } of parts) {
      const known = device === null ? null : directory.find(integrationId, device);
      if (known && !known.revoked) {
        decoded.others.push({ deviceId: known.deviceId, reports });
        // A Sparkplug node counts over all its devices; its codec watches that itself.
        if (sequence !== null && session.format !== "sparkplug") {
          health.counted(known.deviceId, sequence, receivedAtMs);
        }
        links.heard(known.deviceId, carrier, receivedAtMs);
      } else {
        decoded.refusals.push({ reason: known ? "device_revoked" : "device_unknown", field: device });
        if (!known && device !== null) {
          unknown.add({ integrationId, externalId: device, name, topic, payload, atMs: receivedAtMs });
        }
      }
    }
    return decoded;
  };
}
