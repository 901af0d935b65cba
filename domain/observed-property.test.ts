import { describe, expect, it } from "vitest";
import { DatastreamChange } from "./observation.ts";
import { observedPropertyOf } from "./observed-property.ts";

describe("what a datastream observes", () => {
  it.each([
    ["temperature", "temperature"],
    ["BME280.Temperature", "temperature"],
    ["temperature1", "temperature"],
    ["air.relativeHumidity", "humidity"],
    ["pm2.5", "pm2_5"],
    ["PM10", "pm10"],
    ["batteryLevel", "battery"],
    ["rssi", "signal_strength"],
    ["Datastreams(7)", "datastreams_7"],
    ["Kapı açık", "kap_a_k"],
    ["7", "other"],
  ])("%s is %s", (key, property) => {
    expect(observedPropertyOf(key)).toBe(property);
    expect(DatastreamChange.safeParse({ observedProperty: property }).success).toBe(true);
  });
});
