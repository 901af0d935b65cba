import { describe, expect, it } from "vitest";
import { ownTracksConfiguration, ownTracksLink } from "./owntracks-configuration.ts";

const DOOR = { host: "takip.ornek.bel.tr", port: 8883, tls: true };
const DEVICE = { username: "d7f3a", password: "gizli", name: "Şoför telefonu 12" };

describe("ownTracksConfiguration", () => {
  it("publishes under the device's own topic with acknowledgement", () => {
    expect(ownTracksConfiguration(DOOR, DEVICE)).toMatchObject({
      _type: "configuration",
      host: "takip.ornek.bel.tr",
      port: 8883,
      tls: true,
      username: "d7f3a",
      pubTopicBase: "owntracks/%u/%d",
      pubQos: 1,
      pubRetain: false,
      tid: "12",
    });
  });
});

describe("ownTracksLink", () => {
  it("holds the whole configuration, Turkish letters too", () => {
    const link = ownTracksLink({ name: "Şoför", tls: true });
    expect(link.startsWith("owntracks:///config?inline=")).toBe(true);
    const inline = new URL(link).searchParams.get("inline") ?? "";
    expect(JSON.parse(Buffer.from(inline, "base64").toString("utf8"))).toEqual({ name: "Şoför", tls: true });
  });
});
