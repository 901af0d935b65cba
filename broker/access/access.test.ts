import { describe, expect, it } from "vitest";
import { isPossibleKey, isSafeClientId, printable } from "./name.ts";
import { mayRetain, publishRight } from "./publish-right.ts";
import { subscribeRefusal } from "./subscribe-right.ts";
import { mayLeaveWill } from "./will-right.ts";

const KEY = { key: "k7d3", format: "kentiz", topicFilters: null } as const;

describe("where a device may publish", () => {
  it.each([
    ["kentiz/k7d3/position", "kentiz", "position"],
    ["kentiz/k7d3/status", "kentiz", "status"],
    ["owntracks/k7d3/phone", "owntracks", "base"],
    ["owntracks/k7d3/phone/event", "owntracks", "event"],
  ])("%s is its own", (topic, format, channel) => {
    expect(publishRight(KEY, topic)).toMatchObject({ codec: { format }, channel });
  });

  it.each([
    ["kentiz/other/position", "topic_foreign"],
    ["owntracks/other/phone", "topic_foreign"],
    ["kentiz//position", "topic_foreign"],
    ["kentiz/k7d3", "topic_unknown"],
    ["kentiz/k7d3/command", "topic_unknown"],
    ["kentiz/k7d3/position/x", "topic_unknown"],
    ["Kentiz/k7d3/position", "topic_unknown"],
    ["/kentiz/k7d3/position", "topic_unknown"],
    ["owntracks/k7d3", "topic_unknown"],
    ["tea", "topic_unknown"],
    ["", "topic_unknown"],
    ["__proto__/k7d3/position", "topic_unknown"],
    ["$SYS/x/new/clients", "topic_system"],
    ["$share/x", "topic_system"],
    ["kentiz/+/position", "topic_wildcard"],
    ["kentiz/k7d3/#", "topic_wildcard"],
    ["a/".repeat(30), "topic_too_deep"],
    [`owntracks/k7d3/${"x".repeat(300)}`, "topic_too_deep"],
  ])("%s is refused as %s", (topic, reason) => {
    expect(publishRight(KEY, topic)).toBe(reason);
  });

  it("with retain only on its status, except where the senders of the format always do", () => {
    const retained = (topic: string): boolean => {
      const right = publishRight(KEY, topic);
      return typeof right !== "string" && mayRetain(right);
    };
    expect(retained("kentiz/k7d3/status")).toBe(true);
    expect(retained("kentiz/k7d3/position")).toBe(false);
    expect(retained("kentiz/k7d3/observation")).toBe(false);
    expect(retained("owntracks/k7d3/phone")).toBe(true);
    expect(retained("owntracks/k7d3/phone/event")).toBe(true);
  });
});

describe("what a device may listen to", () => {
  it.each(["kentiz/k7d3/command", "owntracks/k7d3/phone/cmd"])("%s", (filter) => {
    expect(subscribeRefusal(KEY, filter)).toBeNull();
  });

  it.each([
    ["#", "topic_wildcard"],
    ["+/k7d3/command", "topic_wildcard"],
    ["owntracks/+/+", "topic_wildcard"],
    ["owntracks/k7d3/+/cmd", "topic_wildcard"],
    ["$SYS/#", "topic_system"],
    ["$share/g/kentiz/k7d3/command", "topic_system"],
    ["kentiz/other/command", "topic_foreign"],
    ["kentiz/k7d3/position", "topic_unknown"],
    ["owntracks/k7d3/phone", "topic_unknown"],
    ["constructor", "topic_unknown"],
  ])("not %s (%s)", (filter, reason) => {
    expect(subscribeRefusal(KEY, filter)).toBe(reason);
  });
});

describe("wills", () => {
  const payload = Buffer.from('{"online":false}');

  it.each(["kentiz/k7d3/status", "owntracks/k7d3/phone"])("may go to %s", (topic) => {
    expect(mayLeaveWill(KEY, { topic, payload })).toBe(true);
  });

  it.each([
    "kentiz/k7d3/position",
    "kentiz/other/status",
    "kentiz/+/status",
    "kentiz/#",
    "owntracks/k7d3/phone/event",
    "$SYS/x",
  ])("not to %s", (topic) => {
    expect(mayLeaveWill(KEY, { topic, payload })).toBe(false);
  });

  it("are small", () => {
    expect(mayLeaveWill(KEY, { topic: "kentiz/k7d3/status", payload: Buffer.alloc(5000) })).toBe(false);
  });
});

describe("names from the wire", () => {
  it.each(["k7d3", "bench-0001", "A.b_c"])("%s can be a key", (name) => {
    expect(isPossibleKey(name)).toBe(true);
  });

  it.each(["", "+", "#", "a/b", "$SYS", "constructor", "__proto__", "toString", "a\0", "ğ", "x".repeat(65)])(
    "%j cannot",
    (name) => {
      expect(isPossibleKey(name)).toBe(false);
    },
  );

  it.each(["mosq-Xy12", "user/phone", "mqttjs_1a2b", "Telefon Şükrü", "aedes_5"])(
    "%s is a harmless client id",
    (name) => {
      expect(isSafeClientId(name)).toBe(true);
    },
  );

  it.each([
    "constructor",
    "__proto__",
    "hasOwnProperty",
    "a\0b",
    "a\nb",
    "$SYS/x",
    "+",
    "#",
    "\ufffd",
    "x".repeat(129),
  ])("%j is a dangerous one", (name) => {
    expect(isSafeClientId(name)).toBe(false);
  });

  it("become printable text of bounded length", () => {
    expect(printable("a\0b\nc\ud800", 10)).toBe("a\ufffdb\ufffdc\ufffd");
    expect(printable("😀😀", 3)).toBe("😀\ufffd");
  });
});
