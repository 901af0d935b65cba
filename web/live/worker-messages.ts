// What the page and the live worker say to each other.
import type { LiveClientMessage } from "../../domain/live-protocol.ts";
import type { FrameColumns } from "./frame-columns.ts";
import type { IngestState, LinkState } from "./link-state.ts";

export type LiveView = LiveClientMessage["view"];

export type ToWorker =
  | { type: "start"; url: string; pollUrl: string; view: LiveView }
  | { type: "view"; view: LiveView }
  /** The network came back, the tab is looked at again, or a person pressed "try now". */
  | { type: "hurry" }
  | { type: "stop" };

export type FromWorker =
  | { type: "frame"; columns: FrameColumns; arrivedAt: number }
  | { type: "link"; link: LinkState }
  | { type: "ingest"; state: IngestState }
  | { type: "vehicles-changed" }
  | { type: "alarms-changed" }
  /** The socket closed before it ever opened: perhaps the session is over. */
  | { type: "refused" };
