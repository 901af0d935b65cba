// What a wire format brings: its topics below `root/<device key>/…`, its habits, and how its bytes
// become reports. A new format is a new file beside this one and a line in index.ts.
import type { DeviceFormat } from "../../domain/device.ts";
import type { Decoded } from "../../domain/report.ts";
import type { Sender } from "./sender.ts";

export interface Codec {
  readonly format: DeviceFormat;
  /** First level of every topic of the format. */
  readonly root: string;
  /**
   * Meaning of `root/<key>/<rest>` to a publisher; null = the format has no such topic.
   * The result is handed to `decode`.
   */
  channelOf(rest: readonly string[]): string | null;
  /** The channel that tells whether the device is there: the only one a will may go to. */
  readonly statusChannel: string;
  /**
   * What a retain flag outside the status channel is: a fault of the device, or a habit of the
   * format's senders that is accepted while the flag is taken off.
   */
  readonly retain: "refused" | "taken off";
  /** Whether the device may listen to `root/<key>/<rest>`. */
  maySubscribe(rest: readonly string[]): boolean;
  /** Never throws: whatever the bytes are, the result is reports and refusals. */
  decode(payload: Uint8Array, channel: string, receivedAtMs: number, sender: Sender): Decoded;
}
