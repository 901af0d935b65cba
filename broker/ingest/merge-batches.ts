// Several spooled batches as one commit.
import type { IngestBatch } from "../../gis/ingest-row.ts";
import { mergeRejection, type RejectionRows } from "./rejection-ledger.ts";

/** `batches` oldest first. Equal rejections are added up: one statement may touch a row only once. */
export function mergeBatches(batches: readonly IngestBatch[]): IngestBatch {
  const rejections: RejectionRows = new Map();
  for (const batch of batches) {
    for (const row of batch.rejections) mergeRejection(rejections, row);
  }
  return {
    positions: batches.flatMap((batch) => batch.positions),
    messages: batches.flatMap((batch) => batch.messages),
    observations: batches.flatMap((batch) => batch.observations),
    rejections: [...rejections.values()],
  };
}
