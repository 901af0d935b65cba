// CONNECT: keepalive, sign-in, and the session that comes of it.
import type { AedesOptions, AuthenticateError, Client } from "aedes";
import { setTimeout as delay } from "node:timers/promises";
import { createLoginBackoff } from "../access/login-backoff.ts";
import type { ClientClaims } from "../access/client-claims.ts";
import { signIn, type KnownDevice, type SignInOptions } from "../access/sign-in.ts";
import { createSender } from "../codecs/sender.ts";
import type { Ingest } from "../ingest/ingest.ts";
import type { Mqtt5 } from "../mqtt5/mqtt5.ts";
import { explain } from "../mqtt5/reason-code.ts";
import { isIntegration } from "../../gis/principal.ts";
import { insideOf } from "./aedes-client.ts";
import type { BrokerLimits } from "./limits.ts";
import type { Peer } from "./listeners.ts";
import { createPace } from "./pace.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

export interface ConnectHooksOptions {
  signIn: SignInOptions;
  claims: ClientClaims;
  sessions: Sessions;
  ingest: Ingest;
  limits: BrokerLimits;
  mqtt5: Mqtt5;
  peerOf: (client: Client) => Peer;
  onOpened: (session: Session) => void;
  onClosed: (session: Session) => void;
}

export type ConnectHooks = Required<Pick<AedesOptions, "preConnect" | "authenticate">>;

const NO_PASSWORD = Buffer.alloc(0);

export function createConnectHooks(options: ConnectHooksOptions): ConnectHooks {
  const { claims, sessions, ingest, limits, mqtt5 } = options;
  const backoff = createLoginBackoff();
  /** Clients that sent no id; aedes made one up. */
  const anonymous = new WeakSet<Client>();

  function openSession(client: Client, device: KnownDevice, password: Uint8Array): void {
    const session: Session = {
      client: insideOf(client),
      mqtt5: mqtt5.of(client) ?? null,
      clientId: client.id,
      deviceId: device.id,
      deviceKey: device.key,
      format: device.format,
      topicFilters: device.topicFilters,
      credentialVersion: device.credentialVersion,
      // A copy: the password is a view of the whole CONNECT.
      sender: createSender(Uint8Array.from(password)),
      rights: new Map(),
      lastTopic: null,
      held: 0,
      settling: 0,
      puback: [],
      stopped: 0,
      pace:
        sessions.paceOf(device.id) ??
        createPace(isIntegration(device.id) ? limits.integrationPace : limits.devicePace, Date.now()),
      lastSeenMs: Date.now(),
      ended: false,
    };
    sessions.add(session);
    options.onOpened(session);
    client.conn.once("close", () => {
      if (!sessions.remove(session)) return;
      claims.release(session.clientId, client.conn, Date.now());
      options.onClosed(session);
    });
  }

  async function decide(client: Client, username: string, password: Uint8Array): Promise<AuthenticateError | null> {
    const will = insideOf(client)._will ?? null;
    const result = await signIn(options.signIn, {
      username,
      password,
      clientId: client.id,
      anonymous: anonymous.has(client),
      clean: client.clean,
      will,
      connection: client.conn,
      certificateName: options.peerOf(client).certificateName,
    });
    if ("device" in result) {
      if (!client.closed && !client.conn.destroyed) openSession(client, result.device, password);
      else claims.release(client.id, client.conn, Date.now());
      return null;
    }
    if (result.reason) {
      const connection = mqtt5.of(client);
      if (connection) connection.refusal = explain(result.reason);
      ingest.refuse({
        principal: username,
        deviceId: result.deviceId,
        topic: result.topic ?? "",
        reason: result.reason,
        field: result.reason.startsWith("client_id") ? client.id : null,
        payload: result.reason === "will_not_allowed" && will ? will.payload : NO_PASSWORD,
        atMs: Date.now(),
      });
    }
    if (result.reason === "credentials_wrong") {
      const waitMs = backoff.failed(options.peerOf(client).address, Date.now());
      if (waitMs > 0) await delay(waitMs);
    }
    return Object.assign(new Error(result.reason ?? "unavailable"), { returnCode: result.code });
  }

  return {
    preConnect: (client, packet, done) => {
      if (packet.clientId === "") anonymous.add(client);
      // 0 turns the check off [MQTT-3.1.2-24]; a limit is imposed instead of refusing the client.
      const wanted = packet.keepalive ?? 0;
      packet.keepalive = wanted === 0 ? limits.maxKeepaliveSeconds : Math.min(wanted, limits.maxKeepaliveSeconds);
      void mqtt5.prepare(client).then(
        () => done(null, true),
        (error: Error) => done(error, false),
      );
    },
    authenticate: (client, username, password, done) => {
      const answer = async (): Promise<void> => {
        const refusal = await decide(client, username ?? "", password ?? NO_PASSWORD);
        if (refusal) done(refusal, null);
        else done(null, true);
      };
      void answer();
    },
  };
}
