// Names of wire formats: proper names, the same in every language.
import type { WireFormat } from "../../../domain/device.ts";

export const FORMAT_NAMES: Readonly<Record<WireFormat, string>> = {
  kentiz: "Kentiz JSON",
  owntracks: "OwnTracks",
  teltonika: "Teltonika",
  ruptela: "Ruptela",
  flespi: "Flespi",
  pui: "PUI",
  thingsboard: "ThingsBoard",
  senml: "SenML",
  sensorthings: "SensorThings",
  tasmota: "Tasmota",
  chirpstack: "ChirpStack",
  tts: "The Things Stack",
  "thingsboard-gateway": "ThingsBoard Gateway",
  sparkplug: "Sparkplug B",
  hfp: "HFP",
  zigbee2mqtt: "Zigbee2MQTT",
  osmand: "OsmAnd / Traccar Client",
  "ngsi-ld": "NGSI-LD",
  "gtfs-realtime": "GTFS-realtime",
};
