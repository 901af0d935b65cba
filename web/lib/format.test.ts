import { describe, expect, it } from "vitest";
import { tr } from "../i18n/tr.ts";
import { colourName } from "./colour-name.ts";
import { directionOf } from "./compass.ts";
import { ageText, durationText } from "./duration-text.ts";
import { createNumberFormat } from "./number-format.ts";
import { createTimeFormat } from "./time-format.ts";
import { createInstance } from "i18next";

const NOV_22 = Date.UTC(2026, 10, 22, 22, 5, 9);

const i18n = createInstance({ lng: "tr", resources: { tr: { translation: tr } }, initAsync: false });
await i18n.init();
const { t } = i18n;

describe("createTimeFormat", () => {
  it("reads the installation's zone, not the browser's", () => {
    const istanbul = createTimeFormat("tr", "Europe/Istanbul");
    expect(istanbul.dateTime(NOV_22)).toBe("23.11.2026 01:05");
    expect(istanbul.clock(NOV_22)).toBe("01:05:09");
    expect(createTimeFormat("tr", "America/Los_Angeles").dateTime(NOV_22)).toBe("22.11.2026 14:05");
  });

  it("keeps leading zeros and names the zone", () => {
    const format = createTimeFormat("tr", "Europe/Istanbul");
    expect(format.dateTime(Date.UTC(2026, 2, 9, 6, 5))).toBe("09.03.2026 09:05");
    expect(format.zoneName(NOV_22)).toBe("GMT+3");
  });

  it("leaves the date out on the same day", () => {
    const format = createTimeFormat("tr", "Europe/Istanbul");
    expect(format.when(NOV_22 - 60_000, NOV_22)).toBe("01:04:09");
    expect(format.when(NOV_22 - 2 * 3_600_000, NOV_22)).toBe("22.11.2026 23:05");
  });

  it("speaks English", () => {
    expect(createTimeFormat("en", "Europe/Istanbul").dateTime(NOV_22)).toBe("23 Nov 2026 01:05");
  });
});

describe("createNumberFormat", () => {
  it("writes Turkish numbers", () => {
    const number = createNumberFormat("tr");
    expect([number.whole(1234567), number.oneDecimal(48213.44), number.coordinate(38.4)]).toEqual([
      "1.234.567",
      "48.213,4",
      "38.40000",
    ]);
  });

  it("writes English numbers", () => {
    expect(createNumberFormat("en").oneDecimal(48213.44)).toBe("48,213.4");
  });
});

describe("ageText and durationText", () => {
  it.each([
    [-3, "0 sn"],
    [59.9, "59 sn"],
    [60, "1 dk"],
    [3599, "59 dk"],
    [7300, "2 sa"],
    [200_000, "2 gün"],
  ])("%d s is %s", (seconds, text) => {
    expect(ageText(t, seconds)).toBe(text);
  });

  it("gives two units between an hour and a day", () => {
    expect(durationText(t, 7800)).toBe("2 sa 10 dk");
    expect(durationText(t, 7200)).toBe("2 sa");
    expect(durationText(t, 840)).toBe("14 dk");
  });
});

describe("directionOf", () => {
  it.each([
    [0, "n"],
    [22, "n"],
    [23, "ne"],
    [359, "n"],
    [270, "w"],
    [-90, "w"],
    [720, "n"],
  ] as const)("%d° is %s", (degrees, direction) => {
    expect(directionOf(degrees)).toBe(direction);
  });
});

describe("colourName", () => {
  it.each([
    ["#F2F2F2", "white"],
    ["#C0C4C8", "silver"],
    ["#6B7280", "grey"],
    ["#0A0A0A", "black"],
    ["#B3261E", "red"],
    ["#F28C28", "orange"],
    ["#6B4423", "brown"],
    ["#F2D024", "yellow"],
    ["#2E7D32", "green"],
    ["#1E88E5", "blue"],
  ] as const)("%s is %s", (hex, name) => {
    expect(colourName(hex)).toBe(name);
  });
});
