import { describe, expect, it } from "vitest";
import { hfpCodec } from "./hfp.ts";
import { recordedLines, recordedMissing, teller } from "./told.ts";

const TOPIC = "/hfp/v2/journey/ongoing/vp/bus/0022/00854/4555/2/Örnek/19:52/1130106/5/60;24/19/73/44";
const vehicle = {
  desi: "555",
  dir: "2",
  oper: 6,
  veh: 854,
  tst: "2026-11-22T11:59:58.123Z",
  spd: 10,
  hdg: 360,
  lat: 38.4,
  long: 27.1,
  acc: 0.5,
  dl: -60,
  odo: 1200,
  drst: 0,
};

const tell = (payload: unknown, topic = TOPIC): string[] => teller(hfpCodec, topic)(payload);

describe("HSL HFP v2", () => {
  it("is a fix of the vehicle its topic names, with speed from m/s", () => {
    expect(tell({ VP: vehicle })).toEqual([
      "0022/00854: fix 27.1 38.4 @2026-11-22T11:59:58.123Z 36km/h 0deg " +
        "{lineName,direction,delaySeconds,accelerationMps2,journeyOdometerM,doorsOpen}",
    ]);
  });

  it("is read without the leading slash, and on the short topic of a dead run", () => {
    expect(tell({ VP: vehicle }, "hfp/v2/deadrun/ongoing/vp/bus/0022/00854")).toHaveLength(1);
    expect(tell({ VP: vehicle }, "/hfp/v2/journey/ongoing/vp/bus/0022")).toEqual(["no such topic"]);
    expect(tell({ VP: vehicle }, "/hfp/v1/journey/ongoing/vp/bus/0022/00854")).toEqual(["no such topic"]);
  });

  it("without a place tells only that the vehicle is there", () => {
    expect(tell({ VP: { ...vehicle, lat: null, long: null, spd: null } })).toEqual([
      "0022/00854: hfp.VP @2026-11-22T11:59:58.123Z",
    ]);
  });

  it("other events are messages and move nothing", () => {
    expect(tell({ DOO: vehicle })).toEqual(["0022/00854: hfp.DOO @2026-11-22T11:59:58.123Z"]);
  });

  it("refuses what it cannot read", () => {
    expect(tell({ VP: { ...vehicle, tst: "gestern" } })).toEqual(["refused time_unreadable VP.tst"]);
    expect(tell({ VP: { ...vehicle, lat: 95 } })).toEqual(["refused latitude_out_of_range VP.lat"]);
    expect(tell({ VP: 5 })).toEqual(["refused payload_wrong_shape"]);
    expect(tell([])).toEqual(["refused payload_wrong_shape"]);
  });

  it.skipIf(recordedMissing)("recorded buses (skipped where ../shared/data is absent)", () => {
    const counts = (file: string): Record<string, number> => {
      const kinds: Record<string, number> = {};
      for (const line of recordedLines(`fleet/hfp/${file}__hfp.txt`)) {
        const [, topic = "", json = ""] = /^\S+ (\S.*?) (\{.*)$/.exec(line) ?? [];
        for (const told of tell(JSON.parse(json), topic)) {
          const kind = told.replace(/^[^ ]+: /, "").split(" ", 2)[0] ?? "";
          kinds[kind] = (kinds[kind] ?? 0) + 1;
        }
      }
      return kinds;
    };
    expect(counts("currentStopNull")).toMatchInlineSnapshot(`
      {
        "fix": 82,
        "hfp.ARR": 1,
        "hfp.ARS": 1,
        "hfp.DEP": 2,
        "hfp.DOC": 2,
        "hfp.DOO": 2,
        "hfp.DUE": 1,
        "hfp.PAS": 1,
        "hfp.PDE": 1,
        "hfp.TLR": 8,
        "hfp.VJA": 1,
        "hfp.VJOUT": 1,
        "hfp.VP": 931,
      }
    `);
    expect(counts("serviceJourneyChangeDifferentStop")).toMatchInlineSnapshot(`
      {
        "fix": 20,
        "hfp.ARR": 2,
        "hfp.ARS": 2,
        "hfp.DEP": 2,
        "hfp.DOC": 2,
        "hfp.DOO": 2,
        "hfp.DUE": 3,
        "hfp.PDE": 2,
        "hfp.VJA": 1,
        "hfp.VJOUT": 1,
        "hfp.WAIT": 1,
      }
    `);
    expect(counts("wrongServiceJourneySelectedWithoutDeadRun")).toMatchInlineSnapshot(`
      {
        "fix": 290,
        "hfp.ARR": 1,
        "hfp.ARS": 1,
        "hfp.DEP": 2,
        "hfp.DOC": 1,
        "hfp.DOO": 1,
        "hfp.DUE": 1,
        "hfp.PAS": 1,
        "hfp.PDE": 1,
      }
    `);
  });
});
