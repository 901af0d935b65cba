// ThingsBoard's device and gateway API, which many industrial gateways can speak.
//
//   v1/devices/me/telemetry, v2/t     {k: v} · [{k: v}] · {"ts": ms, "values": {…}} · [{ts, values}]
//   v1/gateway/telemetry              {"Device A": [any of those], …}
//
// Numbers may be texts. Without "ts" the time of receipt stands in. Attributes are facts about a device
// and no measurements: they are kept as messages.
import { addDecodedObject } from "./decoded-object.ts";
import { heardRefusal, nothingHeard, reportsOf, type Channel, type ForeignCodec, type Heard } from "./foreign-codec.ts";
import { isJsonObject, eachObject, MAX_BATCH_LENGTH, parseJson, type JsonObject } from "./json-payload.ts";
import { instantOf, nameOf } from "./loose-value.ts";
import { storable } from "./storable.ts";

const DEVICE_TOPICS: ReadonlyMap<string, string> = new Map([
  ["v1/devices/me/telemetry", "telemetry"],
  ["v2/t", "telemetry"],
  ["v2/t/j", "telemetry"],
  ["v1/devices/me/attributes", "attributes"],
  ["v2/a", "attributes"],
  ["v2/a/j", "attributes"],
]);
const GATEWAY_TOPICS: ReadonlyMap<string, string> = new Map([
  ["v1/gateway/telemetry", "telemetry"],
  ["v1/gateway/attributes", "attributes"],
  ["v1/gateway/connect", "connect"],
  ["v1/gateway/disconnect", "disconnect"],
]);

function addTelemetry(heard: Heard, device: string | null, said: unknown, path: string, receivedAtMs: number): void {
  eachObject(said, heard.refusals, (element, index) => {
    const values: JsonObject = isJsonObject(element["values"]) ? element["values"] : element;
    const timed = values !== element;
    const timeMs = timed ? instantOf(element["ts"]) : receivedAtMs;
    if (timeMs === null) {
      const at = index < 0 ? "" : `[${index}].`;
      heard.refusals.push({ reason: "time_unreadable", field: `${path}${at}ts` });
      return;
    }
    const reports = reportsOf(heard, device);
    const { refusals } = heard;
    addDecodedObject({ timeMs, timeIsReceipt: !timed, receivedAtMs, reports, refusals }, values);
  });
}

function addAttributes(heard: Heard, device: string | null, said: unknown, receivedAtMs: number): void {
  if (!isJsonObject(said) || !storable(said)) {
    heard.refusals.push({ reason: isJsonObject(said) ? "stored_value_refused" : "payload_wrong_shape", field: null });
    return;
  }
  const timeMs = receivedAtMs;
  reportsOf(heard, device).push({ kind: "message", type: "thingsboard.attributes", timeMs, data: said });
}

function decode(
  payload: Uint8Array,
  receivedAtMs: number,
  each: (value: unknown, heard: Heard, add: (device: string | null, said: unknown, path: string) => void) => void,
  kind: string,
): Heard {
  const parsed = parseJson(payload);
  if (typeof parsed === "string") return heardRefusal(parsed);
  const heard = nothingHeard();
  each(parsed.value, heard, (device, said, path) => {
    if (kind === "attributes") addAttributes(heard, device, said, receivedAtMs);
    else addTelemetry(heard, device, said, path, receivedAtMs);
  });
  return heard;
}

const own = (kind: string | undefined): Channel | null => (kind === undefined ? null : { kind, device: null });
const MAY_LISTEN = /^v1\/(?:devices\/me|gateway)\/(?:attributes|rpc)(?:\/|$)|^v2\/(?:a|r)\//;

export const thingsboardCodec: ForeignCodec = {
  format: "thingsboard",
  channelOf: (levels) => own(DEVICE_TOPICS.get(levels.join("/"))),
  isStatus: ({ kind }) => kind === "attributes",
  maySubscribe: (levels) => MAY_LISTEN.test(levels.join("/")),
  decode: (payload, { kind, device }, receivedAtMs) =>
    decode(payload, receivedAtMs, (value, _heard, add) => add(device, value, ""), kind),
};

export const thingsboardGatewayCodec: ForeignCodec = {
  format: "thingsboard-gateway",
  channelOf: (levels) => own(GATEWAY_TOPICS.get(levels.join("/"))),
  isStatus: ({ kind }) => kind === "attributes",
  maySubscribe: (levels) => MAY_LISTEN.test(levels.join("/")),
  decode: (payload, { kind }, receivedAtMs) =>
    decode(
      payload,
      receivedAtMs,
      (value, heard, add) => {
        if (!isJsonObject(value)) {
          heard.refusals.push({ reason: "payload_wrong_shape", field: null });
          return;
        }
        // {"device": "Device A"} when a device joins or leaves the gateway.
        if (kind === "connect" || kind === "disconnect") {
          const device = nameOf(value["device"]);
          if (device === null) heard.refusals.push({ reason: "field_missing", field: "device" });
          else {
            const message = { kind: "message", type: `thingsboard.${kind}`, timeMs: receivedAtMs, data: {} } as const;
            reportsOf(heard, device).push(message);
          }
          return;
        }
        for (const [name, said] of Object.entries(value).slice(0, MAX_BATCH_LENGTH)) {
          const device = nameOf(name);
          if (device === null) heard.refusals.push({ reason: "stored_value_refused", field: null });
          else add(device, said, `${device}.`);
        }
      },
      kind,
    ),
};
