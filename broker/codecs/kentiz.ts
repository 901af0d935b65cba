// The native format: kentiz/<key>/position|observation|event|status, and …/command towards the device.
import { NATIVE_CHANNELS, type NativeChannel } from "../../domain/topic.ts";
import type { Decoded } from "../../domain/report.ts";
import type { Codec } from "./codec.ts";
import { decodeJson, refused, type JsonObject } from "./json-payload.ts";
import { decodeKentizEvent, decodeKentizObservation, decodeKentizStatus } from "./kentiz-message.ts";
import { decodeKentizPosition } from "./kentiz-position.ts";

type ElementDecoder = (element: JsonObject, index: number, receivedAtMs: number, into: Decoded) => void;

const DECODERS: ReadonlyMap<string, ElementDecoder> = new Map<NativeChannel, ElementDecoder>([
  ["position", decodeKentizPosition],
  ["observation", decodeKentizObservation],
  ["event", decodeKentizEvent],
  ["status", decodeKentizStatus],
]);

export const kentizCodec: Codec = {
  format: "kentiz",
  root: "kentiz",
  channelOf: (rest) => (rest.length === 1 ? (NATIVE_CHANNELS.find((channel) => channel === rest[0]) ?? null) : null),
  statusChannel: "status",
  retain: "refused",
  maySubscribe: (rest) => rest.length === 1 && rest[0] === "command",
  decode: (payload, channel, receivedAtMs) => {
    const decoder = DECODERS.get(channel);
    return decoder ? decodeJson(payload, receivedAtMs, decoder) : refused("topic_unknown");
  },
};
