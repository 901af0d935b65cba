// Why a message was refused. A reason is a constant that the interface translates; nothing is
// dropped without one.
import { z } from "zod";

export const REJECTION_REASONS = [
  "topic_foreign",
  "topic_wildcard",
  "topic_system",
  "topic_unknown",
  "topic_too_deep",
  "topic_ambiguous",
  "retain_not_allowed",
  "will_not_allowed",
  "client_id_taken",
  "client_id_invalid",
  "too_many_sessions",
  "credentials_wrong",
  "device_revoked",
  "device_unknown",
  "payload_empty",
  "payload_too_large",
  "payload_not_utf8",
  "payload_not_json",
  "payload_wrong_shape",
  "payload_nested_too_deep",
  "payload_encrypted",
  "payload_simulated",
  "field_missing",
  "field_wrong_type",
  "field_out_of_range",
  "field_unknown",
  "latitude_out_of_range",
  "longitude_out_of_range",
  "time_unreadable",
  "batch_too_long",
  "birth_missing",
  "sequence_gap",
  "too_many_datastreams",
  "stored_value_refused",
  "spool_expired",
] as const;
export const RejectionReason = z.enum(REJECTION_REASONS).meta({ id: "RejectionReason" });
export type RejectionReason = z.infer<typeof RejectionReason>;

/** Equal refusals of one principal on one topic share a row; `count` says how many there were. */
export const Rejection = z
  .object({
    id: z.int(),
    reason: RejectionReason,
    /** Which part of the payload: a field path such as "lat" or "[3].lat"; null = the whole message. */
    field: z.string().nullable(),
    topic: z.string(),
    /** MQTT user name as presented. */
    principal: z.string(),
    deviceId: z.int().nullable(),
    deviceName: z.string().nullable(),
    /**
     * First bytes of the last payload as UTF-8; what is no text or could act as something else
     * (controls, marks that turn the direction of writing) stands as U+FFFD.
     */
    payloadStart: z.string(),
    /** The same bytes, two hexadecimal digits each. */
    payloadHex: z.string(),
    payloadBytes: z.int(),
    count: z.int(),
    firstAt: z.iso.datetime(),
    lastAt: z.iso.datetime(),
  })
  .meta({ id: "Rejection" });
export type Rejection = z.infer<typeof Rejection>;

/** Refusals of one reason in a period. */
export const RejectionSummary = z
  .object({
    reason: RejectionReason,
    count: z.int(),
    /** Different devices; what no known device sent is in `count` only. */
    devices: z.int(),
    lastAt: z.iso.datetime(),
  })
  .meta({ id: "RejectionSummary" });
export type RejectionSummary = z.infer<typeof RejectionSummary>;
