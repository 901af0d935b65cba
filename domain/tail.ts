// The live tail of one device's messages: server-sent events of GET /api/devices/{id}/tail.
//
//   event: open      data: TailOpen       once, at the beginning
//   event: message   data: TailMessage    every message as it arrives
//   event: skipped   data: TailSkipped    the reader or the pace did not keep up: so many were left out
//   event: end       data: TailEnd        no more comes; do not reconnect unless the reason says so
import { z } from "zod";
import { RejectionReason } from "./rejection.ts";

export const TailOpen = z.object({ deviceId: z.int(), at: z.iso.datetime() });
export type TailOpen = z.infer<typeof TailOpen>;

export const TailMessage = z.object({
  at: z.iso.datetime(),
  topic: z.string(),
  /** null where the message did not come over MQTT, or was refused before that counted. */
  qos: z.union([z.literal(0), z.literal(1), z.literal(2)]).nullable(),
  /** Size of the whole payload. */
  payloadBytes: z.int(),
  /** First bytes of it, like those of a Rejection; empty where the message is about other devices too. */
  payloadStart: z.string(),
  payloadHex: z.string(),
  /** Good reports of the message. */
  accepted: z.int(),
  /** Refused parts, or the message as a whole. */
  refused: z.array(z.object({ reason: RejectionReason, field: z.string().nullable() })),
});
export type TailMessage = z.infer<typeof TailMessage>;

export const TailSkipped = z.object({ count: z.int() });
export type TailSkipped = z.infer<typeof TailSkipped>;

/** "restart" and "time_limit": connect again; the others: the right or the session is gone. */
export const TailEnd = z.object({ reason: z.enum(["signed_out", "right_lost", "restart", "time_limit"]) });
export type TailEnd = z.infer<typeof TailEnd>;
