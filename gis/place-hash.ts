// Tells two fixes of one device at one instant apart: part of the key that makes ingest idempotent.

/** Finaliser of MurmurHash3 (Austin Appleby, public domain): every input bit moves half of the output. */
function mix(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** Signed 32-bit hash of a place in degrees; places within the same 1e-7° (1 cm) cell are one place. */
export function placeHashOf(lon: number, lat: number): number {
  return mix(mix(Math.round(lon * 1e7)) + Math.round(lat * 1e7)) | 0;
}

/** Signed 32-bit FNV-1a hash of a text: tells two messages of one device, instant and type apart. */
export function textHashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return mix(hash) | 0;
}
