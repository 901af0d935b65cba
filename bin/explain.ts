// Turns a failed start or command into a sentence that says what happened and what to do.
import { DatabaseError } from "../gis/database-error.ts";
import { DataDirInUseError } from "../gis/embedded/data-dir-lock.ts";
import { DatabaseNewerError, MigrationChangedError } from "../gis/migrate.ts";
import { ApiProblem } from "./api-client.ts";
import { ConfigError } from "./config.ts";
import { SecretKeyError } from "./secret-key.ts";

/** A command used in a way that cannot work; the message says what to do. */
export class UsageError extends Error {}

const KNOWN = [
  ConfigError,
  SecretKeyError,
  DataDirInUseError,
  DatabaseNewerError,
  MigrationChangedError,
  ApiProblem,
  UsageError,
];

interface SystemError extends Error {
  code: string;
  path?: string;
  address?: string;
  port?: number;
}

const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && "code" in error && typeof error.code === "string";

function explainSystem(error: SystemError): string | null {
  switch (error.code) {
    case "EADDRINUSE":
      return `Port ${error.port ?? "?"} is already in use by another program. Choose another one with HTTP_PORT, MQTT_PORT or MQTTS_PORT.`;
    case "EACCES":
      return error.port === undefined
        ? `${error.path ?? "A file"} may not be opened by this user.`
        : `Port ${error.port} may not be opened by this user. Choose another one with HTTP_PORT, MQTT_PORT or MQTTS_PORT.`;
    case "ENOENT":
      return `${error.path ?? "A file"} does not exist.`;
    case "EISDIR":
      return `${error.path ?? "This"} is a folder, a file is needed.`;
    case "ECONNREFUSED":
      return `Nothing answers at ${error.address ?? "this address"}:${error.port ?? "?"}. Is Kentiz running there?`;
    default:
      return null;
  }
}

function explainDatabase(error: DatabaseError): string | null {
  if (error.kind === "unavailable") {
    return `The database cannot be reached: ${error.message}. Check DATABASE_URL and that the server runs.`;
  }
  return error.constraint === "user_account_username_key" ? "This user name is taken. Choose another one." : null;
}

/** A sentence for what is known; the whole story for what is not. */
export function explain(error: unknown): string {
  if (KNOWN.some((known) => error instanceof known)) return error instanceof Error ? error.message : String(error);
  const sentence =
    error instanceof DatabaseError ? explainDatabase(error) : isSystemError(error) ? explainSystem(error) : null;
  return sentence ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
}
