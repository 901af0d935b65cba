// Reason codes of MQTT 5 (§2.4) and which of them the door's own decisions have. aedes speaks 3.1.1
// and tells its reasons as messages of errors.
import type { RejectionReason } from "../../domain/rejection.ts";

export const REASON = {
  success: 0x00,
  noSubscriptionExisted: 0x11,
  unspecified: 0x80,
  malformedPacket: 0x81,
  protocolError: 0x82,
  implementationError: 0x83,
  unsupportedVersion: 0x84,
  clientIdNotValid: 0x85,
  badCredentials: 0x86,
  notAuthorized: 0x87,
  serverUnavailable: 0x88,
  shuttingDown: 0x8b,
  badAuthenticationMethod: 0x8c,
  keepAliveTimeout: 0x8d,
  sessionTakenOver: 0x8e,
  topicFilterInvalid: 0x8f,
  topicNameInvalid: 0x90,
  receiveMaximumExceeded: 0x93,
  topicAliasInvalid: 0x94,
  packetTooLarge: 0x95,
  quotaExceeded: 0x97,
  administrativeAction: 0x98,
  payloadFormatInvalid: 0x99,
  sharedSubscriptionsUnsupported: 0x9e,
  subscriptionIdentifiersUnsupported: 0xa1,
} as const;

/** What goes with the reason code; the interface translates the reason constants, a client shows this. */
const EXPLAINED: Partial<Record<RejectionReason, { code: number; text: string }>> = {
  topic_foreign: { code: REASON.notAuthorized, text: "the topic belongs to somebody else" },
  topic_wildcard: { code: REASON.topicNameInvalid, text: "wildcards are not allowed here" },
  topic_system: { code: REASON.notAuthorized, text: "topics that begin with $ are the broker's own" },
  topic_unknown: { code: REASON.topicNameInvalid, text: "nothing is expected on this topic" },
  topic_too_deep: { code: REASON.topicNameInvalid, text: "the topic is too long or has too many levels" },
  retain_not_allowed: { code: REASON.notAuthorized, text: "only the status topic may be retained" },
  will_not_allowed: { code: REASON.notAuthorized, text: "a will may speak only on the own status topic, briefly" },
  client_id_taken: { code: REASON.clientIdNotValid, text: "the client id belongs to another device" },
  client_id_invalid: { code: REASON.clientIdNotValid, text: "the client id is too long or has unsafe characters" },
  too_many_sessions: { code: REASON.quotaExceeded, text: "this device has too many open connections" },
  credentials_wrong: { code: REASON.badCredentials, text: "user name and password do not belong together" },
  device_revoked: { code: REASON.notAuthorized, text: "this device was revoked" },
};

export interface Explained {
  code: number;
  /** The reason constant and what it means. */
  text: string;
}

/** What is told of a refusal; whatever has no entry is a fault of the payload. */
export function explain(reason: RejectionReason): Explained {
  const known = EXPLAINED[reason];
  return known
    ? { code: known.code, text: `${reason}: ${known.text}` }
    : { code: REASON.payloadFormatInvalid, text: reason };
}

/** CONNACK return codes of 3.1.1 (§3.2.2.3). */
const OF_RETURN_CODE: readonly number[] = [
  REASON.success,
  REASON.unsupportedVersion,
  REASON.clientIdNotValid,
  REASON.serverUnavailable,
  REASON.badCredentials,
  REASON.notAuthorized,
];

export const reasonOfReturnCode = (returnCode: number): number => OF_RETURN_CODE[returnCode] ?? REASON.unspecified;

const OF_ERROR: readonly (readonly [RegExp, number])[] = [
  [/^keep alive timeout/, REASON.keepAliveTimeout],
  [/^maxInflightInbound/, REASON.receiveMaximumExceeded],
  [/SUBSCRIBE/, REASON.topicFilterInvalid],
  [/PUBLISH|too many levels/, REASON.topicNameInvalid],
  [/^Invalid protocol/, REASON.protocolError],
];

/** Why aedes ends a connection, by the error it ends it with. */
export function reasonOfError(message: string): number {
  return OF_ERROR.find(([pattern]) => pattern.test(message))?.[1] ?? REASON.implementationError;
}
