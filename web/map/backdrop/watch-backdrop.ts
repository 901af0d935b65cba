// Whether a chosen backdrop answers. Servers refuse, hang or send what is no picture; the map itself
// would just stay empty.
import type { ErrorEvent, MapSourceDataEvent } from "maplibre-gl";
import type { Bbox, MapHost } from "../map-host.ts";
import { BACKDROP_SOURCE } from "./backdrop-style.ts";

export type BackdropAnswer = "shown" | "outside" | "failed";

/** Longer without a single tile is no answer. */
const PATIENCE_MS = 10_000;
/** Failures in a row after it had answered: fewer are holes, not an outage. */
const MOST_FAILURES = 8;

const meets = ([w, s, e, n]: Bbox, [west, south, east, north]: Bbox): boolean =>
  w < east && e > west && s < north && n > south;

/** Tells once per change; ends with "failed" or when stopped. */
export function watchBackdrop(host: MapHost, bounds: Bbox | null, tell: (answer: BackdropAnswer) => void): () => void {
  const { map } = host;
  let loaded = false;
  let failures = 0;
  let patience: ReturnType<typeof setTimeout> | undefined;
  let told: BackdropAnswer | null = null;

  const say = (answer: BackdropAnswer): void => {
    if (answer === "failed") stop();
    if (answer !== told) tell(answer);
    told = answer;
  };
  const onData = (event: MapSourceDataEvent): void => {
    if (event.sourceId !== BACKDROP_SOURCE || !event.tile) return;
    clearTimeout(patience);
    loaded = true;
    failures = 0;
    say("shown");
  };
  const onError = (event: ErrorEvent): void => {
    if (!("sourceId" in event) || event.sourceId !== BACKDROP_SOURCE) return;
    failures += 1;
    if (loaded && failures >= MOST_FAILURES) say("failed");
  };
  // Everything asked for has come or failed.
  const onIdle = (): void => {
    if (!loaded && failures > 0) say("failed");
  };
  const look = (): void => {
    clearTimeout(patience);
    if (bounds && !meets(host.bbox(), bounds)) return say("outside");
    if (loaded) return say("shown");
    patience = setTimeout(() => say("failed"), PATIENCE_MS);
  };
  const offRest = host.onRest(look);
  const stop = (): void => {
    clearTimeout(patience);
    offRest();
    map.off("sourcedata", onData);
    map.off("error", onError);
    map.off("idle", onIdle);
  };
  map.on("sourcedata", onData);
  map.on("error", onError);
  map.on("idle", onIdle);
  look();
  return stop;
}
