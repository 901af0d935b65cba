// CONNACK in MQTT 5: what was granted, and what Kentiz does not do.
import { generate } from "mqtt-packet";
import type { Mqtt5Connection } from "./connection.ts";
import { REASON, reasonOfReturnCode } from "./reason-code.ts";

/** What the door lets an MQTT 5 client do. */
export interface Mqtt5Limits {
  /** Messages of QoS 1 and 2 a client may have unacknowledged. */
  receiveMaximum: number;
  maxPacketBytes: number;
  maxTopicAlias: number;
  maxSessionExpirySeconds: number;
}

const VERSION_5 = { protocolVersion: 5 } as const;

/** @param keepaliveSeconds as it is enforced */
export function connack(
  connection: Mqtt5Connection,
  returnCode: number,
  sessionPresent: boolean,
  keepaliveSeconds: number,
  limits: Mqtt5Limits,
): Buffer {
  const { refusal, asked } = connection;
  if (returnCode !== 0) {
    const reasonCode = refusal?.code ?? reasonOfReturnCode(returnCode);
    const properties = refusal ? { reasonString: refusal.text } : {};
    return generate({ cmd: "connack", sessionPresent: false, reasonCode, properties }, VERSION_5);
  }
  const askedExpiry = asked.sessionExpiryInterval ?? 0;
  const granted = connection.sessionExpirySeconds;
  return generate(
    {
      cmd: "connack",
      sessionPresent,
      reasonCode: REASON.success,
      properties: {
        receiveMaximum: limits.receiveMaximum,
        maximumPacketSize: limits.maxPacketBytes,
        topicAliasMaximum: limits.maxTopicAlias,
        // A shared subscription never hands the messages of a dead member to another one.
        sharedSubscriptionAvailable: false,
        subscriptionIdentifiersAvailable: false,
        ...(granted === askedExpiry ? {} : { sessionExpiryInterval: granted }),
        ...(connection.assigned ? { assignedClientIdentifier: connection.clientId } : {}),
        ...(keepaliveSeconds === connection.askedKeepaliveSeconds ? {} : { serverKeepAlive: keepaliveSeconds }),
      },
    },
    VERSION_5,
  );
}
