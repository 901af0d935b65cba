// The protocol of OsmAnd and Traccar Client over HTTP: an address with values (?id=&lat=&lon=&…), or JSON
// of newer Traccar Clients. The address speaks of knots, the JSON of metres a second; -1 is unknown.
import { addFix, type RawFix } from "./add-fix.ts";
import { heardRefusal, nothingHeard, reportsOf, type ForeignCodec, type Heard } from "./foreign-codec.ts";
import { instantOfText } from "./instant.ts";
import { isJsonObject, eachObject, parseJson, type JsonObject } from "./json-payload.ts";
import { anyInstantOf, nameOf, numberOf, spokenSwitchOf } from "./loose-value.ts";
import { storable } from "./storable.ts";

/** "{" */
const OBJECT = 0x7b;
/** How an address with values begins: "id=". */
const NAMED_VALUE = /^[\w.-]+=/;
const KMH_PER_KNOT = 1.852;
const KMH_PER_MPS = 3.6;
/** "2014-06-04 09:10:11", which is UTC. */
const PLAIN_TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;

function timeOf(value: unknown): number | null {
  const plain = typeof value === "string" ? PLAIN_TIME.exec(value) : null;
  return plain ? instantOfText(`${plain[1]}T${plain[2]}Z`) : anyInstantOf(value);
}

/** -1 = unknown. */
function known(value: unknown): number | null {
  const number = numberOf(value);
  return number === null || number < 0 ? null : number;
}

/** Values whose names hide what they are, or are those of columns. */
const CONSUMED: ReadonlySet<string> = new Set([
  ...["id", "deviceid", "password", "lat", "lon", "location", "timestamp", "speed", "bearing", "heading"],
  ...["altitude", "accuracy", "hacc", "odometer", "ignition", "batt", "driverUniqueId", "__proto__"],
]);

function fromQuery(
  query: URLSearchParams,
  receivedAtMs: number,
): { fix: RawFix | null; data: JsonObject; timeMs: number | null } {
  const get = (...names: string[]): string | null =>
    names.map((name) => query.get(name)).find((value) => value !== null) ?? null;
  const [latText, lonText] = query.get("location")?.split(",", 2) ?? [get("lat"), get("lon")];
  const time = get("timestamp");
  const timeMs = time === null ? receivedAtMs : timeOf(time);
  const data: JsonObject = { batteryPct: known(get("batt")), driver: get("driverUniqueId") };
  for (const [key, value] of query) if (!CONSUMED.has(key)) data[key] = numberOf(value) ?? value;
  // The time of receipt stands in, and is marked as such.
  if (time === null) data["timeSource"] = "receipt";
  if (latText == null || lonText == null) return { fix: null, data, timeMs };
  const knots = known(get("speed"));
  const odometerM = known(get("odometer"));
  const fix: RawFix = {
    fixTimeMs: timeMs,
    lat: numberOf(latText),
    lon: numberOf(lonText),
    speedKmh: knots === null ? null : knots * KMH_PER_KNOT,
    headingDeg: known(get("bearing", "heading")),
    altitudeM: numberOf(get("altitude")),
    accuracyM: known(get("accuracy", "hacc")),
    odometerKm: odometerM === null ? null : odometerM / 1000,
    ignition: spokenSwitchOf(get("ignition")),
    attributes: data,
  };
  return { fix, data, timeMs };
}

function decodeQuery(text: string, receivedAtMs: number): Heard {
  const heard = nothingHeard();
  const { fix, data, timeMs } = fromQuery(new URLSearchParams(text), receivedAtMs);
  const reports = reportsOf(heard, null);
  const fields = { path: "", time: "timestamp", lat: "lat", lon: "lon", headingDeg: "bearing", speedKmh: "speed" };
  if (fix) addFix(fix, fields, receivedAtMs, reports, heard.refusals);
  else if (timeMs === null) heard.refusals.push({ reason: "time_unreadable", field: "timestamp" });
  else if (storable(data)) reports.push({ kind: "message", type: "osmand.no-fix", timeMs, data });
  else heard.refusals.push({ reason: "stored_value_refused", field: null });
  return heard;
}

function addLocation(location: JsonObject, path: string, receivedAtMs: number, heard: Heard): void {
  const coords = isJsonObject(location["coords"]) ? location["coords"] : {};
  const battery = isJsonObject(location["battery"]) ? location["battery"] : {};
  const activity = isJsonObject(location["activity"]) ? location["activity"] : {};
  const mps = known(coords["speed"]);
  const odometerM = known(location["odometer"]);
  const level = known(battery["level"]);
  addFix(
    {
      fixTimeMs: timeOf(location["timestamp"]),
      lat: numberOf(coords["latitude"]),
      lon: numberOf(coords["longitude"]),
      speedKmh: mps === null ? null : mps * KMH_PER_MPS,
      headingDeg: known(coords["heading"]),
      altitudeM: numberOf(coords["altitude"]),
      accuracyM: known(coords["accuracy"]),
      odometerKm: odometerM === null ? null : odometerM / 1000,
      attributes: {
        batteryPct: level === null ? null : level * 100,
        charging: battery["is_charging"],
        moving: location["is_moving"],
        event: location["event"],
        activity: activity["type"],
        extras: location["extras"],
      },
    },
    { path, time: "timestamp", lat: "coords.latitude", lon: "coords.longitude", speedKmh: "coords.speed" },
    receivedAtMs,
    reportsOf(heard, null),
    heard.refusals,
  );
}

/** Device ids are told apart before: who signs in is the device. */
export const osmandCodec: ForeignCodec = {
  format: "osmand",
  channelOf: (levels) => (levels.join("/") === "ingest/osmand" ? { kind: "report", device: null } : null),
  isStatus: () => false,
  maySubscribe: () => false,
  decode: (payload, _channel, receivedAtMs) => {
    if (payload.length === 0) return heardRefusal("payload_empty");
    if (payload[0] !== OBJECT) {
      const text = Buffer.from(payload).toString("utf8");
      return NAMED_VALUE.test(text) ? decodeQuery(text, receivedAtMs) : heardRefusal("payload_wrong_shape");
    }
    const parsed = parseJson(payload);
    if (typeof parsed === "string") return heardRefusal(parsed);
    if (!isJsonObject(parsed.value)) return heardRefusal("payload_wrong_shape");
    const heard = nothingHeard();
    eachObject(parsed.value["location"], heard.refusals, (element, index) =>
      addLocation(element, index < 0 ? "location." : `location[${index}].`, receivedAtMs, heard),
    );
    return heard;
  },
};

/** Name and password in the address or JSON of a client that can send no others: "<key>.<password>". */
export function osmandIdOf(payload: Uint8Array): string | null {
  if (payload[0] !== OBJECT) {
    const query = new URLSearchParams(Buffer.from(payload).toString("utf8"));
    return query.get("id") ?? query.get("deviceid");
  }
  const parsed = parseJson(payload);
  return typeof parsed === "string" || !isJsonObject(parsed.value) ? null : nameOf(parsed.value["device_id"]);
}
