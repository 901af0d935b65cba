// Ring, plate and last-hour track of the selected vehicle.
import { useEffect, useState } from "react";
import type { LiveRecord } from "../../../../domain/live-protocol.ts";
import { useServices } from "../../../app/use-services.ts";
import { SelectionLayer } from "../../../map/layers/selection-layer.ts";
import { TrackLayer } from "../../../map/layers/track-layer.ts";
import { type TrackPoint, trackPieces } from "../../../map/layers/track-pieces.ts";
import type { MapHost } from "../../../map/map-host.ts";

export function useTrackLayer(host: MapHost | null, points: readonly TrackPoint[]): void {
  const { live } = useServices();
  const [layer] = useState(() => new TrackLayer());
  useEffect(() => host?.addLayer(layer), [host, layer]);
  useEffect(() => layer.show(trackPieces(points, live.serverNow())), [layer, points, live]);
}

export function useSelectionLayer(host: MapHost | null, record: LiveRecord | undefined, label: string): void {
  const [layer] = useState(() => new SelectionLayer());
  useEffect(() => host?.addLayer(layer), [host, layer]);
  const lon = record?.lon;
  const lat = record?.lat;
  useEffect(
    () => layer.show(lon === undefined || lat === undefined ? null : { lon, lat, label }),
    [layer, lon, lat, label],
  );
}
