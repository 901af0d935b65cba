// From decoded messages to acknowledgements. Batches form across clients while earlier ones are being
// stored; an acknowledgement leaves only after its batch is durable, in order of arrival.
//
//   accept() ─▶ open batch ─▶ sealed batches ─▶ storage (few at once) ─▶ release in order
import type { WireFormat } from "../../domain/device.ts";
import type { Decoded } from "../../domain/report.ts";
import { owe, settle, type Owed } from "../door/acknowledge.ts";
import type { MessageTail } from "../../gis/message-tail.ts";
import type { DeviceHealthWatch } from "../health/device-health.ts";
import type { BrokerLimits } from "../door/limits.ts";
import { resumeReading, STOP, stopReading } from "../door/reading.ts";
import type { Session } from "../door/session.ts";
import {
  addDecoded,
  contentOf,
  createBatch,
  isEmpty,
  MAX_BATCH_ROWS,
  reportCount,
  rowsOf,
  type Arrival,
  type Batch,
} from "./batch.ts";
import type { Refused, RejectionLedger } from "./rejection-ledger.ts";
import { createSignal } from "./signal.ts";
import type { Storage } from "./storage.ts";
import { tailArrival, tailRefused } from "./tail-message.ts";

export interface IngestOptions {
  storage: Storage;
  ledger: RejectionLedger;
  limits: BrokerLimits;
  tail: MessageTail;
  health: DeviceHealthWatch;
  /** Batches stored at the same time. */
  maxCommitsInFlight: number;
  firstSequence: number;
}

export interface Ingest {
  /** Takes one message; what is owed for it is paid once it is durable. */
  accept(arrival: SessionArrival, decoded: Decoded, owed: Owed): void;
  /** Takes one message of a queue that keeps it until `durable` is called, which bounds what waits. */
  hold(arrival: Arrival, decoded: Decoded, durable: () => void): void;
  /** Takes one message that came without a session. Resolves true once it is durable, false when too much waits. */
  acceptOnce(arrival: Arrival, decoded: Decoded): Promise<boolean>;
  /** Counts a refusal that nobody waits for. */
  refuse(refused: Refused): void;
  /** As much waits as there is room for: acceptOnce() would take nothing. */
  readonly isFull: boolean;
  /** Accepted reports by format. */
  readonly formats: ReadonlyMap<WireFormat, number>;
  /** How long the message waits that waits longest. */
  readonly waitingSeconds: number;
  readonly accepted: number;
  readonly acknowledged: number;
  /** Messages that wait for their commit. */
  readonly inFlight: number;
  /** Stores what is left, as far as the storage still can, and acknowledges it. */
  stop(): Promise<void>;
}

export interface SessionArrival extends Arrival {
  session: Session;
}

/** What a held report costs beside its payload. */
const REPORT_OVERHEAD_BYTES = 512;
/**
 * A second batch is stored beside the first only when it is worth a commit of its own: batches of the
 * same vehicles wait for each other, and small ones cost the database three times as much per row.
 */
const MIN_CONCURRENT_ROWS = 1000;
/** Refusals nobody waits for are gathered for this long. */
const UNHURRIED_MS = 250;

const STOP_PATIENCE_MS = 5000;

interface Queued {
  batch: Batch;
  stored: boolean | null;
}

