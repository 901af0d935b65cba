// What a device may listen to: its own command topics, spelled out. Everything else, $SYS above all
// (which tells every client id and subscription to whoever asks), is refused.
import type { RejectionReason } from "../../domain/rejection.ts";
import { codecOfRoot } from "../codecs/index.ts";

/** null = allowed. */
export function subscribeRefusal(deviceKey: string, filter: string): RejectionReason | null {
  if (filter.startsWith("$")) return "topic_system";
  if (filter.includes("+") || filter.includes("#")) return "topic_wildcard";
  const [root, key, ...rest] = filter.split("/");
  const codec = codecOfRoot(root ?? "");
  if (!codec) return "topic_unknown";
  if (key !== deviceKey) return "topic_foreign";
  return codec.maySubscribe(rest) ? null : "topic_unknown";
}
