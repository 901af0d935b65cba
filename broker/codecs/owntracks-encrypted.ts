// OwnTracks payload encryption (owntracks/booklet docs/features/encrypt.md): libsodium secretbox, a nonce
// of 24 bytes before the box, base64; the key is a text padded with zeros to 32 bytes. The key here is
// the MQTT password of the device, so that there is no second secret to hand out and none to store.
import { Buffer } from "node:buffer";
import nacl from "tweetnacl";

const { nonceLength, keyLength, overheadLength } = nacl.secretbox;
const BASE64 = /^[A-Za-z0-9+/=\s]+$/;

/** The bytes that were encrypted; null = not readable with this key. */
export function openOwntracks(data: unknown, secret: Uint8Array): Uint8Array | null {
  if (typeof data !== "string" || !BASE64.test(data) || secret.length > keyLength) return null;
  const sealed = new Uint8Array(Buffer.from(data, "base64"));
  if (sealed.length < nonceLength + overheadLength) return null;
  const key = new Uint8Array(keyLength);
  key.set(secret);
  return nacl.secretbox.open(sealed.subarray(nonceLength), sealed.subarray(0, nonceLength), key);
}
