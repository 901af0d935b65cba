import { describe, expect, it } from "vitest";
import { createMetrics, numbersOf } from "./metrics.ts";

describe("metrics", () => {
  it("name the numbers of an object by their path", () => {
    const stats = { commits: { inFlight: 2, slow: false }, rejectedTotal: 7, name: "x", list: [1], none: null };
    expect(numbersOf(stats)).toEqual([
      ["commits_in_flight", 2],
      ["commits_slow", 0],
      ["rejected_total", 7],
    ]);
  });

  it("show ingest numbers as they are at the time of asking", async () => {
    let spooled = 1;
    const metrics = createMetrics("1.0.0", () => ({ spooled }));
    expect((await metrics.text()).body).toContain("kentiz_ingest_spooled 1");
    spooled = 5;
    expect((await metrics.text()).body).toContain("kentiz_ingest_spooled 5");
    expect((await metrics.text()).body).toContain('kentiz_info{version="1.0.0"} 1');
  });

  it("can exist twice in one process", () => {
    createMetrics("1", () => ({}));
    expect(() => createMetrics("1", () => ({}))).not.toThrow();
  });
});
