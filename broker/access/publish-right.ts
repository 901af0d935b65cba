// Where a principal may publish: only below its own key, or on the topics of the foreign format it was
// registered for.
import type { WireFormat } from "../../domain/device.ts";
import type { RejectionReason } from "../../domain/rejection.ts";
import type { Codec } from "../codecs/codec.ts";
import type { Channel, ForeignCodec } from "../codecs/foreign-codec.ts";
import { codecOfRoot, foreignCodecOf } from "../codecs/index.ts";

/** What decides where a principal may publish and listen. */
export interface TopicOwner {
  key: string;
  format: WireFormat;
  /** Where an integration may publish (empty = everywhere in its format); null = a device. */
  topicFilters: readonly string[] | null;
}

export type PublishRight =
  | { kind: "own"; codec: Codec; channel: string }
  | { kind: "foreign"; codec: ForeignCodec; channel: Channel };

/** The longest topics known (HFP) have nineteen. */
export const MAX_TOPIC_LEVELS = 24;
const MAX_TOPIC_LENGTH = 256;

/** Whether one of the filters matches the topic, as MQTT 3.1.1 §4.7 says; no filters match everything. */
function isCovered(filters: readonly string[], levels: readonly string[]): boolean {
  return (
    filters.length === 0 ||
    filters.some((filter) => {
      const wanted = filter.split("/");
      const hash = wanted.indexOf("#");
      const fixed = hash < 0 ? wanted : wanted.slice(0, hash);
      if (hash < 0 ? wanted.length !== levels.length : levels.length < fixed.length) return false;
      return fixed.every((level, index) => level === "+" || level === levels[index]);
    })
  );
}

export function publishRight(
  { key: ownKey, format, topicFilters }: TopicOwner,
  topic: string,
): PublishRight | RejectionReason {
  if (topic.startsWith("$")) return "topic_system";
  if (topic.includes("+") || topic.includes("#")) return "topic_wildcard";
  const levels = topic.split("/");
  if (levels.length > MAX_TOPIC_LEVELS || topic.length > MAX_TOPIC_LENGTH) return "topic_too_deep";
  const [root, key, ...rest] = levels;
  const codec = topicFilters === null ? codecOfRoot(root ?? "") : null;
  if (codec) {
    if (key !== ownKey) return "topic_foreign";
    const channel = codec.channelOf(rest);
    return channel === null ? "topic_unknown" : { kind: "own", codec, channel };
  }
  if (topicFilters !== null && !isCovered(topicFilters, levels)) return "topic_foreign";
  const foreign = foreignCodecOf(format);
  const channel = topic === "" ? null : foreign?.channelOf(levels);
  return foreign && channel ? { kind: "foreign", codec: foreign, channel } : "topic_unknown";
}

/** Whether a will may speak there. */
export function isStatus(right: PublishRight): boolean {
  return right.kind === "own" ? right.channel === right.codec.statusChannel : right.codec.isStatus(right.channel);
}

/**
 * Whether a retain flag is a fault there. Where it is not, it is taken off all the same: nobody may
 * subscribe to what devices publish, so nothing would ever read the retained copy.
 */
export function mayRetain(right: PublishRight): boolean {
  // Foreign senders were made for brokers that keep the last message.
  return right.kind === "foreign" || right.codec.retain === "taken off" || isStatus(right);
}
