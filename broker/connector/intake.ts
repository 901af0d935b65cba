// Messages that Kentiz fetched, on the way that those of an integration's own session take: judged by its
// rights, decoded by its codec, shared out to its devices, stored.
import type { Decoded, Report } from "../../domain/report.ts";
import type { ConnectorTask } from "../../gis/connector.ts";
import { publishRight } from "../access/publish-right.ts";
import type { Answer } from "../codecs/foreign-codec.ts";
import { createSender } from "../codecs/sender.ts";
import type { Ingest } from "../ingest/ingest.ts";
import type { ShareOut } from "../integration/share-out.ts";
import type { LinkStatus } from "./link-status.ts";

export interface Fetched {
  topic: string;
  payload: Uint8Array;
  receivedAtMs: number;
}

export interface Intake {
  /** Too much waits for its commit: take no more for now. */
  readonly isFull: boolean;
  /** Resolves true when what was good of it is durable, false where too much waits. */
  take(fetched: Fetched): Promise<boolean>;
}

export interface IntakeOptions {
  task: ConnectorTask;
  ingest: Ingest;
  shareOut: ShareOut;
  status: LinkStatus;
  maxPayloadBytes: number;
  /** What the format answers to a message (Sparkplug asks for births). */
  answer: (answer: Answer) => void;
}

const NO_SECRET = new Uint8Array();

const timeOf = (report: Report): number => (report.kind === "position" ? report.fixTimeMs : report.timeMs);

function lagSecondsOf({ reports, others = [] }: Decoded, receivedAtMs: number): number | null {
  const times = [...reports, ...others.flatMap((other) => other.reports)].map(timeOf);
  if (times.length === 0) return null;
  return (receivedAtMs - times.reduce((newest, time) => Math.max(newest, time))) / 1000;
}

export function createIntake(options: IntakeOptions): Intake {
  const { task, ingest, shareOut, status, answer } = options;
  const sender = { deviceId: -task.id, deviceKey: task.key, format: task.format };
  const owner = { key: task.key, format: task.format, topicFilters: task.topicFilters };
  /** What the codec keeps about the other side between messages. */
  const kept = createSender(NO_SECRET);

  function refuse(reason: "topic_unknown" | "payload_too_large", { topic, payload, receivedAtMs }: Fetched): void {
    ingest.refuse({ principal: task.key, deviceId: -task.id, topic, reason, field: null, payload, atMs: receivedAtMs });
  }

  return {
    get isFull() {
      return ingest.isFull;
    },
    take: async (fetched) => {
      const { topic, payload, receivedAtMs } = fetched;
      const right = publishRight(owner, topic);
      if (typeof right === "string" || right.kind === "own" || payload.length > options.maxPayloadBytes) {
        refuse(payload.length > options.maxPayloadBytes ? "payload_too_large" : "topic_unknown", fetched);
        status.took(receivedAtMs, null);
        return true;
      }
      const heard = right.codec.decode(payload, right.channel, receivedAtMs, kept);
      for (const each of heard.answers) answer(each);
      const decoded = shareOut({ session: sender, carrier: status, topic, payload, receivedAtMs }, heard);
      status.waits(1);
      const stored = await ingest.acceptOnce({ session: sender, topic, payload, receivedAtMs }, decoded);
      status.waits(-1);
      if (stored) status.took(receivedAtMs, lagSecondsOf(decoded, receivedAtMs));
      return stored;
    },
  };
}
