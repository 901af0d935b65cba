// The ingest side in the text format of Prometheus, where plain gauges do not tell enough: refusals by reason,
// reports by format, and the classes of commit times. Written out here because the numbers are counted where
// they arise, in another room, and prom-client's own counters can only count themselves.
import type { Histogram, IngestDetail } from "../domain/system.ts";

const PREFIX = "kentiz_ingest_";

const head = (name: string, type: string, help: string): string[] => [
  `# HELP ${PREFIX}${name} ${help}`,
  `# TYPE ${PREFIX}${name} ${type}`,
];

function counter(
  name: string,
  help: string,
  label: string,
  counts: Readonly<Partial<Record<string, number>>>,
): string[] {
  const lines = Object.entries(counts).map(([value, count = 0]) => `${PREFIX}${name}{${label}="${value}"} ${count}`);
  return [...head(name, "counter", help), ...lines];
}

function histogram(name: string, help: string, { boundsSeconds, counts, sumSeconds }: Histogram): string[] {
  let total = 0;
  const classes = counts.map((count, index) => {
    total += count;
    return `${PREFIX}${name}_bucket{le="${boundsSeconds[index] ?? "+Inf"}"} ${total}`;
  });
  return [
    ...head(name, "histogram", help),
    ...classes,
    `${PREFIX}${name}_sum ${sumSeconds}`,
    `${PREFIX}${name}_count ${total}`,
  ];
}

/** Reason and format names are constants of ours: nothing in them needs escaping. */
export function ingestMetrics({ refused, formats, commits }: Omit<IngestDetail, "waitingSeconds">): string {
  return [
    ...counter("rejected_total", "Refused messages and parts of messages since the start", "reason", refused),
    ...counter("reports_total", "Accepted reports since the start", "format", formats),
    ...histogram("commit_seconds", "Time to commit a batch", commits),
    "",
  ].join("\n");
}
