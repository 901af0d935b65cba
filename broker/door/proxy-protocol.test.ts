import { describe, expect, it } from "vitest";
import { readProxyHeader } from "./proxy-protocol.ts";

const v2 = (command: number, family: number, addresses: number[]): Buffer =>
  Buffer.from([13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10, command, family, 0, addresses.length, ...addresses]);
const TCP4 = [203, 0, 113, 7, 10, 0, 0, 1, 0xc3, 0x50, 0x07, 0x5b];
const TCP6 = [0x20, 1, 0xd, 0xb8, ...Array.from({ length: 11 }, () => 0), 7, ...Array.from({ length: 20 }, () => 0)];

describe("the header of the PROXY protocol", () => {
  it.each([
    ["v1, TCP4", Buffer.from("PROXY TCP4 203.0.113.7 10.0.0.1 50000 1883\r\n"), "203.0.113.7"],
    ["v1, TCP6", Buffer.from("PROXY TCP6 2001:db8::7 ::1 50000 1883\r\n"), "2001:db8::7"],
    ["v1, not known", Buffer.from("PROXY UNKNOWN\r\n"), null],
    ["v2, TCP4", v2(0x21, 0x11, TCP4), "203.0.113.7"],
    ["v2, TCP6", v2(0x21, 0x21, TCP6), "2001:db8:0:0:0:0:0:7"],
    ["v2, with what balancers add", v2(0x21, 0x11, [...TCP4, 4, 0, 1, 0]), "203.0.113.7"],
    ["v2, of the balancer itself", v2(0x20, 0, []), null],
  ])("%s", (_name, bytes, address) => {
    expect(readProxyHeader(Buffer.concat([bytes, Buffer.from([0x10, 1])]))).toEqual({ bytes: bytes.length, address });
    for (let length = 0; length < bytes.length; length++)
      expect(readProxyHeader(bytes.subarray(0, length))).toBe("more");
  });

  it.each([
    ["a CONNECT", Buffer.from([0x10, 20, 0, 4, 77, 81, 84, 84])],
    ["an address that is none", Buffer.from("PROXY TCP4 localhost 10.0.0.1 1 2\r\n")],
    ["an address of the other family", Buffer.from("PROXY TCP4 ::1 ::1 1 2\r\n")],
    ["no end of line", Buffer.from(`PROXY TCP4 ${"1".repeat(120)}`)],
    ["v2 with an unknown command", v2(0x2f, 0x11, TCP4)],
    ["v2 with too short addresses", v2(0x21, 0x11, [1, 2, 3])],
    ["v2 that is too long", Buffer.concat([v2(0x21, 0x11, []).subarray(0, 14), Buffer.from([0xff, 0xff])])],
  ])("is not %s", (_name, bytes) => {
    expect(readProxyHeader(bytes)).toBe("invalid");
  });
});
