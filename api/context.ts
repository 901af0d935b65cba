// What every part of the HTTP door gets handed: made once in createApi, never looked up.
import type { Logger } from "pino";
import type { Installation } from "../domain/installation.ts";
import type { Database } from "../gis/database.ts";
import type { Feed } from "../gis/feed.ts";
import type { BackdropSource } from "./backdrop-source.ts";
import type { SecretBox } from "../gis/secret-box.ts";
import type { BaseMapSource } from "./base-map-source.ts";
import type { Passwords } from "./password.ts";
import type { Queue } from "./queue.ts";
import type { SystemWatch } from "./system-watch.ts";
import type { TailStreams } from "./tail-streams.ts";

export interface ApiContext {
  database: Database;
  feed: Feed;
  logger: Logger;
  version: string;
  /** IANA zone in which the installation shows times. */
  timeZone: string;
  /** Reached by people over https: cookies are Secure. */
  secure: boolean;
  /** This server itself speaks TLS. */
  tls: boolean;
  /** Origin people reach it under, where configured. */
  publicOrigin: string | null;
  passwords: Passwords;
  /** Sign-in attempts run one after the other, so that parallel guesses cannot outrun the throttle. */
  signInQueue: Queue;
  installation: Installation;
  baseMap: BaseMapSource;
  backdrops: BackdropSource;
  /** Seals the passwords of other systems. */
  secrets: SecretBox;
  system: SystemWatch;
  tails: TailStreams;
}
