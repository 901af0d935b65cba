// What the main thread and the database worker say to each other.

/** Steps of a start, in order. */
export type StartStep = "create" | "open" | "postgis";

export interface WorkerInput {
  /** Folder of the PostgreSQL files. */
  filesDir: string;
  /** Unix socket to listen on; the name is what pg expects: <folder>/.s.PGSQL.5432 */
  socketPath: string;
  isNew: boolean;
}

/** "alive" comes at this pace whenever no statement keeps the thread busy. */
export const ALIVE_EVERY_MS = 1000;

export type FromWorker = { type: "step"; step: StartStep } | { type: "ready" } | { type: "alive" };
/** The only message to the worker: stop. */
export const STOP = "stop";
