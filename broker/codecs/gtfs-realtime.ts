// GTFS-realtime vehicle positions (protobuf), as transit operators publish them for everybody: a whole
// picture of the fleet each time, asked for by a connector, or pushed to …/gtfsrt/vp/… by some brokers.
//
// A vehicle that has not moved on is in the picture with its old time: the same fix, stored once.
// Without a time of its own the feed's counts. Trip updates and alerts are no positions and left alone.
import protobuf from "protobufjs/light.js";
import { z } from "zod";
import type { Report } from "../../domain/report.ts";
import { addFix } from "./add-fix.ts";
import { heardRefusal, nothingHeard, type ForeignCodec } from "./foreign-codec.ts";
import { instantOfNumber } from "./instant.ts";
import type { JsonObject } from "./json-payload.ts";

/** What polled content goes under. */
export const FEED_TOPIC = "gtfs-realtime/vehicle-positions";
const KMH_PER_MPS = 3.6;
const SINGLE_DIGITS = [6, 7, 8];

const { nested } = {
  nested: {
    Trip: {
      fields: {
        tripId: { type: "string", id: 1 },
        startTime: { type: "string", id: 2 },
        startDate: { type: "string", id: 3 },
        routeId: { type: "string", id: 5 },
        directionId: { type: "uint32", id: 6 },
      },
    },
    Vehicle: {
      fields: {
        id: { type: "string", id: 1 },
        label: { type: "string", id: 2 },
        licensePlate: { type: "string", id: 3 },
      },
    },
    Position: {
      fields: {
        latitude: { type: "float", id: 1 },
        longitude: { type: "float", id: 2 },
        bearing: { type: "float", id: 3 },
        odometer: { type: "double", id: 4 },
        speed: { type: "float", id: 5 },
      },
    },
    VehiclePosition: {
      fields: {
        trip: { type: "Trip", id: 1 },
        position: { type: "Position", id: 2 },
        currentStopSequence: { type: "uint32", id: 3 },
        timestamp: { type: "uint64", id: 5 },
        stopId: { type: "string", id: 7 },
        vehicle: { type: "Vehicle", id: 8 },
        occupancyPercentage: { type: "uint32", id: 10 },
      },
    },
    Entity: {
      fields: {
        id: { type: "string", id: 1 },
        isDeleted: { type: "bool", id: 2 },
        vehicle: { type: "VehiclePosition", id: 4 },
      },
    },
    Header: { fields: { version: { type: "string", id: 1 }, timestamp: { type: "uint64", id: 3 } } },
    Feed: {
      fields: { header: { type: "Header", id: 1 }, entity: { rule: "repeated", type: "Entity", id: 2 } },
    },
  },
};
const FeedMessage = protobuf.Root.fromJSON({ nested }).lookupType("Feed");

const Text = z.string().optional();
const Num = z.number().optional();
const VehiclePosition = z.object({
  trip: z.object({ tripId: Text, startTime: Text, startDate: Text, routeId: Text, directionId: Num }).optional(),
  position: z
    .object({ latitude: z.number(), longitude: z.number(), bearing: Num, odometer: Num, speed: Num })
    .optional(),
  currentStopSequence: Num,
  timestamp: Num,
  stopId: Text,
  vehicle: z.object({ id: Text, label: Text, licensePlate: Text }).optional(),
  occupancyPercentage: Num,
});
type VehiclePosition = z.infer<typeof VehiclePosition>;
const Feed = z.object({
  header: z.object({ version: z.string(), timestamp: Num }),
  entity: z
    .array(z.object({ id: z.string(), isDeleted: z.boolean().optional(), vehicle: VehiclePosition.optional() }))
    .default([]),
});

/** null = not such a feed. */
function readFeed(payload: Uint8Array): z.infer<typeof Feed> | null {
  if (payload.length === 0) return null;
  try {
    return Feed.parse(FeedMessage.toObject(FeedMessage.decode(payload), { longs: Number }));
  } catch {
    return null;
  }
}

/** Places are single precision: the shortest decimal that means the same is what the sender had. */
function ofPlace(value: number): number {
  const decimals = SINGLE_DIGITS.map((digits) => Number(value.toPrecision(digits)));
  return decimals.find((decimal) => Math.fround(decimal) === value) ?? value;
}

function attributesOf({ trip, stopId, currentStopSequence, occupancyPercentage }: VehiclePosition): JsonObject {
  return {
    route: trip?.routeId,
    journey: trip?.tripId,
    direction: trip?.directionId,
    operatingDay: trip?.startDate,
    startTime: trip?.startTime,
    stop: stopId,
    stopSequence: currentStopSequence,
    occupancyPct: occupancyPercentage,
  };
}

export const gtfsRealtimeCodec: ForeignCodec = {
  format: "gtfs-realtime",
  channelOf: (levels) => {
    const [root, kind] = levels[0] === "" ? levels.slice(1) : levels;
    const known = root === "gtfs-realtime" ? kind === "vehicle-positions" : root === "gtfsrt" && kind === "vp";
    return known ? { kind: "vehicle-positions", device: null } : null;
  },
  isStatus: () => false,
  maySubscribe: () => false,
  decode: (payload, _channel, receivedAtMs) => {
    const feed = readFeed(payload);
    if (feed === null) return heardRefusal(payload.length === 0 ? "payload_empty" : "payload_wrong_shape");
    const heard = nothingHeard();
    feed.entity.forEach(({ id, isDeleted, vehicle: said }, index) => {
      if (!said?.position || isDeleted === true) return;
      const { position, vehicle } = said;
      const reports: Report[] = [];
      const name = vehicle?.label ?? vehicle?.licensePlate ?? null;
      heard.parts.push({ device: vehicle?.id ?? id, name, sequence: null, reports });
      const seconds = said.timestamp ?? feed.header.timestamp;
      addFix(
        {
          fixTimeMs: seconds === undefined ? receivedAtMs : instantOfNumber(seconds),
          lon: ofPlace(position.longitude),
          lat: ofPlace(position.latitude),
          headingDeg: position.bearing ?? null,
          speedKmh: position.speed === undefined ? null : position.speed * KMH_PER_MPS,
          odometerKm: position.odometer === undefined ? null : position.odometer / 1000,
          attributes: attributesOf(said),
        },
        { path: `entity[${index}].vehicle.`, time: "timestamp", lon: "position.longitude", lat: "position.latitude" },
        receivedAtMs,
        reports,
        heard.refusals,
      );
    });
    return heard;
  },
};
