// The PROXY protocol, versions 1 and 2: a load balancer tells in the first bytes of a connection whose
// it is. Believed only of peers that are configured, because anybody can write such bytes; those peers
// have to send it.
// Source: https://www.haproxy.org/download/2.9/doc/proxy-protocol.txt
import type { Socket } from "node:net";
import { isIP } from "node:net";

export type ProxyHeader =
  /** More bytes are needed. */
  | "more"
  | "invalid"
  /** `address` null: the balancer speaks for itself (health checks), or does not know. */
  | { bytes: number; address: string | null };

const V1_START = Buffer.from("PROXY ");
const V1_MAX_BYTES = 107;
const V2_START = Buffer.from([0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a]);
const V2_FIXED_BYTES = 16;
/** Addresses and what balancers add to them (TLS details); nobody needs more. */
const V2_MAX_BYTES = V2_FIXED_BYTES + 2048;
const V2_LOCAL = 0x20;
const V2_PROXY = 0x21;
const TCP4 = 0x11;
const TCP6 = 0x21;

const startsAlike = (bytes: Buffer, start: Buffer): boolean => {
  const length = Math.min(bytes.length, start.length);
  return bytes.subarray(0, length).equals(start.subarray(0, length));
};

function readV1(bytes: Buffer): ProxyHeader {
  const end = bytes.subarray(0, V1_MAX_BYTES).indexOf("\r\n");
  if (end < 0) return bytes.length < V1_MAX_BYTES ? "more" : "invalid";
  const [, family, source] = bytes.toString("latin1", 0, end).split(" ");
  const length = end + 2;
  if (family === "UNKNOWN") return { bytes: length, address: null };
  const version = family === "TCP4" ? 4 : family === "TCP6" ? 6 : null;
  return version !== null && source !== undefined && isIP(source) === version
    ? { bytes: length, address: source }
    : "invalid";
}

function readV2(bytes: Buffer): ProxyHeader {
  if (bytes.length < V2_FIXED_BYTES) return "more";
  const length = V2_FIXED_BYTES + bytes.readUInt16BE(14);
  if (length > V2_MAX_BYTES) return "invalid";
  if (bytes.length < length) return "more";
  const command = bytes[12];
  const family = bytes[13];
  if (command === V2_LOCAL) return { bytes: length, address: null };
  if (command !== V2_PROXY) return "invalid";
  const source = bytes.subarray(V2_FIXED_BYTES, length);
  if (family === TCP4 && source.length >= 12) return { bytes: length, address: source.subarray(0, 4).join(".") };
  if (family === TCP6 && source.length >= 36) {
    const groups = Array.from({ length: 8 }, (_, index) => source.readUInt16BE(index * 2).toString(16));
    return { bytes: length, address: groups.join(":") };
  }
  return family === 0 ? { bytes: length, address: null } : "invalid";
}

export function readProxyHeader(bytes: Buffer): ProxyHeader {
  if (startsAlike(bytes, V2_START)) return bytes.length < V2_START.length ? "more" : readV2(bytes);
  if (startsAlike(bytes, V1_START)) return bytes.length < V1_START.length ? "more" : readV1(bytes);
  return "invalid";
}

/** Takes the header off a connection and calls back with the address of the client; destroys it where there is none in time. */
export function takeProxyHeader(socket: Socket, timeoutMs: number, onAddress: (address: string) => void): void {
  let pending: Buffer = Buffer.alloc(0);
  const timer = setTimeout(() => socket.destroy(), timeoutMs);
  const read = (): void => {
    const chunk = socket.read() as Buffer | null;
    if (!chunk) return;
    pending = Buffer.concat([pending, chunk]);
    const header = readProxyHeader(pending);
    if (header === "more") return;
    clearTimeout(timer);
    socket.off("readable", read);
    if (header === "invalid") {
      socket.destroy();
      return;
    }
    if (pending.length > header.bytes) socket.unshift(pending.subarray(header.bytes));
    onAddress(header.address ?? socket.remoteAddress ?? "");
  };
  socket.on("readable", read);
  socket.on("error", () => socket.destroy());
  socket.once("close", () => clearTimeout(timer));
}
