// Open tails of devices: server-sent events with a pace, a heartbeat and an end. A tail shows what devices
// say about where people are, so it ends when the right or the session does.
import { once } from "node:events";
import type { Request, Response } from "express";
import { AppError } from "../domain/problem.ts";
import { scopeOf } from "../domain/rights.ts";
import type { TailEnd, TailMessage, TailOpen, TailSkipped } from "../domain/tail.ts";
import type { Database } from "../gis/database.ts";
import { deviceById } from "../gis/device.ts";
import type { Feed } from "../gis/feed.ts";
import type { MessageTail, TailedMessage } from "../gis/message-tail.ts";
import { payloadPreview } from "../gis/payload-preview.ts";
import { requesterOf } from "./caller.ts";

const MAX_STREAMS = 100;
/** Nobody reads faster; what comes above is counted. */
const MAX_MESSAGES_PER_SECOND = 50;
const MAX_WAITING_BYTES = 256 * 1024;
const HEARTBEAT_MS = 15_000;
const RECHECK_MS = 30_000;
const LONGEST_MS = 30 * 60_000;

interface Events {
  open: TailOpen;
  message: TailMessage;
  skipped: TailSkipped;
  end: TailEnd;
}

export interface TailStreams {
  /** Resolves when the tail has ended. @throws AppError too_many before it began */
  open(request: Request, response: Response, deviceId: number): Promise<void>;
  stop(): void;
}

function messageOf({ atMs, payload, payloadBytes, topic, qos, accepted, refused }: TailedMessage): TailMessage {
  const at = new Date(atMs).toISOString();
  return { at, topic, qos, payloadBytes, ...payloadPreview(payload), accepted, refused: [...refused] };
}

export function createTailStreams({
  database,
  feed,
  tail,
}: {
  database: Database;
  feed: Feed;
  tail: MessageTail;
}): TailStreams {
  const streams = new Set<(reason: TailEnd["reason"]) => void>();

  /** Why this tail may not go on; null = it may. */
  async function endReason(request: Request, deviceId: number): Promise<TailEnd["reason"] | null> {
    const requester = await requesterOf(database, request.headers);
    if (!requester) return "signed_out";
    const scope = scopeOf(requester.user.grants, "device:read");
    return (await deviceById(database, scope, deviceId)) ? null : "right_lost";
  }

  return {
    async open(request, response, deviceId) {
      if (streams.size >= MAX_STREAMS) {
        throw new AppError("too_many", `${MAX_STREAMS} devices are being watched just now. Close one first.`);
      }
      // no-transform: compression would hold events back.
      response.set({ "Content-Type": "text/event-stream", "Cache-Control": "no-store, no-transform" });
      response.set("X-Accel-Buffering", "no");
      response.flushHeaders();
      const send = <K extends keyof Events>(event: K, data: Events[K]): void => {
        response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      };
      let sentThisSecond = 0;
      let skipped = 0;
      let checking = false;

      const end = (reason: TailEnd["reason"]): void => {
        send("end", { reason });
        response.end();
      };
      const recheck = async (): Promise<void> => {
        if (checking) return;
        checking = true;
        // While the database is away nobody is sent away.
        const reason = await endReason(request, deviceId).catch(() => null);
        checking = false;
        if (reason && !response.writableEnded) end(reason);
      };
      const stopWatching = tail.watch(deviceId, (message) => {
        if (response.writableEnded) return;
        if (sentThisSecond >= MAX_MESSAGES_PER_SECOND || response.writableLength > MAX_WAITING_BYTES) {
          skipped++;
          return;
        }
        sentThisSecond++;
        send("message", messageOf(message));
      });
      const stopListening = feed.subscribe(({ type }) => {
        if (type === "users" || type === "vehicles" || type === "devices") void recheck();
      });
      const timers = [
        setInterval(() => {
          sentThisSecond = 0;
          if (skipped === 0 || response.writableLength > MAX_WAITING_BYTES) return;
          send("skipped", { count: skipped });
          skipped = 0;
        }, 1000),
        setInterval(() => response.write(": \n\n"), HEARTBEAT_MS),
        setInterval(() => void recheck(), RECHECK_MS),
        setTimeout(() => end("time_limit"), LONGEST_MS),
      ];
      streams.add(end);
      send("open", { deviceId, at: new Date().toISOString() });
      // Rights may have changed between admission and now, when nothing was heard here.
      void recheck();

      await once(response, "close");
      streams.delete(end);
      for (const timer of timers) clearInterval(timer);
      stopListening();
      stopWatching();
    },
    stop() {
      for (const end of streams) end("restart");
    },
  };
}
