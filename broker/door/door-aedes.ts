// aedes without the delivery of what devices publish: nobody may subscribe to it (access/subscribe-right),
// so after the commit a publish ends here. That saves each message a walk through the subscription
// trie and two queues, and keeps retained and offline copies out of memory.
import { Aedes, type Client, type PublishPacket } from "aedes";

/** The part of the session store the door uses; aedes does not publish its type. */
interface SessionStore {
  outgoingStream(client: { id: string }): AsyncIterable<{ messageId?: number }>;
  outgoingClearMessageId(client: { id: string }, packet: { messageId?: number }): Promise<unknown>;
  cleanIncoming(client: { id: string }): Promise<void>;
  addSubscriptions(client: Client, subscriptions: readonly { topic: string }[]): Promise<void>;
  cleanSubscriptions(client: { id: string }): Promise<void>;
}

type Done = (error?: Error) => void;

export class DoorAedes extends Aedes {
  declare readonly persistence: SessionStore;
  /** By client id. */
  declare readonly clients: Readonly<Record<string, Client>>;

  /**
   * aedes stores all subscriptions of a SUBSCRIBE in a persistent session when one of them is granted,
   * refused ones included, and would then queue messages for them. Call it once, after listen().
   */
  storeOnly(allowed: (client: Client, filter: string) => boolean): void {
    const store = this.persistence;
    const add = store.addSubscriptions.bind(store);
    store.addSubscriptions = (client, subscriptions) =>
      add(
        client,
        subscriptions.filter(({ topic }) => allowed(client, topic)),
      );
  }

  /** Removes all that is stored of a session: its subscriptions, and what waits for it in both directions. */
  async clearSession(id: string): Promise<void> {
    const store = this.persistence;
    await store.cleanSubscriptions({ id });
    await store.cleanIncoming({ id });
    // Each call removes one; those that were never sent have no id and are removed in turn as well.
    for await (const packet of store.outgoingStream({ id })) await store.outgoingClearMessageId({ id }, packet);
  }

  /** aedes calls it with the publishing client, Kentiz itself (commands) and $SYS messages without. */
  override publish(packet: PublishPacket, clientOrDone: Client | null | Done, done?: Done): void {
    if (typeof clientOrDone === "function") super.publish(packet, clientOrDone);
    else if (clientOrDone === null || clientOrDone === undefined) super.publish(packet, done ?? ignore);
    else done?.();
  }
}

function ignore(): void {
  // Nobody waits for it.
}
