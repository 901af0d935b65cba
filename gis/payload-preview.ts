// The first bytes of a payload as people may safely look at them.

export interface PayloadPreview {
  payloadStart: string;
  payloadHex: string;
}

/** Controls except tab and line ends, and marks that turn the direction of writing or hide text. */
const UNSAFE = /[\p{Cc}\p{Cs}\p{Cf}\u2028\u2029]/gu;
const HARMLESS = new Set(["\t", "\n", "\r"]);

/** What is no text, or could act as something else, stands as U+FFFD. */
export function payloadPreview(bytes: Buffer): PayloadPreview {
  const payloadStart = bytes.toString("utf8").replace(UNSAFE, (mark) => (HARMLESS.has(mark) ? mark : "\uFFFD"));
  return { payloadStart, payloadHex: bytes.toString("hex") };
}
