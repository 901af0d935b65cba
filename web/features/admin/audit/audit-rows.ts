// The fields an audit entry is about, each with its value before and after, in words.
import type { AuditEntry } from "../../../../domain/audit.ts";

export interface AuditRow {
  field: string;
  before: string;
  after: string;
}

type Changed = Pick<AuditEntry, "before" | "after">;

export const auditFields = ({ before, after }: Changed): string[] => [
  ...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]),
];

/** `wordOf` puts a value of a field into words; what was not there is a dash. */
export function auditRows(entry: Changed, wordOf: (field: string, value: unknown) => string): AuditRow[] {
  const textOf = (field: string, value: unknown): string => (value == null ? "–" : wordOf(field, value));
  return auditFields(entry).map((field) => ({
    field,
    before: textOf(field, entry.before?.[field]),
    after: textOf(field, entry.after?.[field]),
  }));
}
