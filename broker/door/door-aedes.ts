// aedes without the delivery of what devices publish: nobody may subscribe to it (access/subscribe-right),
// so after the commit a publish ends here. That saves each message a walk through the subscription
// trie and two queues, and keeps retained and offline copies out of memory.
import { Aedes, type Client, type PublishPacket } from "aedes";

/** The part of the session store the door uses; aedes does not publish its type. */
interface SessionStore {
  addSubscriptions(client: Client, subscriptions: readonly { topic: string }[]): Promise<void>;
  cleanSubscriptions(client: { id: string }): Promise<void>;
}

type Done = (error?: Error) => void;

export class DoorAedes extends Aedes {
  declare readonly persistence: SessionStore;

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
