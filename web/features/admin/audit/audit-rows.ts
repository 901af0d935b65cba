// The fields an audit entry is about, each with its value before and after.
import type { AuditEntry } from "../../../../domain/audit.ts";

export interface AuditRow {
  field: string;
  before: string;
  after: string;
}

const textOf = (value: unknown): string => {
  if (value === undefined || value === null) return "–";
  return typeof value === "string" ? value : JSON.stringify(value);
};

export function auditRows({ before, after }: Pick<AuditEntry, "before" | "after">): AuditRow[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields.map((field) => ({ field, before: textOf(before?.[field]), after: textOf(after?.[field]) }));
}