export function createIngest(options: IngestOptions): Ingest {
  const { storage, ledger, limits, tail, health } = options;
  let open = createBatch();
  const sealed: Batch[] = [];
  /** In order of arrival; released from the front. */
  const storing: Queued[] = [];
  let running = 0;
  let sequence = options.firstSequence;
  let pumpScheduled = false;
  let releaseScheduled = false;
  let unhurried: NodeJS.Timeout | null = null;
  let accepted = 0;
  const formats = new Map<WireFormat, number>();
  let acknowledged = 0;
  let inFlight = 0;
  let heldBytes = 0;
  const settled = createSignal();
  const heldBack = new Set<Session>();

  function seal(): void {
    sealed.push(open);
    open = createBatch();
  }

  function release(batch: Batch): void {
    const settling: Session[] = [];
    for (let index = 0; index < batch.holders.length; index++) {
      const session = batch.holders[index];
      const owed = batch.owed[index];
      if (session === undefined || owed === undefined) continue;
      inFlight--;
      heldBytes -= batch.heldBytes[index] ?? 0;
      if (session === null) {
        acknowledged++;
        if (typeof owed === "function") owed();
        continue;
      }
      session.held--;
      // Nobody is there to be told; the device sends it again and the key makes it the same row.
      if (session.client.closed) continue;
      acknowledged++;
      if (typeof owed === "function") owed();
      else if (owe(session, owed)) settling.push(session);
    }
    for (const session of settling) settle(session);
    const roomForAll = heldBytes < limits.maxHeldBytes / 2;
    for (const session of heldBack) {
      if (!roomForAll || session.held > limits.maxHeldPerClient / 2) continue;
      heldBack.delete(session);
      resumeReading(session, STOP.held);
    }
  }

  function releaseStored(): void {
    releaseScheduled = false;
    while (storing[0] && storing[0].stored !== null) {
      const first = storing.shift();
      if (first?.stored) release(first.batch);
    }
    settled.notify();
  }

  async function run(queued: Queued): Promise<void> {
    queued.stored = await storage.store(sequence++, contentOf(queued.batch));
    running--;
    // The next batch is on its way to the database before the acknowledgements of this one are
    // written, which takes about as long: neither waits for the other.
    pump();
    if (releaseScheduled) return;
    releaseScheduled = true;
    setImmediate(releaseStored);
  }

  const isIdle = (): boolean => storing.length === 0 && sealed.length === 0 && isEmpty(open);

  function pump(): void {
    pumpScheduled = false;
    while (running < options.maxCommitsInFlight) {
      if (sealed.length === 0) {
        if (isEmpty(open) || (running > 0 && rowsOf(open) < MIN_CONCURRENT_ROWS)) return;
        seal();
      }
      const batch = sealed.shift();
      if (!batch) return;
      const queued: Queued = { batch, stored: null };
      storing.push(queued);
      running++;
      // store() never rejects: it waits.
      void run(queued);
    }
  }

  /** After this turn of the event loop, so that what its sockets brought is in one batch. */
  function schedulePump(): void {
    if (pumpScheduled) return;
    pumpScheduled = true;
    setImmediate(pump);
  }

  function add(arrival: Arrival, decoded: Decoded, holder: Session | null, owed: Owed): void {
    if (!tail.idle) tailArrival(tail, arrival, decoded, holder && owed);
    addDecoded(open, ledger, arrival, decoded);
    health.heard(arrival.session.deviceId, decoded.reports, arrival.receivedAtMs);
    for (const { deviceId, reports } of decoded.others ?? []) health.heard(deviceId, reports, arrival.receivedAtMs);
    const reports = reportCount(decoded);
    const bytes = arrival.payload.length + Math.max(1, reports) * REPORT_OVERHEAD_BYTES;
    open.owed.push(owed);
    open.holders.push(holder);
    open.heldBytes.push(bytes);
    if (open.sinceMs === 0) open.sinceMs = arrival.receivedAtMs;
    if (reports > 0) {
      accepted++;
      const { format } = arrival.session;
      if (format !== null) formats.set(format, (formats.get(format) ?? 0) + reports);
    }
    inFlight++;
    heldBytes += bytes;
  }

  function sealWhenFull(): void {
    if (rowsOf(open) >= MAX_BATCH_ROWS) seal();
    schedulePump();
  }

  return {
    accept: (arrival, decoded, owed) => {
      const { session } = arrival;
      add(arrival, decoded, session, owed);
      session.held++;
      if (session.held >= limits.maxHeldPerClient || heldBytes >= limits.maxHeldBytes) {
        heldBack.add(session);
        stopReading(session, STOP.held);
      }
      sealWhenFull();
    },
    hold: (arrival, decoded, durable) => {
      add(arrival, decoded, null, durable);
      sealWhenFull();
    },
    acceptOnce: (arrival, decoded) => {
      if (heldBytes >= limits.maxHeldBytes) return Promise.resolve(false);
      return new Promise((resolve) => {
        add(arrival, decoded, null, () => resolve(true));
        sealWhenFull();
      });
    },
    refuse: (refused) => {
      if (!tail.idle) tailRefused(tail, refused);
      ledger.add(open.rejections, refused);
      unhurried ??= setTimeout(() => {
        unhurried = null;
        schedulePump();
      }, UNHURRIED_MS);
    },
    get isFull() {
      return heldBytes >= limits.maxHeldBytes;
    },
    formats,
    get waitingSeconds() {
      const sinceMs = storing[0]?.batch.sinceMs ?? sealed[0]?.sinceMs ?? open.sinceMs;
      return sinceMs === 0 ? 0 : Math.max(0, (Date.now() - sinceMs) / 1000);
    },
    get accepted() {
      return accepted;
    },
    get acknowledged() {
      return acknowledged;
    },
    get inFlight() {
      return inFlight;
    },
    stop: async () => {
      if (unhurried) clearTimeout(unhurried);
      pump();
      const deadlineMs = performance.now() + STOP_PATIENCE_MS;
      while (!isIdle() && performance.now() < deadlineMs) await settled.wait(STOP_PATIENCE_MS);
    },
  };
}
