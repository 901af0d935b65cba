// What a device may listen to: its own command topics, spelled out. Everything else, $SYS above all
// (which tells every client id and subscription to whoever asks), is refused.
import type { RejectionReason } from "../../domain/rejection.ts";
import { codecOfRoot, foreignCodecOf } from "../codecs/index.ts";
import type { TopicOwner } from "./publish-right.ts";

/** null = allowed. */
export function subscribeRefusal(
  { key: ownKey, format, topicFilters }: TopicOwner,
  filter: string,
): RejectionReason | null {
  if (filter.startsWith("$")) return "topic_system";
  const levels = filter.split("/");
  const [root, key, ...rest] = levels;
  const codec = topicFilters === null ? codecOfRoot(root ?? "") : null;
  // Some formats are listened to by filter ("spBv1.0/<group>/NCMD/<node>/#"); they know which.
  if (!codec && foreignCodecOf(format)?.maySubscribe(levels)) return null;
  if (filter.includes("+") || filter.includes("#")) return "topic_wildcard";
  if (!codec) return "topic_unknown";
  if (key !== ownKey) return "topic_foreign";
  return codec.maySubscribe(rest) ? null : "topic_unknown";
}
