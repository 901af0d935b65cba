// Decides about a CONNECT: who is it, and may it come in the way it presents itself.
import { createHash, timingSafeEqual } from "node:crypto";
import type { WireFormat } from "../../domain/device.ts";
import type { RejectionReason } from "../../domain/rejection.ts";
import type { ClientClaims } from "./client-claims.ts";
import type { CredentialCache } from "./credential-cache.ts";
import { isPossibleKey, isSafeClientId } from "./name.ts";
import { mayLeaveWill } from "./will-right.ts";

/** A device, or an integration, whose id is negative (gis/principal). */
export interface KnownDevice {
  id: number;
  key: string;
  format: WireFormat;
  topicFilters: readonly string[] | null;
  /** SHA-256 of the secret. */
  secretHash: Uint8Array;
  credentialVersion: number;
  revoked: boolean;
}

export interface SignInAttempt {
  username: string;
  password: Uint8Array;
  clientId: string;
  /** The client sent no id, and `clientId` was made up for it. */
  anonymous: boolean;
  clean: boolean;
  will: { topic: string; payload: Uint8Array } | null;
  /** Stands for the connection in claims. */
  connection: object;
  /** Common name of the certificate it presented and a trusted CA signed. */
  certificateName: string | null;
}

/** CONNACK return codes of MQTT 3.1.1 §3.2.2.3. */
export const CONNACK = { identifierRejected: 2, unavailable: 3, badCredentials: 4, notAuthorized: 5 } as const;
export type ConnackCode = (typeof CONNACK)[keyof typeof CONNACK];

export type SignInResult =
  | { device: KnownDevice }
  /** `reason` null: the answer is not known now, the device shall try again. */
  | { code: ConnackCode; reason: RejectionReason | null; deviceId: number | null; topic?: string };

export interface SignInOptions {
  credentials: CredentialCache<KnownDevice>;
  claims: ClientClaims;
  sessionsOf: (deviceId: number) => number;
  maxSessionsPerDevice: number;
}

const NO_HASH = new Uint8Array(32);

/** Takes as long for an unknown device as for a known one. */
function secretMatches(device: KnownDevice | null, password: Uint8Array): boolean {
  const hash = createHash("sha256").update(password).digest();
  const expected = device && device.secretHash.length === hash.length ? device.secretHash : NO_HASH;
  return timingSafeEqual(hash, expected) && device !== null;
}

/**
 * Who it is. A certificate that names a device stands for it, in place of a password and for no other;
 * one that names none says only that the client may be here.
 * @throws what the look-up throws
 */
async function identify(
  { credentials }: SignInOptions,
  { username, password, certificateName }: SignInAttempt,
  nowMs: number,
): Promise<{ device: KnownDevice | null; proven: boolean }> {
  const find = (key: string): Promise<KnownDevice | null> =>
    isPossibleKey(key) ? credentials.get(key, nowMs) : Promise.resolve(null);
  const certified = certificateName === null ? null : await find(certificateName);
  if (certified) return { device: certified, proven: username === "" || username === certified.key };
  const device = await find(username);
  return { device, proven: secretMatches(device, password) };
}

export async function signIn(options: SignInOptions, attempt: SignInAttempt): Promise<SignInResult> {
  const { credentials, claims } = options;
  const nowMs = Date.now();
  let identity: Awaited<ReturnType<typeof identify>>;
  try {
    identity = await identify(options, attempt, nowMs);
  } catch {
    return { code: CONNACK.unavailable, reason: null, deviceId: null };
  }
  const { device, proven } = identity;
  if (!proven || !device) {
    return { code: CONNACK.badCredentials, reason: "credentials_wrong", deviceId: device?.id ?? null };
  }
  const refused = (code: ConnackCode, reason: RejectionReason, topic?: string): SignInResult => ({
    code,
    reason,
    deviceId: device.id,
    ...(topic === undefined ? {} : { topic }),
  });
  if (device.revoked) return refused(CONNACK.notAuthorized, "device_revoked");
  // [MQTT-3.1.3-8]; aedes would let it in.
  if (attempt.anonymous && !attempt.clean) return refused(CONNACK.identifierRejected, "client_id_invalid");
  if (!isSafeClientId(attempt.clientId)) return refused(CONNACK.identifierRejected, "client_id_invalid");
  if (attempt.will && !mayLeaveWill(device, attempt.will)) {
    return refused(CONNACK.notAuthorized, "will_not_allowed", attempt.will.topic);
  }
  if (options.sessionsOf(device.id) >= options.maxSessionsPerDevice) {
    return refused(CONNACK.unavailable, "too_many_sessions");
  }
  // A device's key as client id is kept for that device, although it may not be connected now.
  if (attempt.clientId !== device.key && isPossibleKey(attempt.clientId)) {
    const namesake = await credentials.get(attempt.clientId, nowMs).catch(() => null);
    if (namesake) return refused(CONNACK.identifierRejected, "client_id_taken");
  }
  if (!claims.claim(attempt.clientId, device.id, attempt.connection, !attempt.clean)) {
    return refused(CONNACK.identifierRejected, "client_id_taken");
  }
  return { device };
}
