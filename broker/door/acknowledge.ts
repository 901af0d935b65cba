// Tells clients that their messages are durable. One buffer per client and batch holds all its PUBACKs:
// going through aedes would cost each of them five stream writes and a timer, a third of what the
// whole message costs (ARCHITECTURE.md, hot paths). aedes only hears that the packets are done.
import { isRefusal, refusalPacket } from "../mqtt5/refused-publish.ts";
import type { DoorClient } from "./aedes-client.ts";
import type { Mqtt5Connection } from "../mqtt5/connection.ts";
import type { Session } from "./session.ts";

/**
 * What the sender of a held message waits for: the PUBACK of this message id (QoS 1), nothing (0,
 * QoS 0), that aedes goes on (QoS 2, whose handshake aedes keeps), or, in MQTT 5, to hear why it was
 * refused (mqtt5/refused-publish).
 */
export type Owed = number | (() => void);

const PUBACK = 0x40;
const PUBACK_BYTES = 4;

function pubacks(messageIds: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(messageIds.length * PUBACK_BYTES);
  let at = 0;
  for (const id of messageIds) {
    bytes[at] = PUBACK;
    bytes[at + 1] = 2;
    bytes[at + 2] = id >> 8;
    bytes[at + 3] = id & 0xff;
    at += PUBACK_BYTES;
  }
  return bytes;
}

/** The same in MQTT 5, where refusals stand among them. */
function* runs(owed: readonly number[], mqtt5: Mqtt5Connection): Generator<Buffer> {
  let from = 0;
  for (const [index, one] of owed.entries()) {
    if (!isRefusal(one)) continue;
    if (index > from) yield pubacks(owed.slice(from, index));
    yield refusalPacket(one, mqtt5);
    from = index + 1;
  }
  if (from < owed.length) yield pubacks(from === 0 ? owed : owed.slice(from));
}

/** As if aedes had handled so many packets: it reads the socket again when none is left. */
function finishPackets(client: DoorClient, count: number): void {
  client._parsingBatch = Math.max(client._parsingBatch - count, 0);
  if (client._parsingBatch === 0) client._nextBatch();
}

/** Notes what is owed; `settle` pays it. @returns whether it is the first since the last settlement. */
export function owe(session: Session, owed: number): boolean {
  session.settling++;
  if (owed !== 0) session.puback.push(owed);
  return session.settling === 1;
}

/** Acknowledges all that was noted, in that order. */
export function settle(session: Session): void {
  const { client, mqtt5, puback, settling } = session;
  session.settling = 0;
  if (puback.length > 0) {
    if (mqtt5) for (const bytes of runs(puback, mqtt5)) mqtt5.send(bytes);
    else client.conn.write(pubacks(puback));
    session.puback.length = 0;
  }
  finishPackets(client, settling);
}
