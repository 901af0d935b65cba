// The protobuf payload of Sparkplug B (Eclipse Tahu, sparkplug_b.proto), as far as values need it: data
// sets, templates and files are left out by not being described here.
import protobuf from "protobufjs/light.js";
import { z } from "zod";

const { nested } = {
  nested: {
    Metric: {
      oneofs: {
        value: { oneof: ["intValue", "longValue", "floatValue", "doubleValue", "booleanValue", "stringValue"] },
      },
      fields: {
        name: { type: "string", id: 1 },
        alias: { type: "uint64", id: 2 },
        timestamp: { type: "uint64", id: 3 },
        datatype: { type: "uint32", id: 4 },
        isHistorical: { type: "bool", id: 5 },
        isNull: { type: "bool", id: 7 },
        intValue: { type: "uint32", id: 10 },
        longValue: { type: "uint64", id: 11 },
        floatValue: { type: "float", id: 12 },
        doubleValue: { type: "double", id: 13 },
        booleanValue: { type: "bool", id: 14 },
        stringValue: { type: "string", id: 15 },
      },
    },
    Payload: {
      fields: {
        timestamp: { type: "uint64", id: 1 },
        metrics: { rule: "repeated", type: "Metric", id: 2 },
        seq: { type: "uint64", id: 3 },
      },
    },
  },
};
const Payload = protobuf.Root.fromJSON({ nested }).lookupType("Payload");

/** 64-bit integers as decimal text: a double would round them. */
const Integer64 = z.string().regex(/^\d+$/);
const SparkplugMetric = z.object({
  name: z.string().optional(),
  alias: Integer64.optional(),
  timestamp: Integer64.optional(),
  datatype: z.number().optional(),
  isNull: z.boolean().optional(),
  intValue: z.number().optional(),
  longValue: Integer64.optional(),
  floatValue: z.number().optional(),
  doubleValue: z.number().optional(),
  booleanValue: z.boolean().optional(),
  stringValue: z.string().optional(),
});
export type SparkplugMetric = z.infer<typeof SparkplugMetric>;
const SparkplugPayload = z.object({
  timestamp: Integer64.optional(),
  metrics: z.array(SparkplugMetric).default([]),
  seq: Integer64.optional(),
});
export type SparkplugPayload = z.infer<typeof SparkplugPayload>;

/** null = not such a payload. */
export function readSparkplug(payload: Uint8Array): SparkplugPayload | null {
  if (payload.length === 0) return null;
  try {
    return SparkplugPayload.parse(Payload.toObject(Payload.decode(payload), { longs: String }));
  } catch {
    return null;
  }
}

/** Bits of the signed integer types, whose values travel as unsigned ones (specification 6.4.16). */
const SIGNED_BITS: ReadonlyMap<number | undefined, number> = new Map([
  [1, 8],
  [2, 16],
  [3, 32],
  [4, 64],
]);
const DATE_TIME = 13;

/** null = the metric has no value, or none that is measured. */
export function valueOfMetric(metric: SparkplugMetric): number | boolean | string | null {
  if (metric.isNull === true) return null;
  const bits = SIGNED_BITS.get(metric.datatype);
  const { intValue, longValue } = metric;
  if (intValue !== undefined) return bits === undefined ? intValue : Number(BigInt.asIntN(bits, BigInt(intValue)));
  if (longValue !== undefined) {
    // A time is an instant, not a quantity.
    if (metric.datatype === DATE_TIME) return null;
    return Number(bits === undefined ? BigInt(longValue) : BigInt.asIntN(bits, BigInt(longValue)));
  }
  return metric.floatValue ?? metric.doubleValue ?? metric.booleanValue ?? metric.stringValue ?? null;
}

/** Asks an edge node to send its births again. */
export function rebirthCommand(atMs: number): Uint8Array {
  const BOOLEAN = 11;
  const metrics = [{ name: "Node Control/Rebirth", timestamp: atMs, datatype: BOOLEAN, booleanValue: true }];
  return Payload.encode(Payload.fromObject({ timestamp: atMs, metrics })).finish();
}
