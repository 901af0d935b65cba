// An MQTT connection of a device that has signed in.
import type { WireFormat } from "../../domain/device.ts";
import type { RejectionReason } from "../../domain/rejection.ts";
import type { PublishRight, TopicOwner } from "../access/publish-right.ts";
import type { Sender } from "../codecs/sender.ts";
import type { Mqtt5Connection } from "../mqtt5/connection.ts";
import type { Pace } from "./pace.ts";
import type { DoorClient } from "./aedes-client.ts";

export interface Session {
  readonly client: DoorClient;
  /** null = it speaks an older version. */
  readonly mqtt5: Mqtt5Connection | null;
  readonly clientId: string;
  /** Negative: an integration (gis/principal). */
  readonly deviceId: number;
  readonly deviceKey: string;
  readonly format: WireFormat;
  readonly topicFilters: readonly string[] | null;
  readonly credentialVersion: number;
  /** What decoders keep about it. */
  readonly sender: Sender;
  /** What was decided about the topics this connection used last. */
  readonly rights: Map<string, PublishRight | RejectionReason>;
  /** The granted topic of its last QoS 1 message, for the short way (door/short-way.ts). */
  lastTopic: { readonly name: string; readonly bytes: Buffer; readonly right: PublishRight } | null;
  /** Messages handed to ingest and not acknowledged yet. */
  held: number;
  /** Messages whose acknowledgement is due in this turn, and what is owed for those of QoS 1. */
  settling: number;
  readonly puback: number[];
  /** Why the socket is not read now (door/reading STOP); 0 = it is read. */
  stopped: number;
  /** How fast its principal may go on. */
  readonly pace: Pace;
  lastSeenMs: number;
  /** Ended by us (revoked, rotated, shutdown): its will must not speak any more. */
  ended: boolean;
}

export function ownerOf({ deviceKey, format, topicFilters }: Session): TopicOwner {
  return { key: deviceKey, format, topicFilters };
}
