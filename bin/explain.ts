// Turns a failed start or command into a sentence that says what happened and what to do.
import { DatabaseError } from "../gis/database-error.ts";
import { DataDirInUseError } from "../gis/embedded/data-dir-lock.ts";
import { DatabaseNewerError, MigrationChangedError } from "../gis/migrate.ts";
import { ApiProblem } from "./api-client.ts";
import { ConfigError } from "./config.ts";

/** A command used in a way that cannot work; the message says what to do. */
export class UsageError extends Error {}

const KNOWN = [ConfigError, DataDirInUseError, DatabaseNewerError, MigrationChangedError, ApiProblem, UsageError];

interface ListenError extends Error {
  code: string;
  port?: number;
}

const isListenError = (error: unknown): error is ListenError =>
  error instanceof Error && "code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES");

export function explain(error: unknown): string {
  if (KNOWN.some((known) => error instanceof known)) return error instanceof Error ? error.message : String(error);
  if (isListenError(error)) {
    const why = error.code === "EADDRINUSE" ? "is already in use by another program" : "may not be opened by this user";
    return `Port ${error.port ?? "?"} ${why}. Choose another one with HTTP_PORT, MQTT_PORT or MQTTS_PORT.`;
  }
  if (error instanceof DatabaseError && error.kind === "unavailable") {
    return `The database cannot be reached: ${error.message}. Check DATABASE_URL and that the server runs.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
