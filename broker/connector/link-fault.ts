// What went wrong with a connection to somebody else, as a constant that the interface translates.
import { ErrorWithReasonCode } from "mqtt";
import type { LinkFault } from "../../domain/connector.ts";

export interface Trouble {
  fault: LinkFault;
  detail: string | null;
}

const BY_CODE: Readonly<Record<string, LinkFault>> = {
  ENOTFOUND: "host_unknown",
  EAI_AGAIN: "host_unknown",
  ECONNREFUSED: "connection_refused",
  ETIMEDOUT: "no_answer",
  EHOSTUNREACH: "no_answer",
  ENETUNREACH: "no_answer",
  ECONNRESET: "connection_lost",
  EPIPE: "connection_lost",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate_untrusted",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate_untrusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate_untrusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate_untrusted",
  CERT_HAS_EXPIRED: "certificate_untrusted",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate_untrusted",
};
/** CONNACK of MQTT 3.1.1; Mosquitto, for one, says 5 of a wrong password. */
const BY_CONNACK: Readonly<Record<number, LinkFault>> = { 4: "credentials_wrong", 5: "credentials_wrong" };
const MAX_DETAIL_LENGTH = 200;

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof Error)) return { fault: "other", detail: null };
  // Several addresses of one name were tried: the last one says enough.
  const cause: unknown = error instanceof AggregateError ? error.errors.at(-1) : error;
  if (!(cause instanceof Error)) return { fault: "other", detail: null };
  const detail = cause.message.slice(0, MAX_DETAIL_LENGTH);
  if (cause instanceof ErrorWithReasonCode) return { fault: BY_CONNACK[cause.code] ?? "other", detail };
  const code = codeOf(cause);
  const fault = BY_CODE[code] ?? (code.startsWith("ERR_SSL") || code === "EPROTO" ? "tls_failed" : "other");
  return { fault, detail };
}
