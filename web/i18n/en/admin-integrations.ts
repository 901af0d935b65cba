// English: senders that speak for many devices.
import type { AdministrationWording } from "../administration-wording.ts";

export const adminIntegrations: AdministrationWording["adminIntegrations"] = {
  label: "Integrations",
  add: "Add integration",
  addTitle: "New integration",
  column: {
    name: "Integration",
    format: "Format",
    unit: "Unit",
    devices: "Devices",
    unknown: "Unregistered devices",
    state: "State",
    filters: "Topics",
  },
  edit: "Edit name and topics",
  created: "Registered",
  active: "In use",
  revoked: "Revoked",
  empty: {
    title: "No integrations yet",
    body: "A LoRaWAN server, a gateway or another MQTT broker can send for many devices with one password.",
  },
  form: {
    name: "Name",
    format: "Format it sends",
    unit: "Unit",
    filters: "Topics it may publish",
    filtersHint: "Empty means all topics of the format. Example: application/1/device/+/event/up",
    filtersPlaceholder: "Type a topic and press Enter",
  },
  username: "User name",
  password: "Password",
  credentialTitle: "Connection of {{name}}",
  once: "The password is shown only now. Keep it before you close this window.",
  done: "I have kept the password, close",
  unknown: {
    title: "Unregistered devices",
    none: "All devices this integration speaks of are registered.",
    seen: "{{count}} messages, last {{age}}",
    register: "Register",
    registered: "{{name}} was registered",
  },
  rotate: "New password",
  revoke: "Revoke",
  revokedNow: "{{name}} was revoked; its session is closed",
  confirmRotate: {
    title: "Make a new password?",
    body: "The old password of {{name}} stops working at once and its session is closed.",
    action: "Make new password",
  },
  confirmRevoke: {
    title: "Revoke the integration?",
    body: "{{name}} cannot connect again; nothing arrives from its devices. This cannot be undone.",
    action: "Revoke integration",
  },
};
