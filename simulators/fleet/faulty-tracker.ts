// A tracker that was set up wrong: its messages are refused, each for another reason, so that the list of
// refusals has something to show.
import { connect } from "mqtt";
import { nativeTopic } from "../../domain/topic.ts";

export interface FaultyTracker {
  stop(): Promise<void>;
}

const EVERY_MS = 20_000;

/** One of each in turn. `t` is the time of sending. */
const MESSAGES: readonly ((t: string) => string)[] = [
  (t) => JSON.stringify({ t, lat: 384.121, lon: 27.1109 }),
  () => JSON.stringify({ t: "22/11/26", lat: 38.39, lon: 27.11 }),
  () => "$GPRMC,101530.00,A,3823.4660,N,02706.6540,E,12.4,084.4,221126,,,A*6B",
  (t) => JSON.stringify({ t, lat: 38.39 }),
];

export function startFaultyTracker(options: { url: string; username: string; password: string }): FaultyTracker {
  const { url, username, password } = options;
  const client = connect(url, { username, password, clientId: `${username}-demo`, reconnectPeriod: 30_000 });
  // A tracker nobody waits for: while there is no broker it keeps trying.
  client.on("error", () => undefined);
  let turn = 0;
  const say = (): void => {
    const message = MESSAGES[turn++ % MESSAGES.length];
    if (message) client.publish(nativeTopic(username, "position"), message(new Date().toISOString()), { qos: 0 });
  };
  client.on("connect", () => {
    for (const _ of MESSAGES) say();
  });
  const timer = setInterval(() => {
    if (client.connected) say();
  }, EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await client.endAsync(true);
    },
  };
}
