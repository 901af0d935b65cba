import { describe, expect, it } from "vitest";
import { readAmqpSource } from "./amqp-source.ts";

const node = { protocol: "amqp", port: 5672, username: "u", password: "p", vhost: "/" };

describe("INGEST_SOURCE", () => {
  it("names the nodes of a cluster", () => {
    expect(readAmqpSource("amqp://u:p@a,b:5673,[::1]:5674")).toEqual([
      { ...node, hostname: "a" },
      { ...node, hostname: "b", port: 5673 },
      { ...node, hostname: "::1", port: 5674 },
    ]);
  });

  it("may be a list of addresses", () => {
    expect(readAmqpSource("amqp://u:p%40%2F@a/city, amqps://u:p@b")).toEqual([
      { ...node, hostname: "a", password: "p@/", vhost: "city" },
      { ...node, protocol: "amqps", hostname: "b", port: 5671 },
    ]);
  });

  it.each(["http://a", "amqp://", "amqp://u:p@", "amqp://a,", "amqp://a:99999", "amqp://u:%zz@a", "amqp://a/b/c"])(
    "is refused with what it must look like: %s",
    (text) => {
      expect(typeof readAmqpSource(text)).toBe("string");
    },
  );
});
