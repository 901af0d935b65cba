// English: frame of the administration and what its sections are for.
import type { AdministrationWording } from "../administration-wording.ts";

export const admin: AdministrationWording["admin"] = {
  title: "Administration",
  sections: "Sections of the administration",
  intro: "Units, users, vehicles and devices are defined here. You only see the units you have rights in.",
  back: "Administration",
  help: "What is this screen for?",
  noRight: {
    title: "You have no right to this section",
    body: "Ask your administrator for it if you need it.",
  },
  section: {
    units: {
      name: "Units",
      hint: "Directorates and their sections",
      help: "Vehicles, devices and rights belong to a unit. Whoever has a right in a unit also has it in the units below. When you move a unit, everything in it moves along.",
    },
    users: {
      name: "Users",
      hint: "People and their rights",
      help: "Everybody holds a role in one or more units; it also holds in all units below. When a user is locked, open sessions end at once.",
    },
    vehicles: {
      name: "Vehicles",
      hint: "Plate, kind, unit, photo",
      help: "Every vehicle on the map is registered here. An archived vehicle leaves the map, keeps its history and can be brought back.",
    },
    devices: {
      name: "Devices",
      hint: "Trackers and their passwords",
      help: "A device is the hardware that sends positions; it serves a vehicle and can be moved to another. History stays with the vehicle it served at the time. The password is shown only when it is made.",
    },
    tokens: {
      name: "My API tokens",
      hint: "Keys that programs use in your name",
      help: "A reporting tool or other software connects to Kentiz with a token that has your rights. Give each program its own; do not let one change things that only reads. If an administrator resets your password, your tokens are revoked too.",
    },
    rejections: {
      name: "Rejections",
      hint: "Refused messages and why",
      help: "Every message that was not accepted is counted here with its reason; nothing is dropped silently. Equal refusals of one device share a row.",
    },
    system: {
      name: "System",
      hint: "Server, database, ingest",
      help: "How the installation is doing right now: are messages written, how are database and disk. Refreshes by itself; the numbers are of this server only.",
    },
    audit: {
      name: "Audit",
      hint: "Who changed what",
      help: "Every change made in the administration is kept here with who, when and what. Passwords are never recorded.",
    },
    connectors: {
      name: "Outbound connections",
      hint: "Brokers Kentiz subscribes to, feeds it reads",
      help: "Kentiz itself connects to the brokers named here and takes their messages; feeds such as GTFS-realtime are read regularly. A message is acknowledged to the other side only after it was written, and a broken connection goes on where it stopped. Changes take effect at once.",
    },
    integrations: {
      name: "Integrations",
      hint: "Senders for many devices",
      help: "A LoRaWAN server, a gateway or another broker sends for the devices registered under it with one password. Devices it speaks of that nobody registered appear here and are registered with one click.",
    },
  },
};
