// All wire formats. Adding one is its own file and a line here.
import type { WireFormat } from "../../domain/device.ts";
import { chirpstackCodec } from "./chirpstack.ts";
import type { Codec } from "./codec.ts";
import { flespiCodec } from "./flespi.ts";
import type { ForeignCodec } from "./foreign-codec.ts";
import { gtfsRealtimeCodec } from "./gtfs-realtime.ts";
import { hfpCodec } from "./hfp.ts";
import { kentizCodec } from "./kentiz.ts";
import { ngsiLdCodec } from "./ngsi-ld.ts";
import { osmandCodec } from "./osmand.ts";
import { owntracksCodec } from "./owntracks.ts";
import { puiCodec } from "./pui.ts";
import { ruptelaCodec } from "./ruptela.ts";
import { senmlCodec } from "./senml.ts";
import { sensorthingsCodec } from "./sensorthings.ts";
import { sparkplugCodec } from "./sparkplug.ts";
import { tasmotaCodec } from "./tasmota.ts";
import { teltonikaCodec } from "./teltonika.ts";
import { thingsboardCodec, thingsboardGatewayCodec } from "./thingsboard.ts";
import { ttsCodec } from "./tts.ts";
import { zigbee2mqttCodec } from "./zigbee2mqtt.ts";

/** Formats with the key of the device in their topics: open to every device. */
export const CODECS: readonly Codec[] = [kentizCodec, owntracksCodec];

/** Formats with topics of their own: open to who was registered for them. */
export const FOREIGN_CODECS: readonly ForeignCodec[] = [
  chirpstackCodec,
  flespiCodec,
  gtfsRealtimeCodec,
  hfpCodec,
  ngsiLdCodec,
  osmandCodec,
  puiCodec,
  ruptelaCodec,
  senmlCodec,
  sensorthingsCodec,
  sparkplugCodec,
  tasmotaCodec,
  teltonikaCodec,
  thingsboardCodec,
  thingsboardGatewayCodec,
  ttsCodec,
  zigbee2mqttCodec,
];

const BY_ROOT: ReadonlyMap<string, Codec> = new Map(CODECS.map((codec) => [codec.root, codec]));
const BY_FORMAT: ReadonlyMap<WireFormat, ForeignCodec> = new Map(FOREIGN_CODECS.map((codec) => [codec.format, codec]));

/** The format whose topics start with this level. */
export function codecOfRoot(root: string): Codec | null {
  return BY_ROOT.get(root) ?? null;
}

/** The foreign format a sender was registered for; null = it speaks one of ours. */
export function foreignCodecOf(format: WireFormat): ForeignCodec | null {
  return BY_FORMAT.get(format) ?? null;
}
