// HSL high-frequency positioning v2: vehicles of public transport, one message a second each.
//
//   /hfp/v2/<journey>/<temporal>/<event>/<mode>/<operator>/<vehicle>/…    {"VP": {…}}
//
// The leading slash is an empty first level. The vehicle is operator and number of the topic: numbers
// alone repeat between operators, and "oper" of the payload may be a subcontractor. Only VP moves it;
// the other events (doors, stops) tell the same places again and are kept as messages.
import { addFix } from "./add-fix.ts";
import { heardRefusal, nothingHeard, reportsOf, type ForeignCodec } from "./foreign-codec.ts";
import { isJsonObject, parseJson, type JsonObject } from "./json-payload.ts";
import { nameOf, numberOf } from "./loose-value.ts";
import { instantOfText } from "./instant.ts";
import { storable } from "./storable.ts";

const KMH_PER_MPS = 3.6;
const MIN_LEVELS = 8;

/** Fields of the format under names that say what they are; "acc" is acceleration, not accuracy. */
const ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ["desi", "lineName"],
  ["dir", "direction"],
  ["dl", "delaySeconds"],
  ["acc", "accelerationMps2"],
  ["odo", "journeyOdometerM"],
  ["drst", "doorsOpen"],
  ["occu", "occupancyPct"],
  ["oday", "operatingDay"],
  ["jrn", "journey"],
  ["start", "startTime"],
  ["loc", "locationSource"],
  ["route", "route"],
  ["stop", "stop"],
]);

function attributesOf(said: JsonObject): JsonObject {
  const attributes: JsonObject = {};
  for (const [key, name] of ATTRIBUTES) {
    const value = said[key];
    if (value !== null && value !== undefined && value !== "N/A") attributes[name] = value;
  }
  return attributes;
}

export const hfpCodec: ForeignCodec = {
  format: "hfp",
  channelOf: (levels) => {
    const from = levels[0] === "" ? 1 : 0;
    const [root, version, , , event, , operator, vehicle] = levels.slice(from);
    if (root !== "hfp" || version !== "v2" || levels.length - from < MIN_LEVELS) return null;
    return event && operator && vehicle ? { kind: event, device: `${operator}/${vehicle}` } : null;
  },
  isStatus: () => false,
  maySubscribe: () => false,
  decode: (payload, { device }, receivedAtMs) => {
    const parsed = parseJson(payload);
    if (typeof parsed === "string") return heardRefusal(parsed);
    const heard = nothingHeard();
    const [event, said] = isJsonObject(parsed.value) ? (Object.entries(parsed.value)[0] ?? []) : [];
    if (event === undefined || nameOf(event, 20) === null || !isJsonObject(said)) {
      return heardRefusal("payload_wrong_shape");
    }
    const path = `${event}.`;
    const time = said["tst"];
    const timeMs = typeof time === "string" ? instantOfText(time) : null;
    if (timeMs === null) return heardRefusal("time_unreadable", `${path}tst`);
    const lat = numberOf(said["lat"]);
    const lon = numberOf(said["long"]);
    if (event !== "VP" || lat === null || lon === null) {
      // No place: the receiver is lost, and the vehicle only tells that it is there.
      if (!storable(said)) return heardRefusal("stored_value_refused", event);
      reportsOf(heard, device).push({ kind: "message", type: `hfp.${event}`, timeMs, data: said });
      return heard;
    }
    const speedMps = numberOf(said["spd"]);
    addFix(
      {
        fixTimeMs: timeMs,
        lon,
        lat,
        speedKmh: speedMps === null ? null : speedMps * KMH_PER_MPS,
        headingDeg: numberOf(said["hdg"]),
        attributes: attributesOf(said),
      },
      { path, time: "tst", lon: "long", lat: "lat", speedKmh: "spd", headingDeg: "hdg" },
      receivedAtMs,
      reportsOf(heard, device),
      heard.refusals,
    );
    return heard;
  },
};
