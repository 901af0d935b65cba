// Counts refusals and turns them into rows. Equal ones (principal, topic, reason) share a row, and an
// abuser cannot fill the table: only so many topics per principal, and so many invented principals,
// get rows of their own.
import type { RejectionReason } from "../../domain/rejection.ts";
import type { RejectionRow } from "../../gis/ingest-row.ts";
import { printable } from "../access/name.ts";

/** Shown in place of what no longer gets a row of its own. */
export const OTHER_TOPICS = "(other topics)";
export const OTHER_PRINCIPALS = "(other names)";

const MAX_TOPICS_PER_PRINCIPAL = 20;
const MAX_UNKNOWN_PRINCIPALS = 200;
/** The bounds start anew after this, so that what is lumped together today is visible tomorrow. */
const PERIOD_MS = 24 * 3_600_000;
const KEPT_PAYLOAD_BYTES = 256;
const MAX_TOPIC_LENGTH = 256;
const MAX_PRINCIPAL_LENGTH = 64;
const MAX_FIELD_LENGTH = 200;

export type RejectionRows = Map<string, RejectionRow>;

export interface Refused {
  principal: string;
  /** Negative: an integration. null = the principal is neither, or did not prove to be one. */
  deviceId: number | null;
  topic: string;
  reason: RejectionReason;
  field: string | null;
  payload: Uint8Array;
  /** Where it is more than `payload`. */
  payloadBytes?: number;
  count?: number;
  atMs: number;
}

export interface RejectionLedger {
  /** Counts a refusal and adds it to the rows of a batch. */
  add(rows: RejectionRows, refused: Refused): void;
  /** Refusals since the start, by reason. */
  readonly counts: Readonly<Partial<Record<RejectionReason, number>>>;
}

export function rejectionKey(row: Pick<RejectionRow, "principal" | "topic" | "reason">): string {
  return `${row.principal}\n${row.topic}\n${row.reason}`;
}

/** Adds a row to rows of the same kind, the younger one leading. */
export function mergeRejection(rows: RejectionRows, row: RejectionRow): void {
  const key = rejectionKey(row);
  const present = rows.get(key);
  rows.set(key, present ? { ...row, count: present.count + row.count } : row);
}

export function createRejectionLedger(): RejectionLedger {
  const counts: Partial<Record<RejectionReason, number>> = {};
  const topicsOf = new Map<string, Set<string>>();
  let unknownPrincipals = 0;
  let periodStartMs = 0;

  function principalFor(presented: string, isDevice: boolean): string {
    const principal = printable(presented, MAX_PRINCIPAL_LENGTH);
    if (topicsOf.has(principal)) return principal;
    if (!isDevice && unknownPrincipals >= MAX_UNKNOWN_PRINCIPALS) return OTHER_PRINCIPALS;
    if (!isDevice) unknownPrincipals++;
    topicsOf.set(principal, new Set());
    return principal;
  }

  function topicFor(principal: string, presented: string): string {
    const topic = printable(presented, MAX_TOPIC_LENGTH);
    const topics = topicsOf.get(principal);
    if (!topics || topics.has(topic)) return topic;
    if (topics.size >= MAX_TOPICS_PER_PRINCIPAL) return OTHER_TOPICS;
    topics.add(topic);
    return topic;
  }

  return {
    counts,
    add: (rows, refused) => {
      const count = refused.count ?? 1;
      counts[refused.reason] = (counts[refused.reason] ?? 0) + count;
      if (refused.atMs - periodStartMs > PERIOD_MS) {
        periodStartMs = refused.atMs;
        topicsOf.clear();
        unknownPrincipals = 0;
      }
      const principal = principalFor(refused.principal, refused.deviceId !== null);
      mergeRejection(rows, {
        principal,
        topic: topicFor(principal, refused.topic),
        reason: refused.reason,
        field: refused.field === null ? null : printable(refused.field, MAX_FIELD_LENGTH),
        deviceId: refused.deviceId,
        // A copy: the payload is a view of a socket chunk that would be kept alive.
        payload: Uint8Array.from(refused.payload.subarray(0, KEPT_PAYLOAD_BYTES)),
        payloadBytes: refused.payloadBytes ?? refused.payload.length,
        count,
        atMs: refused.atMs,
      });
    },
  };
}
