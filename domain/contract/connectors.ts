// Connections that Kentiz itself opens: to other brokers and feeds.
import { Connector, ConnectorChange, NewConnector } from "../connector.ts";
import { Id, listOf, route } from "./route.ts";

export const connectorRoutes = {
  listConnectors: route({
    method: "GET",
    path: "/api/connectors",
    summary: "Connections to other brokers and feeds, with their state",
    permission: "device:read",
    status: 200,
    response: listOf(Connector),
  }),
  createConnector: route({
    method: "POST",
    path: "/api/connectors",
    summary: "Connect to another broker or feed; takes effect at once",
    permission: "device:write",
    body: NewConnector,
    status: 201,
    response: Connector,
  }),
  changeConnector: route({
    method: "PATCH",
    path: "/api/connectors/{id}",
    summary: "Change a connection, or switch it on and off; takes effect at once",
    permission: "device:write",
    params: Id,
    body: ConnectorChange,
    status: 200,
    response: Connector,
  }),
  deleteConnector: route({
    method: "DELETE",
    path: "/api/connectors/{id}",
    summary: "Give a connection up; its devices and their history stay",
    permission: "device:write",
    params: Id,
    status: 204,
    response: null,
  }),
} as const;
