// Processor time of a process that runs (Linux).
import { readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;

function statOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    // It ended, and is counted with its parent from now on.
    return "";
  }
}

/**
 * Seconds of processor a process has used so far, its threads and the children it has waited for
 * included: fields 14 to 17 of its stat, counted after the command name.
 */
export function processorSeconds(pid: number): number {
  const fields = statOf(pid).split(") ")[1]?.split(" ") ?? [];
  return fields.slice(11, 15).reduce((ticks, field) => ticks + Number(field), 0) / TICKS_PER_SECOND;
}
