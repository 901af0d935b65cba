// Reports of senders that speak HTTP: OsmAnd and Traccar Client (/ingest/osmand), NGSI-LD brokers
// (/ingest/ngsi-ld), Flespi streams (/ingest/flespi). 200 is answered only after the commit. Who sends
// is told by HTTP Basic; phones that cannot do that write "<key>.<password>" where they ask for an id.
import express, { Router, type Request, type Response } from "express";
import { AppError } from "../domain/problem.ts";
import { HTTP_INGEST_FORMATS, type HttpReport, type TakeHttpReport } from "../domain/http-report.ts";
import { sendProblem } from "./error-answer.ts";

const MAX_BODY = "256kb";
const RETRY_AFTER_SECONDS = 10;

function credentialsOf(request: Request): HttpReport["credentials"] {
  const [scheme = "", token = ""] = request.get("authorization")?.split(" ", 2) ?? [];
  if (scheme.toLowerCase() !== "basic") return null;
  const text = Buffer.from(token, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? null : { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** OsmAnd puts its values in the address, also of a POST. */
function payloadOf(request: Request): Uint8Array {
  const body: unknown = request.body;
  if (body instanceof Uint8Array && body.length > 0) return body;
  const mark = request.originalUrl.indexOf("?");
  return Buffer.from(mark < 0 ? "" : request.originalUrl.slice(mark + 1));
}

async function answer(take: TakeHttpReport, report: HttpReport, response: Response): Promise<void> {
  const result = await take(report);
  response.set("Cache-Control", "no-store");
  if (result.kind === "stored") {
    response.status(200).end();
  } else if (result.kind === "refused") {
    const fields = [{ path: result.field ?? "", reason: result.reason }];
    sendProblem(response, new AppError("input_invalid", `Not stored: ${result.reason}.`, { fields }));
  } else if (result.kind === "unauthorized") {
    response.set("WWW-Authenticate", 'Basic realm="Kentiz"');
    sendProblem(response, new AppError("credentials_wrong", "Key or password of the device are wrong."));
  } else {
    const retryAfterSeconds = RETRY_AFTER_SECONDS;
    sendProblem(
      response,
      new AppError("database_unavailable", "Not stored: too much waits. Send it again.", { retryAfterSeconds }),
    );
  }
}

export function ingestDoor(take: TakeHttpReport): Router {
  const router = Router();
  const body = express.raw({ type: () => true, limit: MAX_BODY });
  for (const format of HTTP_INGEST_FORMATS) {
    router.all(`/ingest/${format}`, body, async (request, response) => {
      if (request.method !== "GET" && request.method !== "POST") {
        response.set("Allow", "GET, POST");
        sendProblem(response, new AppError("method_not_allowed", "Allowed here: GET, POST."));
        return;
      }
      await answer(take, { format, credentials: credentialsOf(request), payload: payloadOf(request) }, response);
    });
  }
  return router;
}
