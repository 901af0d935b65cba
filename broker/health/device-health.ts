// What messages tell about the health of their devices besides what they say: kept in memory, written down in
// one go every few seconds, only what changed. Losing the last seconds in a crash loses a few counts.
import type { Logger } from "pino";
import type { Report } from "../../domain/report.ts";
import type { DeviceHealthRow } from "../../gis/device-health.ts";
import { createClockSkew, type ClockSkew } from "./clock-skew.ts";
import { countFrame, noFrames, type FrameCount } from "./frame-count.ts";

export interface DeviceHealthWatch {
  /** Hot path: what a message of a device said, once it was decoded. */
  heard(deviceId: number, reports: readonly Report[], receivedAtMs: number): void;
  /** The counter of a message. */
  counted(deviceId: number, sequence: number, receivedAtMs: number): void;
  stop(): Promise<void>;
}

export interface DeviceHealthOptions {
  write: (rows: readonly DeviceHealthRow[]) => Promise<void>;
  logger: Logger;
  flushMs?: number;
  /** Between two samples of one clock: what was buffered comes in one burst and shall not decide. */
  sampleMs?: number;
}

const FLUSH_MS = 10_000;
const SAMPLE_MS = 5000;
/** Older is history that was kept, not the error of a clock. */
const MAX_DELAY_MS = 24 * 3_600_000;

interface Watched {
  skew: ClockSkew;
  sampledMs: number;
  frames: FrameCount | null;
  dirty: boolean;
}

const timeOf = (report: Report): number | null => {
  if (report.kind === "position") return report.fixTimeMs;
  if (report.kind === "observation") return report.flags.includes("received_time") ? null : report.timeMs;
  return null;
};

export function createDeviceHealthWatch(options: DeviceHealthOptions): DeviceHealthWatch {
  const { write, logger, sampleMs = SAMPLE_MS } = options;
  const devices = new Map<number, Watched>();
  let flushing: Promise<void> | null = null;

  function watchedOf(deviceId: number): Watched {
    const known = devices.get(deviceId);
    if (known) return known;
    const watched: Watched = { skew: createClockSkew(), sampledMs: 0, frames: null, dirty: false };
    devices.set(deviceId, watched);
    return watched;
  }

  async function flush(): Promise<void> {
    const due = [...devices].filter(([, { dirty }]) => dirty);
    if (due.length === 0) return;
    const rows = due.map(([deviceId, watched]): DeviceHealthRow => {
      watched.dirty = false;
      const { frames } = watched;
      return {
        deviceId,
        clockSkewSeconds: watched.skew.estimate(),
        atMs: watched.sampledMs,
        counted: frames?.counted ?? null,
        missing: frames?.missing ?? null,
        restarts: frames?.restarts ?? 0,
        lastGapAtMs: frames?.lastGapAtMs ?? null,
        lastGapMessages: frames?.lastGapAtMs == null ? null : frames.lastGapMessages,
      };
    });
    // Added to what is stored, so they count from here again.
    for (const [, { frames }] of due) if (frames) Object.assign(frames, { counted: 0, missing: 0, restarts: 0 });
    try {
      await write(rows);
    } catch (error) {
      logger.debug({ err: error, devices: rows.length }, "health of devices not written");
    }
  }

  const timer = setInterval(() => {
    flushing ??= flush().finally(() => {
      flushing = null;
    });
  }, options.flushMs ?? FLUSH_MS);

  return {
    heard: (deviceId, reports, receivedAtMs) => {
      // Several reports are what was gathered while there was no connection.
      const [only] = reports;
      if (only === undefined || reports.length > 1) return;
      const watched = watchedOf(deviceId);
      if (receivedAtMs - watched.sampledMs < sampleMs) return;
      const timeMs = timeOf(only);
      if (timeMs === null || Math.abs(receivedAtMs - timeMs) > MAX_DELAY_MS) return;
      watched.sampledMs = receivedAtMs;
      watched.skew.add(receivedAtMs - timeMs);
      watched.dirty = true;
    },
    counted: (deviceId, sequence, receivedAtMs) => {
      const watched = watchedOf(deviceId);
      watched.frames ??= noFrames();
      countFrame(watched.frames, sequence, receivedAtMs);
      watched.dirty = true;
    },
    stop: async () => {
      clearInterval(timer);
      await flushing;
      await flush();
    },
  };
}
