// Which free JSON values may be kept: what jsonb cannot hold (NUL, lone surrogates) or what is nested
// so deep that writing it would exhaust the stack is refused at the door, where it costs one message
// and not a whole batch its fast path.

const MAX_DEPTH = 12;
const LONE_SURROGATE = /\p{Surrogate}/u;

export function storableText(text: string): boolean {
  return !text.includes("\0") && !LONE_SURROGATE.test(text);
}

/** Whether a value out of JSON.parse can be stored as jsonb unchanged. */
export function storable(value: unknown, depth = 0): boolean {
  if (typeof value === "string") return storableText(value);
  // 1e999 reads as Infinity, which JSON cannot write.
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => storable(item, depth + 1));
  for (const [key, item] of Object.entries(value)) {
    // JSON.parse makes "__proto__" an own key; copying it would set a prototype.
    if (key === "__proto__" || !storableText(key) || !storable(item, depth + 1)) return false;
  }
  return true;
}
