// What a decoder may know and keep about the sender of a message beyond the message itself: handed in
// by the door, which keeps one for each principal and bounds them.

/** What the births of a Sparkplug edge node announced (sparkplug.ts). */
export interface SparkplugNode {
  /** Names of the metrics by alias. */
  aliases: Map<string, string>;
  /** Sequence number of its last message; null = no birth was heard. */
  sequence: number | null;
  rebirthAskedMs: number;
}

export interface Sender {
  /** MQTT password of the connection. */
  readonly secret: Uint8Array;
  /** By "group/node". */
  readonly sparkplugNodes: Map<string, SparkplugNode>;
}

export function createSender(secret: Uint8Array): Sender {
  return { secret, sparkplugNodes: new Map() };
}
