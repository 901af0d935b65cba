// Passwords as argon2id hashes.
import { hash, verify } from "@node-rs/argon2";
import { randomBytes } from "node:crypto";

/** OWASP's second recommendation (19 MiB, 2 passes, 1 lane); about 25 ms here. argon2id is the library's default. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2);
}

export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password);
}

export interface Passwords {
  /** Takes the same time whether there is such a user (hash) or not (null). */
  matches(passwordHash: string | null, password: string): Promise<boolean>;
}

export async function createPasswords(): Promise<Passwords> {
  // Nobody knows the password of this hash; checking against it costs what a real check costs.
  const decoy = await hashPassword(randomBytes(32).toString("base64url"));
  return {
    async matches(passwordHash, password) {
      const right = await verifyPassword(passwordHash ?? decoy, password);
      return right && passwordHash !== null;
    },
  };
}
