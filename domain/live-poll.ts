// The slow way of the live stream for networks whose proxies do not let WebSockets through: the
// console asks by HTTP every few seconds. Question: POST /live/poll with the same hello as on a
// socket. Answer: what a socket would have sent, one after the other, each with a header of 5 bytes:
//
//   0 u8 kind (1 JSON text, 2 binary frame)   1 u32 length, little endian   then the bytes

export const LIVE_POLL_PATH = "/live/poll";
export const LIVE_POLL_MS = 5000;

const KINDS = { text: 1, frame: 2 } as const;
const HEADER_BYTES = 5;

export interface LivePart {
  /** JSON in UTF-8, or a frame of domain/live-protocol. */
  kind: keyof typeof KINDS;
  bytes: Uint8Array;
}

export function encodeLiveParts(parts: readonly LivePart[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { bytes }) => sum + HEADER_BYTES + bytes.byteLength, 0));
  const view = new DataView(whole.buffer);
  let offset = 0;
  for (const { kind, bytes } of parts) {
    view.setUint8(offset, KINDS[kind]);
    view.setUint32(offset + 1, bytes.byteLength, true);
    whole.set(bytes, offset + HEADER_BYTES);
    offset += HEADER_BYTES + bytes.byteLength;
  }
  return whole;
}

/** @throws RangeError where the bytes are not such an answer: a proxy's page, another version. */
export function decodeLiveParts(whole: ArrayBuffer): LivePart[] {
  const view = new DataView(whole);
  const parts: LivePart[] = [];
  let offset = 0;
  while (offset < whole.byteLength) {
    const code = view.getUint8(offset);
    const kind = code === KINDS.text ? "text" : code === KINDS.frame ? "frame" : null;
    const end = offset + HEADER_BYTES + view.getUint32(offset + 1, true);
    if (kind === null || end > whole.byteLength) throw new RangeError("live answer");
    parts.push({ kind, bytes: new Uint8Array(whole.slice(offset + HEADER_BYTES, end)) });
    offset = end;
  }
  return parts;
}
