// The hub's picture of the fleet: loaded from the database, kept up to date by the change feed,
// loaded again whenever the feed alone cannot tell (new vehicles, units, assignments, an outage).
import type { Logger } from "pino";
import type { Scope } from "../../domain/rights.ts";
import type { FeedEvent } from "../../gis/feed.ts";
import type { LiveState } from "../../gis/vehicle-state.ts";
import { createAudience, RESUME_TICKS, type Audience } from "./audience.ts";
import { createVehicleTable, type VehicleTable } from "./vehicle-table.ts";

/** Other processes (the kentiz command, a second server) change the database without this feed. */
const RELOAD_EVERY_TICKS = 60;

export interface FleetPicture {
  readonly seq: number;
  readonly table: VehicleTable;
  apply(event: FeedEvent): void;
  /** Reads the database; calls that come while one runs are served by one more run. */
  reload(): Promise<void>;
  audienceOf(scope: Scope): Audience;
  /** A client left this audience for another: its history no longer tells what that client knows. */
  breakHistory(audience: Audience): void;
  /** Next tick: numbers the changes and gives every audience its part. */
  advance(nowMs: number): void;
}

export interface FleetPictureOptions {
  loadStates: () => Promise<LiveState[]>;
  logger: Logger;
  /** Names this run of the server. */
  runId: string;
}

export function createFleetPicture({ loadStates, logger, runId }: FleetPictureOptions): FleetPicture {
  const table = createVehicleTable();
  const audiences = new Map<string, Audience>();
  let seq = 1;
  let epochs = 0;
  let wanted = false;
  let running: Promise<void> | null = null;
  let failing = false;
  /** What the feed said while a load was under way: the load may be older than that. */
  let meanwhile: FeedEvent[] = [];

  const newEpoch = (): string => `${runId}-${(epochs += 1)}`;

  function applyToTable(event: FeedEvent): void {
    if (event.type === "states" && !table.applyStates(event.changes)) wanted = true;
    if (event.type === "links") table.applyLinks(event.links);
  }

  async function loadOnce(): Promise<void> {
    wanted = false;
    meanwhile = [];
    try {
      table.replace(await loadStates());
      for (const event of meanwhile) applyToTable(event);
      for (const audience of audiences.values()) audience.refresh(seq + 1);
      if (failing) logger.info("live picture reconciled with the database");
      failing = false;
    } catch (error) {
      wanted = true;
      if (!failing) logger.warn({ err: error }, "live picture could not be loaded, trying again every second");
      failing = true;
    }
  }

  function reload(): Promise<void> {
    wanted = true;
    running ??= (async () => {
      do await loadOnce();
      while (wanted && !failing);
      running = null;
    })();
    return running;
  }

  return {
    table,
    get seq() {
      return seq;
    },
    apply(event) {
      if (running) meanwhile.push(event);
      applyToTable(event);
    },
    reload,
    audienceOf(scope) {
      const key = [...scope.unitIds].sort((a, b) => a - b).join(",");
      const known = audiences.get(key);
      if (known) return known;
      const audience = createAudience(scope, table, newEpoch(), seq);
      audiences.set(key, audience);
      return audience;
    },
    breakHistory(audience) {
      audience.epoch = newEpoch();
    },
    advance(nowMs) {
      seq += 1;
      if (wanted || seq % RELOAD_EVERY_TICKS === 0) void reload();
      const changed = table.advance(seq, nowMs);
      for (const [key, audience] of audiences) {
        if (audience.lastUsedSeq < seq - RESUME_TICKS) audiences.delete(key);
        else audience.startTick(seq, changed);
      }
    },
  };
}
