// A refused message in MQTT 5: the sender hears why and goes on, instead of losing its connection. The
// answer keeps its place among the acknowledgements, so it travels as a number like theirs: the message
// id, the reason above it, and whether PUBREC (QoS 2) or PUBACK is due.
import { generate } from "mqtt-packet";
import { REJECTION_REASONS, type RejectionReason } from "../../domain/rejection.ts";
import { wantsReasons, type Mqtt5Connection } from "./connection.ts";
import { explain } from "./reason-code.ts";

const ID_BITS = 16;
const PUBREC_BIT = 1 << 28;
const VERSION_5 = { protocolVersion: 5 } as const;

export function refusalOf(messageId: number, qos: 1 | 2, reason: RejectionReason): number {
  return messageId | ((REJECTION_REASONS.indexOf(reason) + 1) << ID_BITS) | (qos === 2 ? PUBREC_BIT : 0);
}

export const isRefusal = (owed: number): boolean => owed > 0xffff;

export function refusalPacket(owed: number, connection: Mqtt5Connection): Buffer {
  const messageId = owed & 0xffff;
  const reason = REJECTION_REASONS[((owed & ~PUBREC_BIT) >> ID_BITS) - 1];
  const cmd = owed & PUBREC_BIT ? "pubrec" : "puback";
  // The list is indexed with what refusalOf() made of it.
  const { code: reasonCode, text } = explain(reason ?? "payload_wrong_shape");
  const told = { cmd, messageId, reasonCode, properties: { reasonString: text } } as const;
  const bytes = generate(told, VERSION_5);
  // [MQTT-3.4.2-2]: no reason string beyond the client's maximum packet size.
  const fits = wantsReasons(connection) && bytes.length <= (connection.asked.maximumPacketSize ?? bytes.length);
  return fits ? bytes : generate({ cmd, messageId, reasonCode }, VERSION_5);
}
