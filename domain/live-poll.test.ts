import { describe, expect, it } from "vitest";
import { decodeLiveParts, encodeLiveParts, type LivePart } from "./live-poll.ts";

const bytesOf = (...values: number[]): Uint8Array => Uint8Array.from(values);
const bufferOf = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer;

describe("live parts", () => {
  it("come back as they were", () => {
    const parts: LivePart[] = [
      { kind: "text", bytes: bytesOf(123, 125) },
      { kind: "frame", bytes: bytesOf(1, 2, 3) },
      { kind: "text", bytes: bytesOf() },
    ];
    expect(decodeLiveParts(bufferOf(encodeLiveParts(parts)))).toEqual(parts);
    expect(decodeLiveParts(new ArrayBuffer(0))).toEqual([]);
  });

  it("refuses what is something else", () => {
    const page = bytesOf(60, 104, 116, 109, 108, 62);
    expect(() => decodeLiveParts(bufferOf(page))).toThrow(RangeError);
    const whole = encodeLiveParts([{ kind: "frame", bytes: bytesOf(1, 2, 3, 4) }]);
    expect(() => decodeLiveParts(bufferOf(whole.slice(0, 8)))).toThrow(RangeError);
  });
});
