// KML 2.2 with gx:Track (time slider in Google Earth and QGIS). In a gx:Track all times come before
// all coordinates, so each page is a track of its own and gx:MultiTrack joins them.
import type { Position } from "../../domain/position.ts";
import type { Stop } from "../../domain/fleet/trip.ts";
import type { TrackFormat } from "./track-writer.ts";
import { xmlText } from "./xml-text.ts";

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">\n';

const when = (position: Position): string => `<when>${position.fixTime}</when>\n`;
const coord = ({ lon, lat, altitudeM }: Position): string => `<gx:coord>${lon} ${lat} ${altitudeM ?? 0}</gx:coord>\n`;

const stopMark = ({ lon, lat, startTime, endTime, durationSeconds, place }: Stop): string =>
  `<Placemark><name>Duruş ${Math.max(1, Math.round(durationSeconds / 60))} dk</name>` +
  (place === null ? "" : `<description>${xmlText(place)}</description>`) +
  `<TimeSpan><begin>${startTime}</begin><end>${endTime}</end></TimeSpan>` +
  `<Point><coordinates>${lon},${lat}</coordinates></Point></Placemark>\n`;

export const kml: TrackFormat = {
  mediaType: "application/vnd.google-earth.kml+xml",
  extension: "kml",
  createWriter: ({ label, stops }) => ({
    head: () =>
      `${HEAD}<Document><name>${xmlText(label)}</name><Placemark><name>${xmlText(label)}</name>\n` +
      "<gx:MultiTrack><gx:interpolate>1</gx:interpolate>\n",
    page: (positions) => `<gx:Track>\n${positions.map(when).join("")}${positions.map(coord).join("")}</gx:Track>\n`,
    tail: () => `</gx:MultiTrack></Placemark>\n${stops.map(stopMark).join("")}</Document>\n</kml>\n`,
  }),
};
