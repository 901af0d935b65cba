// What a simulated tracker says on the wire: native JSON, or what the OwnTracks app sends.
import type { DeviceFormat } from "../../domain/device.ts";
import { nativeTopic } from "../../domain/topic.ts";
import { toNative } from "../native-payload.ts";
import { ownTracksTopic, toOwnTracks } from "../owntracks-payload.ts";
import type { TrackerProtocol } from "./tracker-session.ts";

/** Late fixes travel in arrays of so many. */
const NATIVE_BATCH = 100;
const PHONE = "telefon";

/** `startMs` is when the tracker was switched on; OwnTracks puts it into its will. */
export function trackerProtocol(format: DeviceFormat, deviceKey: string, startMs: number): TrackerProtocol {
  if (format === "owntracks") {
    const topic = ownTracksTopic(deviceKey, PHONE);
    const trackerId = deviceKey.slice(-2);
    return {
      batchSize: 1,
      topic,
      encode: (fixes) => JSON.stringify(fixes.map((fix) => toOwnTracks(fix, trackerId))[0]),
      will: { topic, payload: JSON.stringify({ _type: "lwt", tst: Math.round(startMs / 1000) }) },
      greeting: null,
    };
  }
  const status = nativeTopic(deviceKey, "status");
  return {
    batchSize: NATIVE_BATCH,
    topic: nativeTopic(deviceKey, "position"),
    encode: (fixes) => {
      const positions = fixes.map(toNative);
      return JSON.stringify(positions.length === 1 ? positions[0] : positions);
    },
    will: { topic: status, payload: JSON.stringify({ online: false }) },
    greeting: { topic: status, payload: JSON.stringify({ online: true }) },
  };
}
