// A format whose topics are its senders' own: neither named nor laid out by Kentiz. Which one it is
// depends on what the principal was registered for. A new one is a file beside this and a line in
// index.ts.
import type { WireFormat } from "../../domain/device.ts";
import type { DeviceReports, Refusal, Report } from "../../domain/report.ts";
import type { RejectionReason } from "../../domain/rejection.ts";
import { eachObject, parseJson, type JsonObject } from "./json-payload.ts";
import type { Sender } from "./sender.ts";

export interface Channel {
  /** What is published there, in words of the format. */
  kind: string;
  /** The device as the topic names it; null = only the payload knows, or the sender is the device. */
  device: string | null;
}

/** A message back to the sender, on its own connection. */
export interface Answer {
  topic: string;
  payload: Uint8Array;
}

/** What a message of a foreign format says. Management chatter of a gateway says nothing. */
export interface Heard {
  parts: DeviceReports[];
  refusals: Refusal[];
  answers: Answer[];
}

export interface ForeignCodec {
  readonly format: WireFormat;
  /** Meaning of a topic to a publisher; null = the format has no such topic. */
  channelOf(levels: readonly string[]): Channel | null;
  /** Whether a will may speak there. */
  isStatus(channel: Channel): boolean;
  /** Whether the sender may listen to this topic filter. */
  maySubscribe(levels: readonly string[]): boolean;
  /** Never throws: whatever the bytes are, the result is reports and refusals. */
  decode(payload: Uint8Array, channel: Channel, receivedAtMs: number, sender: Sender): Heard;
}

export const nothingHeard = (): Heard => ({ parts: [], refusals: [], answers: [] });

export function heardRefusal(reason: RejectionReason, field: string | null = null): Heard {
  return { parts: [], refusals: [{ reason, field }], answers: [] };
}

/** The reports of one device in a message, to be added to. */
export function reportsOf(heard: Heard, device: string | null, name: string | null = null): Report[] {
  const known = heard.parts.find((part) => part.device === device);
  if (known) return known.reports;
  const reports: Report[] = [];
  heard.parts.push({ device, name, sequence: null, reports });
  return reports;
}

/** What `add` makes of each object of a payload: one JSON object, or a list of them (index -1 = no list). */
export function hearObjects(
  payload: Uint8Array,
  add: (element: JsonObject, index: number, heard: Heard) => void,
): Heard {
  const parsed = parseJson(payload);
  if (typeof parsed === "string") return heardRefusal(parsed);
  const heard = nothingHeard();
  eachObject(parsed.value, heard.refusals, (element, index) => add(element, index, heard));
  return heard;
}
