// Keys and secrets of devices. People type them into trackers, so the alphabet (Crockford's base 32)
// has no pairs that look alike.
import { createHash, randomBytes } from "node:crypto";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const LETTERS_FROM = 10;
const KEY_LENGTH = 10;
/** 32 symbols of 5 bits. */
const SECRET_LENGTH = 32;

const symbols = (count: number): string[] => Array.from(randomBytes(count), (byte) => ALPHABET[byte % 32] ?? "0");

/**
 * MQTT user name and topic part of a device: 10 symbols, the first a letter. Without i, l, o, u and
 * capitals no name of Object.prototype can come up (the MQTT library keeps plain objects by name).
 */
export function newDeviceKey(): string {
  const [, ...rest] = symbols(KEY_LENGTH);
  const letters = ALPHABET.slice(LETTERS_FROM);
  // 242 is the largest multiple of 22 in a byte: above it some letters would be likelier.
  let byte: number;
  do byte = randomBytes(1)[0] ?? 0;
  while (byte >= 242);
  return `${letters[byte % letters.length]}${rest.join("")}`;
}

/** 160 random bits. */
export function newDeviceSecret(): string {
  return symbols(SECRET_LENGTH).join("");
}

/** A slow hash would add nothing to a secret of 160 random bits. */
export function hashSecret(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}
