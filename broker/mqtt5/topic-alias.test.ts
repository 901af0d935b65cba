import { expect, it } from "vitest";
import { createInboundAliases, createOutboundAliases } from "./topic-alias.ts";

it("an alias stands for what its connection said last", () => {
  const aliases = createInboundAliases(2);
  expect(aliases.resolve("a", undefined)).toBe("a");
  expect(aliases.resolve("a", 1)).toBe("a");
  expect(aliases.resolve("", 1)).toBe("a");
  expect(aliases.resolve("b", 1)).toBe("b");
  expect(aliases.resolve("", 1)).toBe("b");
});

it("an alias that is unknown, zero or too high means nothing", () => {
  const aliases = createInboundAliases(2);
  expect(aliases.resolve("", undefined)).toBeNull();
  expect(aliases.resolve("", 2)).toBeNull();
  expect(aliases.resolve("a", 0)).toBeNull();
  expect(aliases.resolve("a", 3)).toBeNull();
});

it("the first topics to a client get its aliases, each told once", () => {
  const aliases = createOutboundAliases(1);
  expect(aliases.name("a")).toEqual({ topic: "a", alias: 1 });
  expect(aliases.name("a")).toEqual({ topic: "", alias: 1 });
  expect(aliases.name("b")).toEqual({ topic: "b", alias: undefined });
  expect(createOutboundAliases(0).name("a")).toEqual({ topic: "a", alias: undefined });
});
