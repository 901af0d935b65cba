// Where a device may publish: only below its own key, only on topics a wire format knows.
import type { RejectionReason } from "../../domain/rejection.ts";
import type { Codec } from "../codecs/codec.ts";
import { codecOfRoot } from "../codecs/index.ts";

export interface PublishRight {
  codec: Codec;
  channel: string;
}

/** No format has more than four levels. */
export const MAX_TOPIC_LEVELS = 16;
const MAX_TOPIC_LENGTH = 256;

export function publishRight(deviceKey: string, topic: string): PublishRight | RejectionReason {
  if (topic.startsWith("$")) return "topic_system";
  if (topic.includes("+") || topic.includes("#")) return "topic_wildcard";
  const levels = topic.split("/");
  if (levels.length > MAX_TOPIC_LEVELS || topic.length > MAX_TOPIC_LENGTH) return "topic_too_deep";
  const [root, key, ...rest] = levels;
  const codec = codecOfRoot(root ?? "");
  if (!codec) return "topic_unknown";
  if (key !== deviceKey) return "topic_foreign";
  const channel = codec.channelOf(rest);
  return channel === null ? "topic_unknown" : { codec, channel };
}

/**
 * Whether a retain flag is a fault there. Where it is not, it is taken off all the same: nobody may
 * subscribe to what devices publish, so nothing would ever read the retained copy.
 */
export function mayRetain({ codec, channel }: PublishRight): boolean {
  return codec.retain === "taken off" || channel === codec.statusChannel;
}
