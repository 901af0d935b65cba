// GeoJSON (RFC 7946): a point per fix with what is known of it, and the line through them, as the
// layers of a GPX file. Very long lines come in parts so that memory stays bounded.
import type { Position } from "../../domain/position.ts";
import type { TrackFormat } from "./track-writer.ts";

/** Coordinates per line. */
const LINE_LENGTH = 100_000;

const coordinates = ({ lon, lat, altitudeM }: Position): number[] =>
  altitudeM === null ? [lon, lat] : [lon, lat, altitudeM];

function pointFeature(position: Position): object {
  const { lon: _lon, lat: _lat, flags: _flags, ...properties } = position;
  return { type: "Feature", geometry: { type: "Point", coordinates: coordinates(position) }, properties };
}

export const geojson: TrackFormat = {
  mediaType: "application/geo+json",
  extension: "geojson",
  createWriter({ label, trips, stops }) {
    let line: Position[] = [];
    let separator = "";

    function feature(value: object): string {
      const text = separator + JSON.stringify(value);
      separator = ",\n";
      return text;
    }
    function lineFeature(): string {
      const [first] = line;
      const last = line.at(-1);
      if (!first || !last || line.length < 2) return "";
      const geometry = { type: "LineString", coordinates: line.map(coordinates) };
      const properties = { vehicle: label, startTime: first.fixTime, endTime: last.fixTime };
      line = [last];
      return feature({ type: "Feature", geometry, properties });
    }

    return {
      head: () => '{"type":"FeatureCollection","features":[\n',
      page(positions) {
        line.push(...positions);
        const points = positions.map((position) => feature(pointFeature(position))).join("");
        return line.length >= LINE_LENGTH ? points + lineFeature() : points;
      },
      // As foreign members (RFC 7946 §6.1): every feature stays a fix or the line through them.
      tail: () => `${lineFeature()}\n],"trips":${JSON.stringify(trips)},"stops":${JSON.stringify(stops)}}\n`,
    };
  },
};
