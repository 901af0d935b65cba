// What senders that speak HTTP hand in, and what they are told. The HTTP door takes it from the request
// and the broker stores it; they meet in these words, because neither knows the other.
import type { RejectionReason } from "./rejection.ts";

/** Doors below /ingest/, each for one wire format. */
export const HTTP_INGEST_FORMATS = ["osmand", "ngsi-ld", "flespi"] as const;
export type HttpIngestFormat = (typeof HTTP_INGEST_FORMATS)[number];

export interface HttpReport {
  format: HttpIngestFormat;
  /** As HTTP Basic gives them; null = the client can send none, and has them in its payload. */
  credentials: { username: string; password: string } | null;
  payload: Uint8Array;
}

export type HttpReportAnswer =
  /** Durable, as far as it was good; `refused` names the first part that was not. */
  | { kind: "stored"; refused: { reason: RejectionReason; field: string | null } | null }
  /** Nothing of it could be stored. */
  | { kind: "refused"; reason: RejectionReason; field: string | null }
  | { kind: "unauthorized" }
  /** Too much waits, or the database cannot be asked who this is: try again. */
  | { kind: "busy" };

export type TakeHttpReport = (report: HttpReport) => Promise<HttpReportAnswer>;
