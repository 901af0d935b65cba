// The live stream by question and answer (domain/live-poll): the same frames by the same rights as
// on the WebSocket at /live, for networks that let no WebSocket through. Nothing is kept between two
// questions; the client says what it has.
import { type Request, type Response, Router } from "express";
import type { IncomingHttpHeaders } from "node:http";
import { encodeLiveParts, LIVE_POLL_PATH, type LivePart } from "../../domain/live-poll.ts";
import { LiveClientMessage } from "../../domain/live-protocol.ts";
import { AppError } from "../../domain/problem.ts";
import type { Caller } from "../caller.ts";
import { isForeignOrigin } from "../own-origin.ts";
import { createBodyReader } from "../read-body.ts";
import type { LiveHub } from "./live-hub.ts";

export interface LivePollOptions {
  hub: LiveHub;
  /** The own addresses; pages from elsewhere are refused. */
  own: { publicOrigin: string | null; tls: boolean };
  /** Who is signed in; null = nobody. */
  callerOf: (headers: IncomingHttpHeaders) => Promise<Caller | null>;
}

export function livePollRoute({ hub, own, callerOf }: LivePollOptions): Router {
  const router = Router();
  const bodies = createBodyReader();
  async function answer(request: Request, response: Response): Promise<void> {
    if (isForeignOrigin(request.headers, own))
      throw new AppError("origin_foreign", "The live stream is for Kentiz's own pages.");
    const caller = await callerOf(request.headers);
    if (!caller) throw new AppError("not_signed_in", "Sign in first.");
    const { data } = LiveClientMessage.safeParse(await bodies.json(request, response));
    if (data?.type !== "hello") throw new AppError("input_invalid", "Send the hello message of the live protocol.");
    response
      .set("Cache-Control", "no-store")
      .type("application/octet-stream")
      .send(Buffer.from(encodeLiveParts(hub.answer(caller, data).map(partOf))));
  }
  router.post(LIVE_POLL_PATH, (request, response, next) => {
    answer(request, response).catch(next);
  });
  return router;
}

const partOf = (sent: string | Uint8Array): LivePart =>
  typeof sent === "string" ? { kind: "text", bytes: Buffer.from(sent, "utf8") } : { kind: "frame", bytes: sent };
