import { expect, it } from "vitest";
import { FEED_TOPIC, gtfsRealtimeCodec } from "./gtfs-realtime.ts";
import { teller } from "./told.ts";

const tell = teller(gtfsRealtimeCodec, FEED_TOPIC);

/** Fields of protocol buffers, put together by hand: the test must not share the codec's description of them. */
const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) | 128, ...varint(Math.floor(value / 128))];
const numeric = (id: number, value: number): number[] => [...varint(id << 3), ...varint(value)];
const bytes = (id: number, content: Iterable<number>): number[] => {
  const all = [...content];
  return [...varint((id << 3) | 2), ...varint(all.length), ...all];
};
const text = (id: number, value: string): number[] => bytes(id, Buffer.from(value));
const float = (id: number, value: number): number[] => {
  const content = Buffer.alloc(4);
  content.writeFloatLE(value);
  return [...varint((id << 3) | 5), ...content];
};

const T = Date.UTC(2026, 10, 22, 11, 59, 50) / 1000;
const feed = (...entities: number[][]): Buffer =>
  Buffer.from([...bytes(1, [...text(1, "2.0"), ...numeric(3, T)]), ...entities.flatMap((entity) => bytes(2, entity))]);
const place = (lat: number, lon: number): number[] => bytes(2, [...float(1, lat), ...float(2, lon)]);
const who = (id: string, label: string): number[] => bytes(8, [...text(1, id), ...text(2, label)]);

it("reads place, speed, heading, time and line of each vehicle", () => {
  const position = [...float(1, 38.401), ...float(2, 27.123), ...float(3, 90), ...float(5, 10)];
  const trip = [...text(1, "sefer-7"), ...text(5, "515")];
  const vehicle = [...bytes(1, trip), ...bytes(2, position), ...numeric(5, T - 5), ...who("35001", "515 Konak")];
  expect(tell(feed([...text(1, "e1"), ...bytes(4, vehicle)]))).toEqual([
    "35001: fix 27.123 38.401 @2026-11-22T11:59:45Z 36km/h 90deg {route,journey}",
  ]);
});

it("takes the id of the entity and the time of the feed where the vehicle has none", () => {
  expect(tell(feed([...text(1, "e1"), ...bytes(4, place(38.4, 27.1))]))).toEqual([
    "e1: fix 27.1 38.4 @2026-11-22T11:59:50Z {}",
  ]);
});

it("leaves deleted vehicles, vehicles without a place and unknown fields alone", () => {
  const deleted = [...text(1, "e1"), ...numeric(2, 1), ...bytes(4, place(38.4, 27.1))];
  const placeless = [...text(1, "e2"), ...bytes(4, who("35002", "x"))];
  const tripUpdate = [...text(1, "e3"), ...bytes(3, text(1, "x"))];
  expect(tell(feed(deleted, placeless, tripUpdate))).toEqual([]);
});

it("refuses a place that is none, and what is no feed", () => {
  expect(tell(feed([...text(1, "e1"), ...bytes(4, place(138, 27.1))]))).toEqual([
    "refused latitude_out_of_range entity[0].vehicle.position.latitude",
  ]);
  expect(tell("<html>")).toEqual(["refused payload_wrong_shape"]);
  expect(tell("")).toEqual(["refused payload_empty"]);
});

it("is asked for, or heard on the topic of brokers that push it", () => {
  expect(gtfsRealtimeCodec.channelOf("/gtfsrt/vp/metro/1".split("/"))).not.toBeNull();
  expect(gtfsRealtimeCodec.channelOf("gtfsrt/tu/1".split("/"))).toBeNull();
});
