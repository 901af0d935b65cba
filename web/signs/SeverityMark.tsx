// How pressing an alarm is: colour and shape together, always beside its word.
import type { Severity } from "../../domain/alarm/severity.ts";

/** 24 × 24, the more corners the more pressing; the low one is round. */
const MARKS: Readonly<Record<Severity, { colour: string; path: string }>> = {
  urgent: { colour: "#B3261E", path: "M8 2h8l6 6v8l-6 6H8l-6-6V8Z" },
  critical: { colour: "#C4501B", path: "M12 1.5 22.5 12 12 22.5 1.5 12Z" },
  high: { colour: "#B26A00", path: "M12 2.5 22.5 21h-21Z" },
  medium: { colour: "#7A6A00", path: "M3.5 3.5h17v17h-17Z" },
  low: { colour: "#0063A6", path: "M2.5 12a9.5 9.5 0 1 0 19 0 9.5 9.5 0 1 0-19 0Z" },
};

export function SeverityMark({ severity, size = 16 }: { severity: Severity; size?: number }) {
  const { colour, path } = MARKS[severity];
  return (
    <svg data-sign={severity} width={size} height={size} viewBox="-1 -1 26 26" aria-hidden style={{ flex: "none" }}>
      <path d={path} fill={colour} stroke="var(--k-sign-casing)" strokeWidth={1.6} strokeLinejoin="round" />
      {severity === "urgent" ? (
        <path d="M12 6v8m0 3v1.6" stroke="#fff" strokeWidth={2.8} strokeLinecap="round" fill="none" />
      ) : null}
    </svg>
  );
}
