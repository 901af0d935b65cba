// Asks the database who still may see what: streams of ended sessions are closed, those of changed
// rights move to another audience.
import type { Logger } from "pino";
import { LIVE_CLOSE } from "../../domain/live-protocol.ts";
import { scopeOf } from "../../domain/rights.ts";
import type { Caller } from "../caller.ts";
import type { FleetPicture } from "./fleet-picture.ts";
import { moveTo, type LiveClient } from "./live-client.ts";

export interface RightsCheck {
  /** Streams that are open now. */
  clients: Set<LiveClient>;
  picture: FleetPicture;
  /** The session as it is now; null = ended. */
  callerBySession: (tokenHash: Buffer) => Promise<Caller | null>;
  logger: Logger;
}

function settle({ clients, picture }: RightsCheck, client: LiveClient, caller: Caller | null): void {
  if (!clients.has(client)) return;
  if (!caller) {
    clients.delete(client);
    client.socket.close(LIVE_CLOSE.signedOut, "signed out");
    return;
  }
  client.caller = caller;
  const audience = picture.audienceOf(scopeOf(caller.user.grants, "vehicle:read"));
  if (audience === client.audience) return;
  picture.breakHistory(client.audience);
  moveTo(client, audience);
}

/** Returns whether all could be asked; while the database is away nobody is signed out. */
export async function recheckRights(check: RightsCheck, some: Iterable<LiveClient>): Promise<boolean> {
  const bySession = new Map<string, LiveClient[]>();
  for (const client of some) {
    const session = client.caller.tokenHash.toString("hex");
    bySession.set(session, [...(bySession.get(session) ?? []), client]);
  }
  try {
    for (const clients of bySession.values()) {
      const [first] = clients;
      if (!first) continue;
      const caller = await check.callerBySession(first.caller.tokenHash);
      for (const client of clients) settle(check, client, caller);
    }
    return true;
  } catch (error) {
    check.logger.warn({ err: error }, "rights of live streams could not be checked");
    return false;
  }
}
