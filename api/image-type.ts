// Recognises pictures by their first bytes.
import type { PHOTO_TYPES } from "./file-contract.ts";

type ImageType = (typeof PHOTO_TYPES)[number];

const ascii = (bytes: Buffer, from: number, to: number): string => bytes.subarray(from, to).toString("latin1");

export function imageTypeOf(bytes: Buffer): ImageType | null {
  if (bytes.length < 12) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "image/jpeg";
  if (ascii(bytes, 0, 8) === "\x89PNG\r\n\x1a\n") return "image/png";
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP") return "image/webp";
  return null;
}
