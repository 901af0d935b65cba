// Connections to other brokers and feeds: set up, change, switch, give up. Passwords go in and never out.
import { AppError } from "../../domain/problem.ts";
import { type Connector, type ConnectorChange, isFeedAddress } from "../../domain/connector.ts";
import {
  changeConnector,
  connectorById,
  createConnector,
  deleteConnector,
  listConnectors,
} from "../../gis/connector.ts";
import { audit } from "../audit.ts";
import { hashSecret, newDeviceKey, newDeviceSecret } from "../device-credential.ts";
import type { Handlers } from "../mount-route.ts";
import { requireFound } from "./require-found.ts";
import { requireUnit } from "./require-unit.ts";

const audited = ({ id, name, unitId }: Pick<Connector, "id" | "name" | "unitId">) => ({
  objectType: "integration" as const,
  objectId: id,
  objectLabel: name,
  unitId,
});

/** What the log may hold of it. */
const told = ({ name, url, username, topicFilters, intervalSeconds, enabled }: ConnectorChange) => ({
  name,
  url,
  username,
  topicFilters,
  intervalSeconds,
  enabled,
});

export const connectorHandlers = {
  listConnectors: async ({ context, scope }) => ({ items: await listConnectors(context.database, scope), next: null }),

  async createConnector({ context, caller, scope, body }) {
    const { database, feed, secrets } = context;
    const unitId = (await requireUnit(database, scope, body.unitId, "unitId")).id;
    const id = await database.transaction(async (tx) => {
      const created = await createConnector(tx, secrets, {
        ...body,
        unitId,
        key: newDeviceKey(),
        // Nobody learns it: messages are fetched, nobody signs in.
        secretHash: hashSecret(newDeviceSecret()),
        username: body.username ?? null,
        password: body.password ?? null,
        ca: body.ca ?? null,
        intervalSeconds: body.intervalSeconds ?? null,
      });
      const after = told({ ...body, intervalSeconds: body.intervalSeconds ?? null, username: body.username ?? null });
      await audit(tx, caller, { ...audited({ id: created, name: body.name, unitId }), action: "create", after });
      return created;
    });
    feed.publish({ type: "connectors" });
    return requireFound(await connectorById(database, scope, id), "connector");
  },

  async changeConnector({ context, caller, scope, params, body }) {
    const { database, feed, secrets } = context;
    const before = requireFound(await connectorById(database, scope, params.id), "connector");
    const { url = before.url, topicFilters = before.topicFilters } = body;
    if (!isFeedAddress(url) && topicFilters.length === 0) {
      const fields = [{ path: "topicFilters", reason: "required" }];
      throw new AppError("input_invalid", "A broker needs at least one topic filter to subscribe to.", { fields });
    }
    await database.transaction(async (tx) => {
      await changeConnector(tx, secrets, before, body);
      const after = told({ ...before, ...body });
      await audit(tx, caller, { ...audited(before), action: "change", before: told(before), after });
    });
    feed.publish({ type: "connectors" });
    return requireFound(await connectorById(database, scope, params.id), "connector");
  },

  async deleteConnector({ context, caller, scope, params }) {
    const { database, feed } = context;
    const connector = requireFound(await connectorById(database, scope, params.id), "connector");
    await database.transaction(async (tx) => {
      await deleteConnector(tx, connector.id);
      await audit(tx, caller, { ...audited(connector), action: "delete", before: told(connector) });
    });
    feed.publish({ type: "connectors" });
    feed.publish({ type: "devices" });
    return null;
  },
} satisfies Partial<Handlers>;
