// What the door knows about one MQTT 5 connection.
import type { IConnectPacket } from "mqtt-packet";
import type { Explained } from "./reason-code.ts";

export type ConnectProperties = NonNullable<IConnectPacket["properties"]>;

export interface Mqtt5Connection {
  readonly clientId: string;
  /** The client sent no id, and this one was made up for it. */
  readonly assigned: boolean;
  /** What it asked for in CONNECT. */
  readonly asked: ConnectProperties;
  readonly askedKeepaliveSeconds: number;
  readonly cleanStart: boolean;
  /** Granted; may change with DISCONNECT. */
  sessionExpirySeconds: number;
  readonly willDelaySeconds: number;
  /** Set before CONNACK where the client is not let in. */
  refusal: Explained | null;
  /** CONNACK has said "success". */
  accepted: boolean;
  /** Told in the DISCONNECT that goes out when the connection ends on our side. */
  endReason: number | null;
  /** Nothing is said any more: the client has said goodbye. */
  silent: boolean;
  /** Filters of a SUBSCRIBE that were refused, until its SUBACK. */
  readonly refusedFilters: Map<string, number>;
  /** Writes MQTT 5 bytes as they are. */
  send(bytes: Buffer): boolean;
}

/** Whether a reason may be told in words [MQTT-3.1.2-29]. */
export const wantsReasons = ({ asked }: Mqtt5Connection): boolean => asked.requestProblemInformation !== false;
