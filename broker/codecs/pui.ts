// PUI trackers: JSON on topics of their own choosing. The trap is the unit of speed: cm/s.
import { addFix } from "./add-fix.ts";
import { hearObjects, reportsOf, type ForeignCodec } from "./foreign-codec.ts";
import { fieldPath, isJsonObject } from "./json-payload.ts";
import { anyInstantOf, nameOf, numberOf, spokenSwitchOf } from "./loose-value.ts";

const KMH_PER_CMPS = 0.036;

export const puiCodec: ForeignCodec = {
  format: "pui",
  channelOf: () => ({ kind: "report", device: null }),
  isStatus: () => false,
  maySubscribe: () => false,
  decode: (payload, { device }, receivedAtMs) =>
    hearObjects(payload, (element, index, heard) => {
      const { id, ts, location, spd, bear, ign, __proto__: _, ...rest } = element;
      if (!isJsonObject(location)) {
        heard.refusals.push({ reason: "field_missing", field: fieldPath(index, "location") });
        return;
      }
      const speedCmps = numberOf(spd);
      addFix(
        {
          fixTimeMs: anyInstantOf(ts),
          lat: numberOf(location["lat"]),
          lon: numberOf(location["lon"]),
          speedKmh: speedCmps === null ? null : speedCmps * KMH_PER_CMPS,
          headingDeg: numberOf(bear),
          ignition: spokenSwitchOf(ign),
          attributes: rest,
        },
        {
          path: fieldPath(index, ""),
          time: "ts",
          lon: "location.lon",
          lat: "location.lat",
          speedKmh: "spd",
          headingDeg: "bear",
        },
        receivedAtMs,
        reportsOf(heard, nameOf(id) ?? device),
        heard.refusals,
      );
    }),
};
