// API tokens in requests: "Authorization: Bearer kentiz_…".
import { newSessionToken } from "./session-cookie.ts";

/** Tells what a leaked string is, to people and to scanners of repositories. */
const PREFIX = "kentiz_";

/** 256 random bits. */
export function newApiToken(): string {
  return `${PREFIX}${newSessionToken()}`;
}

/** null = the request carries none. */
export function bearerOf(authorization: string | undefined): string | null {
  return /^Bearer +(\S+) *$/i.exec(authorization ?? "")?.[1] ?? null;
}
