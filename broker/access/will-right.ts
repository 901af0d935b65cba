// A will speaks after its device is gone, so it is judged when the device connects: only the own
// status topic, only a small payload. (aedes checks neither wildcards nor retain of wills.)
import { publishRight } from "./publish-right.ts";

const MAX_WILL_BYTES = 4096;

export function mayLeaveWill(deviceKey: string, will: { topic: string; payload: Uint8Array }): boolean {
  if (will.payload.length > MAX_WILL_BYTES) return false;
  const right = publishRight(deviceKey, will.topic);
  return typeof right !== "string" && right.channel === right.codec.statusChannel;
}
