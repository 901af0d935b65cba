// Reports that come by HTTP: judged and stored as those of MQTT, answered after the commit.
import { createHash, timingSafeEqual } from "node:crypto";
import type { Decoded } from "../domain/report.ts";
import type { HttpReport, HttpReportAnswer, TakeHttpReport } from "../domain/http-report.ts";
import type { CredentialCache } from "./access/credential-cache.ts";
import { isPossibleKey } from "./access/name.ts";
import type { KnownDevice } from "./access/sign-in.ts";
import { foreignCodecOf } from "./codecs/index.ts";
import { osmandIdOf } from "./codecs/osmand.ts";
import { createSender } from "./codecs/sender.ts";
import type { Ingest } from "./ingest/ingest.ts";
import type { ShareOut } from "./integration/share-out.ts";
import type { LinkTracker } from "./link-tracker.ts";

export interface HttpDoorOptions {
  credentials: CredentialCache<KnownDevice>;
  ingest: Ingest;
  shareOut: ShareOut;
  links: LinkTracker;
}

/** "<key>.<password>": for clients with one field for who they are. Passwords have no dots. */
function splitId(id: string | null): { username: string; password: string } | null {
  const dot = id?.lastIndexOf(".") ?? -1;
  return id === null || dot < 1 ? null : { username: id.slice(0, dot), password: id.slice(dot + 1) };
}

/** The payload as it may be shown to people. */
const without = (password: string, payload: Uint8Array): Uint8Array =>
  Buffer.from(Buffer.from(payload).toString("utf8").replaceAll(password, "***"));

export function createHttpDoor({ credentials, ingest, shareOut, links }: HttpDoorOptions): TakeHttpReport {
  async function signIn(
    report: HttpReport,
    given: HttpReport["credentials"],
  ): Promise<KnownDevice | "unauthorized" | "busy"> {
    if (!given || !isPossibleKey(given.username)) return "unauthorized";
    let principal: KnownDevice | null;
    try {
      principal = await credentials.get(given.username, Date.now());
    } catch {
      return "busy";
    }
    const hash = createHash("sha256").update(given.password).digest();
    const matches =
      principal !== null &&
      principal.secretHash.length === hash.length &&
      timingSafeEqual(hash, principal.secretHash) &&
      !principal.revoked &&
      principal.format === report.format;
    if (principal && matches) return principal;
    const reason = principal?.revoked === true ? "device_revoked" : "credentials_wrong";
    const topic = `ingest/${report.format}`;
    // The payload may hold the password.
    const payload = new Uint8Array();
    const deviceId = principal?.id ?? null;
    ingest.refuse({ principal: given.username, deviceId, topic, reason, field: null, payload, atMs: Date.now() });
    return "unauthorized";
  }

  return async (report): Promise<HttpReportAnswer> => {
    const inPayload = report.format === "osmand" ? splitId(osmandIdOf(report.payload)) : null;
    const principal = await signIn(report, report.credentials ?? inPayload);
    if (typeof principal === "string") return { kind: principal };
    const topic = `ingest/${report.format}`;
    const codec = foreignCodecOf(report.format);
    const channel = codec?.channelOf(topic.split("/"));
    if (!codec || !channel) return { kind: "refused", reason: "topic_unknown", field: null };
    const receivedAtMs = Date.now();
    const payload = inPayload ? without(inPayload.password, report.payload) : report.payload;
    const heard = codec.decode(payload, channel, receivedAtMs, createSender(new Uint8Array()));
    const sender = { deviceId: principal.id, deviceKey: principal.key, format: principal.format };
    const decoded: Decoded =
      principal.topicFilters === null
        ? { reports: heard.parts.flatMap(({ reports }) => reports), refusals: heard.refusals }
        : shareOut({ session: sender, carrier: null, topic, payload, receivedAtMs }, heard);
    const stored = await ingest.acceptOnce({ session: sender, topic, payload, receivedAtMs }, decoded);
    if (!stored) return { kind: "busy" };
    if (principal.topicFilters === null) links.heard(principal.id, null, receivedAtMs);
    const [refused = null] = decoded.refusals;
    const good = decoded.reports.length + (decoded.others?.length ?? 0);
    return good === 0 && refused ? { kind: "refused", ...refused } : { kind: "stored", refused };
  };
}
