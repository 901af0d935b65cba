// Network servers, gateways and other brokers that publish for many devices.
import { Device, DeviceCredential } from "../device.ts";
import { Integration, IntegrationChange, NewIntegration, NewIntegrationDevice, UnknownDevice } from "../integration.ts";
import { Id, listOf, route } from "./route.ts";

export const integrationRoutes = {
  listIntegrations: route({
    method: "GET",
    path: "/api/integrations",
    summary: "Integrations in scope, with their numbers of known and unknown devices",
    permission: "device:read",
    status: 200,
    response: listOf(Integration),
  }),
  createIntegration: route({
    method: "POST",
    path: "/api/integrations",
    summary: "Register an integration; the answer holds its password, only this once",
    permission: "device:write",
    body: NewIntegration,
    status: 201,
    response: DeviceCredential,
  }),
  changeIntegration: route({
    method: "PATCH",
    path: "/api/integrations/{id}",
    summary: "Rename an integration, or change where it may publish",
    permission: "device:write",
    params: Id,
    body: IntegrationChange,
    status: 200,
    response: Integration,
  }),
  rotateIntegration: route({
    method: "POST",
    path: "/api/integrations/{id}/rotate",
    summary: "New password; the old one stops working and its session is closed",
    permission: "device:write",
    params: Id,
    status: 200,
    response: DeviceCredential,
  }),
  revokeIntegration: route({
    method: "POST",
    path: "/api/integrations/{id}/revoke",
    summary: "Refuse the integration from now on; its session is closed",
    permission: "device:write",
    params: Id,
    status: 200,
    response: Integration,
  }),
  listUnknownDevices: route({
    method: "GET",
    path: "/api/integrations/{id}/unknown-devices",
    summary: "Devices it speaks of that nobody registered, last heard first",
    permission: "device:read",
    params: Id,
    status: 200,
    response: listOf(UnknownDevice),
  }),
  registerIntegrationDevice: route({
    method: "POST",
    path: "/api/integrations/{id}/register",
    summary: "Register a device it speaks of; its messages count from then on",
    permission: "device:write",
    params: Id,
    body: NewIntegrationDevice,
    status: 201,
    response: Device,
  }),
} as const;
