// What the next question of the slow way says it has, after one part of an answer.
import { type LiveClientMessage, LiveServerMessage } from "../../domain/live-protocol.ts";

export type LiveHello = Extract<LiveClientMessage, { type: "hello" }>;

/** Where the sequence number stands in a frame. */
const SEQ_OFFSET = 4;

export function afterPart(hello: LiveHello, part: string | ArrayBuffer): LiveHello {
  if (typeof part !== "string") return { ...hello, lastSeq: new DataView(part).getUint32(SEQ_OFFSET, true) };
  const message = LiveServerMessage.parse(JSON.parse(part));
  return message.type === "welcome" ? { ...hello, epoch: message.epoch } : hello;
}
