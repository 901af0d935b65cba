import { describe, expect, it } from "vitest";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { FeatureCollection } from "geojson";
import type { Stop, Trip } from "../../domain/fleet/trip.ts";
import type { Position } from "../../domain/position.ts";
import { csv } from "./csv.ts";
import { geojson } from "./geojson.ts";
import { gpx } from "./gpx.ts";
import { kml } from "./kml.ts";
import type { TrackFormat } from "./track-writer.ts";

const fix = (second: number, extra: Partial<Position> = {}): Position => ({
  fixTime: new Date(Date.UTC(2026, 10, 22, 11, 0, second)).toISOString(),
  receivedAt: new Date(Date.UTC(2026, 10, 22, 11, 0, second + 1)).toISOString(),
  lon: 27.1234567,
  lat: 38.4 + second / 1000,
  speedKmh: 41.5,
  headingDeg: 90,
  altitudeM: null,
  accuracyM: null,
  ignition: true,
  odometerKm: null,
  flags: [],
  attributes: {},
  ...extra,
});

const TRIP: Trip = {
  id: "1-0",
  startTime: "2026-11-22T11:00:05.000Z",
  endTime: "2026-11-22T11:00:15.000Z",
  distanceKm: 1.1,
  durationSeconds: 10,
  maxSpeedKmh: 41.5,
  meanSpeedKmh: 40,
  idleSeconds: 0,
  startLon: 27.12,
  startLat: 38.4,
  endLon: 27.12,
  endLat: 38.41,
  startPlace: null,
  endPlace: null,
  driverId: null,
  open: false,
};
const STOP: Stop = {
  id: "1-1",
  startTime: "2026-11-22T11:00:15.000Z",
  endTime: "2026-11-22T11:05:15.000Z",
  durationSeconds: 300,
  lon: 27.12,
  lat: 38.41,
  place: "Şehitler & Çalıkuşu",
  engineOnSeconds: null,
  open: false,
};

function write(format: TrackFormat, pages: Position[][]): string {
  const writer = format.createWriter({ label: 'Ş&C "1"', timeZone: "Europe/Istanbul", trips: [TRIP], stops: [STOP] });
  return writer.head() + pages.map((page) => writer.page(page)).join("") + writer.tail();
}

const pages = [[fix(0), fix(10)], [fix(20, { altitudeM: 30, speedKmh: null, headingDeg: null })]];
const xml = new XMLParser({ ignoreAttributes: false });

describe("track formats", () => {
  it("writes GPX 1.1 with times, speed in m/s and an escaped name", () => {
    const text = write(gpx, pages);
    expect(XMLValidator.validate(text)).toBe(true);
    const { trk, wpt } = xml.parse(text).gpx;
    expect(wpt).toMatchObject({ name: "Duruş 5 dk", desc: "Şehitler & Çalıkuşu", time: STOP.startTime });
    expect(trk.name).toBe('Ş&C "1"');
    expect(trk.trkseg.trkpt).toHaveLength(3);
    expect(trk.trkseg.trkpt[0]).toMatchObject({
      "@_lat": "38.4",
      "@_lon": "27.1234567",
      time: "2026-11-22T11:00:00.000Z",
    });
    expect(trk.trkseg.trkpt[0].extensions["gpxtpx:TrackPointExtension"]["gpxtpx:speed"]).toBe(11.53);
    expect(trk.trkseg.trkpt[2]).toMatchObject({ ele: 30 });
  });

  it("writes KML tracks with as many times as coordinates, one per page", () => {
    const text = write(kml, pages);
    expect(XMLValidator.validate(text)).toBe(true);
    const [way, stop] = xml.parse(text).kml.Document.Placemark;
    expect(stop).toMatchObject({ name: "Duruş 5 dk", TimeSpan: { begin: STOP.startTime, end: STOP.endTime } });
    const tracks = way["gx:MultiTrack"]["gx:Track"];
    expect(tracks).toHaveLength(2);
    expect(tracks[0].when).toHaveLength(2);
    expect(tracks[0]["gx:coord"]).toEqual(["27.1234567 38.4 0", "27.1234567 38.41 0"]);
  });

  it("writes GeoJSON points and the line through all pages", () => {
    const collection = JSON.parse(write(geojson, pages)) as FeatureCollection & { trips: Trip[]; stops: Stop[] };
    expect([collection.trips, collection.stops]).toEqual([[TRIP], [STOP]]);
    expect(collection.features.map((feature) => feature.geometry.type)).toEqual([
      "Point",
      "Point",
      "Point",
      "LineString",
    ]);
    expect(collection.features[0]?.properties).toMatchObject({ fixTime: "2026-11-22T11:00:00.000Z", speedKmh: 41.5 });
    expect(collection.features[3]?.geometry).toMatchObject({
      coordinates: [
        [27.1234567, 38.4],
        [27.1234567, 38.41],
        [27.1234567, 38.42, 30],
      ],
    });
  });

  it("draws no line through a single fix, and nothing through none", () => {
    expect((JSON.parse(write(geojson, [[fix(0)]])) as FeatureCollection).features).toHaveLength(1);
    expect((JSON.parse(write(geojson, [])) as FeatureCollection).features).toEqual([]);
    expect(XMLValidator.validate(write(gpx, []))).toBe(true);
    expect(XMLValidator.validate(write(kml, []))).toBe(true);
  });

  it("writes CSV for a Turkish Excel", () => {
    const text = write(csv, pages);
    expect(text.startsWith("\uFEFFzaman;zaman_utc;enlem;boylam;hiz_kmh")).toBe(true);
    const [, first, second] = text.split("\r\n");
    expect(first).toBe("22.11.2026 14:00:00;2026-11-22T11:00:00.000Z;38,4;27,1234567;41,5;90;;;açık;;");
    // The number of the trip it belongs to.
    expect(second?.endsWith(";açık;;1")).toBe(true);
  });
});
