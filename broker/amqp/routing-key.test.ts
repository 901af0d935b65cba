import { describe, expect, it } from "vitest";
import { routingKeyOf, topicOf } from "./routing-key.ts";

describe("routing keys of the MQTT plugin", () => {
  it.each([
    ["kentiz/k1/position", "kentiz.k1.position"],
    ["/hfp/v2/journey//x", ".hfp.v2.journey..x"],
    ["spBv1.0/grup/DDATA/düğüm", "spBv1___0.grup.DDATA.düğüm"],
    ["", ""],
  ])("stand for their topic: %s", (topic, key) => {
    expect(routingKeyOf(topic)).toBe(key);
    expect(topicOf(key)).toBe(topic);
  });

  it("of topics with a dot name another topic, never that of another device", () => {
    expect(topicOf(routingKeyOf("kentiz/a.b/position"))).toBe("kentiz/a/b/position");
  });

  it("with a slash mean a dot within a level", () => {
    expect(topicOf("a/b.c")).toBe("a.b/c");
  });
});
