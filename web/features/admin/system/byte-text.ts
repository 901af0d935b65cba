// Sizes in binary units, as operating systems show them: "1,4 GB" is 1.4 · 2³⁰ bytes.
import { localeOf } from "../../../lib/number-format.ts";

const UNITS = ["B", "KB", "MB", "GB", "TB"] as const;

export function byteText(bytes: number, language: string): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  const digits = power === 0 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString(localeOf(language), { maximumFractionDigits: digits })} ${UNITS[power]}`;
}
