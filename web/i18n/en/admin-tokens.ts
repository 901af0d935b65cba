// English: API tokens of the signed-in person.
import type { AdministrationWording } from "../administration-wording.ts";

export const adminTokens: AdministrationWording["adminTokens"] = {
  label: "API tokens",
  add: "Create token",
  addTitle: "New API token",
  create: "Create",
  column: { name: "Name", right: "Right", lastUsed: "Last used", expires: "Valid until", created: "Created" },
  reads: "Reads only",
  changes: "May change things",
  neverUsed: "never used",
  neverExpires: "no end",
  expired: "expired",
  empty: {
    title: "You have no API tokens yet",
    body: "Create one for a program that is to read from Kentiz with your rights.",
  },
  form: {
    name: "Name",
    nameHint: "The program that will use it, for example Monthly fuel report.",
    right: "What may it do?",
    readsHint: "It reads everything you see and changes nothing.",
    changesHint: "It may change everything you may change.",
    expiry: "Validity",
    days: "{{count}} days",
    noExpiry: "No end (until revoked)",
  },
  secret: {
    title: "Token {{name}}",
    once: "The token is shown only now. If you lose it, create another.",
    token: "API token",
    example: "Command to try it",
    docs: "Open the API documentation",
    done: "I have saved the token, close",
  },
  revoke: "Revoke",
  revokedNow: "{{name}} was revoked",
  confirmRevoke: {
    title: "Revoke this token?",
    body: "The program that uses {{name}} loses its access at once. This cannot be undone.",
    action: "Revoke token",
  },
};
