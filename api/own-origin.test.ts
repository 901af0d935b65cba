import { describe, expect, it } from "vitest";
import { isForeignOrigin } from "./own-origin.ts";

const plain = { publicOrigin: null, tls: false };
const configured = { publicOrigin: "https://kentiz.example.bel.tr", tls: false };

describe("isForeignOrigin", () => {
  it.each([
    ["no Origin, as curl sends it", {}, plain, false],
    ["the own page", { origin: "http://localhost:8080", host: "localhost:8080" }, plain, false],
    ["a proxy that ends TLS", { origin: "https://kentiz.local", host: "kentiz.local" }, plain, false],
    ["the configured address", { origin: "https://kentiz.example.bel.tr", host: "10.0.0.5:8080" }, configured, false],
    [
      "direct access beside the configured address",
      { origin: "http://10.0.0.5:8080", host: "10.0.0.5:8080" },
      configured,
      false,
    ],
    ["another site", { origin: "https://evil.example", host: "localhost:8080" }, plain, true],
    ["another port of the same machine", { origin: "http://localhost:3000", host: "localhost:8080" }, plain, true],
    ["a host that only begins alike", { origin: "http://localhost:80801", host: "localhost:8080" }, plain, true],
    ["a sandboxed frame", { origin: "null", host: "localhost:8080" }, plain, true],
    [
      "plain http towards a TLS server",
      { origin: "http://kentiz.local", host: "kentiz.local" },
      { publicOrigin: null, tls: true },
      true,
    ],
    ["no Origin but marked cross-site", { "sec-fetch-site": "cross-site" }, plain, true],
  ])("judges %s", (_, headers, own, foreign) => {
    expect(isForeignOrigin(headers, own)).toBe(foreign);
  });
});
