// GPX 1.1 (topografix.com/GPX/1/1). Speed and course have no place in 1.1 itself; Garmin's
// TrackPointExtension v2 is what other programs read (speed in m/s).
import type { Position } from "../../domain/position.ts";
import type { Stop } from "../../domain/fleet/trip.ts";
import type { TrackFormat } from "./track-writer.ts";
import { xmlText } from "./xml-text.ts";

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="Kentiz" xmlns="http://www.topografix.com/GPX/1/1"' +
  ' xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v2">';

function extensions({ speedKmh, headingDeg }: Position): string {
  if (speedKmh === null && headingDeg === null) return "";
  const speed = speedKmh === null ? "" : `<gpxtpx:speed>${(speedKmh / 3.6).toFixed(2)}</gpxtpx:speed>`;
  const course = headingDeg === null ? "" : `<gpxtpx:course>${headingDeg}</gpxtpx:course>`;
  return `<extensions><gpxtpx:TrackPointExtension>${speed}${course}</gpxtpx:TrackPointExtension></extensions>`;
}

function point(position: Position): string {
  const elevation = position.altitudeM === null ? "" : `<ele>${position.altitudeM}</ele>`;
  return `<trkpt lat="${position.lat}" lon="${position.lon}">${elevation}<time>${position.fixTime}</time>${extensions(position)}</trkpt>\n`;
}

/** A stop is a waypoint: GPX wants those before the track. */
function waypoint({ lon, lat, startTime, durationSeconds, place }: Stop): string {
  const name = `Duruş ${Math.max(1, Math.round(durationSeconds / 60))} dk`;
  const description = place === null ? "" : `<desc>${xmlText(place)}</desc>`;
  return `<wpt lat="${lat}" lon="${lon}"><time>${startTime}</time><name>${name}</name>${description}<type>stop</type></wpt>\n`;
}

export const gpx: TrackFormat = {
  mediaType: "application/gpx+xml",
  extension: "gpx",
  createWriter: ({ label, stops }) => ({
    head: () => `${HEAD}\n${stops.map(waypoint).join("")}<trk><name>${xmlText(label)}</name><trkseg>\n`,
    page: (positions) => positions.map(point).join(""),
    tail: () => "</trkseg></trk>\n</gpx>\n",
  }),
};
