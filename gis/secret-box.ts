// Passwords of other systems, which Kentiz has to know and so cannot hash: kept sealed (AES-256-GCM) with a
// key that lies outside the database, so that a dump or a stolen backup of it opens nothing.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

export const SECRET_KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = "aes-256-gcm";

export interface SecretBox {
  /** `owner` says whose secret it is: what was sealed for one does not open for another. */
  seal(secret: string, owner: string): Buffer;
  /** null = sealed with another key, for another owner, or changed. */
  open(sealed: Uint8Array, owner: string): string | null;
}

export function createSecretBox(key: Uint8Array): SecretBox {
  return {
    seal: (secret, owner) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open: (sealed, owner) => {
      const nonce = sealed.subarray(0, NONCE_BYTES);
      const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
      try {
        const decipher = createDecipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner)).setAuthTag(tag);
        const start = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([start, decipher.final()]).toString("utf8");
      } catch {
        return null;
      }
    },
  };
}
