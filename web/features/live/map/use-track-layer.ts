// Last-hour track of the selected vehicle.
import { useEffect, useState } from "react";
import { useServices } from "../../../app/use-services.ts";
import { TrackLayer } from "../../../map/layers/track-layer.ts";
import { type TrackPoint, trackPieces } from "../../../map/layers/track-pieces.ts";
import type { MapHost } from "../../../map/map-host.ts";

export function useTrackLayer(host: MapHost | null, points: readonly TrackPoint[]): void {
  const { live } = useServices();
  const [layer] = useState(() => new TrackLayer());
  useEffect(() => host?.addLayer(layer), [host, layer]);
  useEffect(() => layer.show(trackPieces(points, live.serverNow())), [layer, points, live]);
}
