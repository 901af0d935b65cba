// A will speaks after its device is gone, so it is judged when the device connects: only the own
// status topic, only a small payload. (aedes checks neither wildcards nor retain of wills.)
import { isStatus, publishRight, type TopicOwner } from "./publish-right.ts";

const MAX_WILL_BYTES = 4096;

export function mayLeaveWill(owner: TopicOwner, will: { topic: string; payload: Uint8Array }): boolean {
  if (will.payload.length > MAX_WILL_BYTES) return false;
  const right = publishRight(owner, will.topic);
  return typeof right !== "string" && isStatus(right);
}
