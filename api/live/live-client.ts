// One console's stream: what it looks at, what it was sent last, and what to send it this tick.
//
//   sentSeq     everything it must know at once (in view, kept, state changes) is sent up to here
//   outsideSeq  moves outside its view are sent up to here; never ahead of sentSeq
import type { LiveClientMessage, LiveServerMessage } from "../../domain/live-protocol.ts";
import { encodeLiveFrame } from "../../domain/live-protocol.ts";
import type { Caller } from "../caller.ts";
import type { Audience } from "./audience.ts";
import type { FrameWriter } from "./frame-writer.ts";
import type { FleetColumns } from "./fleet-columns.ts";
import type { LiveVehicle, VehicleTable } from "./vehicle-table.ts";
import { isInView, viewportOf, type Viewport } from "./viewport.ts";

/** Moves outside the view are sent every tenth tick. */
export const OUTSIDE_TICKS = 10;
/** A hidden tab gets every fifth tick. */
export const HIDDEN_TICKS = 5;

/** What the hub needs of a WebSocket. */
export interface LiveSocket {
  readonly bufferedAmount: number;
  send(data: Uint8Array | string): void;
  ping(): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

export type View = LiveClientMessage["view"];

export interface LiveClient {
  readonly socket: LiveSocket;
  caller: Caller;
  audience: Audience;
  viewport: Viewport | null;
  keep: ReadonlySet<number>;
  hidden: boolean;
  sentSeq: number;
  outsideSeq: number;
  viewMoved: boolean;
  /** Ids to take away and vehicles to add because the client's own rights changed. */
  pendingGone: Set<number>;
  pendingAdd: Set<LiveVehicle>;
  /** Since when more waits in its socket than one tick may add to. */
  slowSinceMs: number | null;
  heard: boolean;
}

export function newClient(socket: LiveSocket, caller: Caller, audience: Audience, view: View): LiveClient {
  const client: LiveClient = {
    socket,
    caller,
    audience,
    viewport: null,
    keep: new Set(),
    hidden: false,
    sentSeq: 0,
    outsideSeq: 0,
    viewMoved: false,
    pendingGone: new Set(),
    pendingAdd: new Set(),
    slowSinceMs: null,
    heard: true,
  };
  applyView(client, view);
  return client;
}

export function applyView(client: LiveClient, view: View): void {
  client.viewport = view.bbox === null ? null : viewportOf(view.bbox);
  client.keep = new Set(view.keep);
  client.hidden = view.hidden;
  client.viewMoved = true;
}

export function sendMessage(client: LiveClient, message: LiveServerMessage): void {
  client.socket.send(JSON.stringify(message));
}

/** Everything the client may see. */
export function snapshotFor(client: LiveClient, seq: number, nowMs: number): Uint8Array {
  const records = [...client.audience.visible];
  client.sentSeq = seq;
  client.outsideSeq = seq;
  return encodeLiveFrame({ kind: "snapshot", seq, baseSeq: seq, serverTimeMs: nowMs, records, gone: [] });
}

/** What a returning client missed since it was sent `lastSeq`. */
export function resumptionFor(
  client: LiveClient,
  table: VehicleTable,
  lastSeq: number,
  seq: number,
  nowMs: number,
): Uint8Array {
  const { changedSeq } = table.columns;
  // Moves outside its view may not have reached it for up to OUTSIDE_TICKS before it left.
  const since = lastSeq - OUTSIDE_TICKS;
  const records = [...client.audience.visible].filter(({ slot }) => (changedSeq[slot] ?? 0) > since);
  const gone = client.audience.goneSince(lastSeq);
  client.sentSeq = seq;
  client.outsideSeq = seq;
  return encodeLiveFrame({ kind: "delta", seq, baseSeq: lastSeq, serverTimeMs: nowMs, records, gone });
}

/** Gets the same frame as everybody else of its audience: sees all, missed nothing. */
export function takesSharedFrame(client: LiveClient, seq: number): boolean {
  return (
    client.viewport === null &&
    client.sentSeq === seq - 1 &&
    client.outsideSeq === client.sentSeq &&
    client.pendingGone.size === 0 &&
    client.pendingAdd.size === 0
  );
}

export function tookSharedFrame(client: LiveClient, seq: number): void {
  client.sentSeq = seq;
  client.outsideSeq = seq;
}

function addEverything(client: LiveClient, { changedSeq }: FleetColumns, writer: FrameWriter): void {
  const { outsideSeq } = client;
  for (const slot of client.audience.slots) if ((changedSeq[slot] ?? 0) > outsideSeq) writer.addRecord(slot);
}

/** What it must know at once: in view now or before, or doing something else than before. */
function addUrgent(client: LiveClient, view: Viewport, table: VehicleTable, writer: FrameWriter): void {
  const { changedSeq, stateSeq, lon, lat, previousLon, previousLat } = table.columns;
  const { audience, sentSeq, viewMoved, keep } = client;
  // What came into view by moving the map may have been waiting there since outsideSeq.
  const since = viewMoved ? client.outsideSeq : sentSeq;
  const isUrgent = (slot: number): boolean =>
    (stateSeq[slot] ?? 0) > sentSeq ||
    isInView(view, lon[slot] ?? 0, lat[slot] ?? 0) ||
    isInView(view, previousLon[slot] ?? 0, previousLat[slot] ?? 0);
  for (const slot of viewMoved ? audience.slots : audience.changedSlots) {
    if ((changedSeq[slot] ?? 0) > since && isUrgent(slot)) writer.addRecord(slot);
  }
  for (const id of keep) {
    const vehicle = table.byId(id);
    if (!vehicle || !audience.visible.has(vehicle)) continue;
    if ((changedSeq[vehicle.slot] ?? 0) > since && !isUrgent(vehicle.slot)) writer.addRecord(vehicle.slot);
  }
}

/** Everything since its last frame, newest values only. */
export function deltaFor(client: LiveClient, seq: number, table: VehicleTable, writer: FrameWriter): Uint8Array {
  const { viewport, audience, sentSeq: baseSeq } = client;
  const missedTicks = baseSeq < seq - 1;
  if (viewport === null || missedTicks || seq - client.outsideSeq >= OUTSIDE_TICKS) {
    addEverything(client, table.columns, writer);
    client.outsideSeq = seq;
  } else addUrgent(client, viewport, table, writer);
  // One that also changed comes twice in this frame, with the same values.
  for (const vehicle of client.pendingAdd) if (audience.visible.has(vehicle)) writer.addRecord(vehicle.slot);
  for (const id of new Set([...audience.goneSince(baseSeq), ...client.pendingGone])) writer.addGone(id);
  client.pendingAdd.clear();
  client.pendingGone.clear();
  client.viewMoved = false;
  client.sentSeq = seq;
  return writer.finish("delta", baseSeq);
}

/** The client's rights changed: from now on it belongs to another audience. */
export function moveTo(client: LiveClient, audience: Audience): void {
  const before = client.audience;
  for (const vehicle of before.visible) if (!audience.visible.has(vehicle)) client.pendingGone.add(vehicle.vehicleId);
  for (const id of before.goneSince(client.sentSeq)) client.pendingGone.add(id);
  for (const vehicle of audience.visible) {
    client.pendingGone.delete(vehicle.vehicleId);
    if (!before.visible.has(vehicle)) client.pendingAdd.add(vehicle);
  }
  client.audience = audience;
}
