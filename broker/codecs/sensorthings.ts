// Observations in the words of OGC SensorThings 1.1, published as its MQTT extension says:
// v1.1/Datastreams(<id>)/Observations, or v1.1/Observations with {"Datastream": {"@iot.id": <id>}}.
// The id is the sender's own: it names a datastream of the device.
import { addValue, addValues, type Measured } from "./add-values.ts";
import { hearObjects, reportsOf, type ForeignCodec } from "./foreign-codec.ts";
import { fieldPath, isJsonObject, type JsonObject } from "./json-payload.ts";
import { instantOfText } from "./instant.ts";
import { nameOf } from "./loose-value.ts";

const COLLECTION = /^(?:Datastreams|MultiDatastreams)\(([^()]{1,60})\)$/;

/** An instant, or an interval "from/to", of which the end counts. */
function timeOf(value: unknown): number | null {
  return typeof value === "string" ? instantOfText(value.split("/").at(-1) ?? "") : null;
}

function datastreamOf(observation: JsonObject): string | null {
  const stream = observation["Datastream"] ?? observation["MultiDatastream"];
  const id = isJsonObject(stream) ? nameOf(stream["@iot.id"], 60) : null;
  return id === null ? null : `Datastreams(${id})`;
}

export const sensorthingsCodec: ForeignCodec = {
  format: "sensorthings",
  channelOf: ([version = "", first = "", second, ...rest]) => {
    if (!/^v1\.[01]$/.test(version) || rest.length > 0) return null;
    if (first === "Observations" && second === undefined) return { kind: "", device: null };
    const match = COLLECTION.exec(first);
    return match && second === "Observations" ? { kind: `Datastreams(${match[1]})`, device: null } : null;
  },
  isStatus: () => false,
  maySubscribe: () => false,
  decode: (payload, { kind, device }, receivedAtMs) =>
    hearObjects(payload, (element, index, heard) => {
      const { refusals } = heard;
      const name = kind === "" ? datastreamOf(element) : kind;
      const { result, phenomenonTime, resultTime } = element;
      const time = phenomenonTime ?? resultTime ?? null;
      const timeMs = time === null ? receivedAtMs : timeOf(time);
      if (name === null) refusals.push({ reason: "field_missing", field: fieldPath(index, "Datastream") });
      else if (timeMs === null) refusals.push({ reason: "time_unreadable", field: fieldPath(index, "phenomenonTime") });
      else if (result === undefined || result === null) {
        refusals.push({ reason: "field_missing", field: fieldPath(index, "result") });
      } else {
        const reports = reportsOf(heard, device);
        const into: Measured = { timeMs, timeIsReceipt: time === null, receivedAtMs, reports, refusals };
        if (typeof result === "object") addValues(into, name, result);
        else if (typeof result === "number" || typeof result === "boolean" || typeof result === "string") {
          addValue(into, name, result);
        }
      }
    }),
};
