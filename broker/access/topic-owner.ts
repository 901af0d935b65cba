// Whose topic it is, where nobody says who published: RabbitMQ hands messages over without their sender.
// Native and OwnTracks topics carry the key of their device. A topic of a foreign format belongs to the one
// integration whose filters cover it. The same answer decides what RabbitMQ lets a principal publish
// (access/auth-backend), so that what a worker makes of a topic is what its publisher was allowed.
import type { RejectionReason } from "../../domain/rejection.ts";
import { codecOfRoot } from "../codecs/index.ts";
import type { CredentialCache } from "./credential-cache.ts";
import { isPossibleKey } from "./name.ts";
import { publishRight, type PublishRight } from "./publish-right.ts";
import type { KnownDevice } from "./sign-in.ts";

export type TopicOwnership =
  | { principal: KnownDevice; right: PublishRight }
  /** `name` stands for the sender that is not known. */
  | { reason: RejectionReason; name: string; deviceId: number | null };

export interface TopicOwners {
  /** @throws what a lookup threw where nothing is remembered: ask again */
  ownerOf(topic: string): Promise<TopicOwnership>;
}

const NO_NAME = "(rabbitmq)";

export function createTopicOwners(options: {
  credentials: CredentialCache<KnownDevice>;
  /** All that are not revoked. */
  integrations: () => Promise<readonly KnownDevice[]>;
}): TopicOwners {
  async function ownerByKey(key: string, topic: string): Promise<TopicOwnership> {
    const device = isPossibleKey(key) ? await options.credentials.get(key, Date.now()) : null;
    // Integrations have no topics of this kind.
    if (!device || device.topicFilters !== null) return { reason: "topic_unknown", name: key, deviceId: null };
    const owned = { name: device.key, deviceId: device.id };
    if (device.revoked) return { reason: "device_revoked", ...owned };
    const right = publishRight(device, topic);
    return typeof right === "string" ? { reason: right, ...owned } : { principal: device, right };
  }

  return {
    ownerOf: async (topic) => {
      const [root = "", key = ""] = topic.split("/", 2);
      if (codecOfRoot(root)) return ownerByKey(key, topic);
      const owners = (await options.integrations()).flatMap((principal) => {
        const right = publishRight(principal, topic);
        return typeof right === "string" ? [] : [{ principal, right }];
      });
      const [owner] = owners;
      if (!owner) return { reason: "topic_unknown", name: NO_NAME, deviceId: null };
      return owners.length === 1 ? owner : { reason: "topic_ambiguous", name: NO_NAME, deviceId: null };
    },
  };
}
