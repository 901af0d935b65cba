// What processes tell each other about changes, in the words of one NOTIFY: ids only, because its payload
// must stay below 8,000 bytes; who wants to know more reads the rows.
import { z } from "zod";

const PlainEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("vehicles") }),
  z.object({ type: z.literal("devices") }),
  z.object({ type: z.literal("users") }),
  z.object({ type: z.literal("alarms") }),
  z.object({ type: z.literal("connectors") }),
]);
export type PlainEvent = z.infer<typeof PlainEvent>;

const FeedNotice = z.object({
  /** Name of the process for as long as it runs. */
  from: z.string(),
  /** Vehicles whose state changed. */
  states: z.array(z.int()).optional(),
  /** Devices that came or went. */
  links: z.array(z.int()).optional(),
  event: PlainEvent.optional(),
});
export type FeedNotice = z.infer<typeof FeedNotice>;

/** PostgreSQL takes 7,999 bytes; ids have at most 10 digits and a comma, the rest is short. */
const MAX_IDS = 650;

/** null = from another version, in words not known here. */
export function readNotice(payload: string): FeedNotice | null {
  try {
    return FeedNotice.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}

/** As many payloads as it takes. */
export function writeNotices(
  from: string,
  changes: { states: Iterable<number>; links: Iterable<number>; events: Iterable<PlainEvent> },
): string[] {
  const notices: FeedNotice[] = [];
  const addIds = (ids: readonly number[], kind: "states" | "links"): void => {
    for (let at = 0; at < ids.length; at += MAX_IDS) notices.push({ from, [kind]: ids.slice(at, at + MAX_IDS) });
  };
  for (const event of changes.events) notices.push({ from, event });
  addIds([...changes.states], "states");
  addIds([...changes.links], "links");
  return notices.map((notice) => JSON.stringify(notice));
}
