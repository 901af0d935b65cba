import { describe, expect, it } from "vitest";
import { alarmWording } from "./alarm-wording.ts";
import { administrationWording } from "./administration-wording.ts";
import { geofenceWording } from "./geofence-wording.ts";
import { en } from "./en.ts";
import { replayWording } from "./replay-wording.ts";
import { tr } from "./tr.ts";

function flatten(value: object, prefix = ""): [key: string, text: string][] {
  return Object.entries(value).flatMap(([name, child]: [string, unknown]): [string, string][] =>
    typeof child === "object" && child !== null
      ? flatten(child, `${prefix}${name}.`)
      : [[`${prefix}${name}`, String(child)]],
  );
}

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? "").toSorted();

const turkish = new Map(
  flatten({ ...tr, ...administrationWording.tr, ...alarmWording.tr, ...geofenceWording.tr, ...replayWording.tr }),
);
const english = new Map(
  flatten({ ...en, ...administrationWording.en, ...alarmWording.en, ...geofenceWording.en, ...replayWording.en }),
);
/** Words that are the same in both languages. */
const SAME =
  /productName|pageTitle|showing|metres|kilometres|legend\.park|replay\.export\.(kml|csv)|measure\.(squareMetres|donum|hectares)|tm27|wall\.place|alarms\.(chip|detail\.(region|by))|map\.backdrop\.own|credential\.door/;

describe("wording", () => {
  it("has the same keys in both languages", () => {
    expect([...english.keys()]).toEqual([...turkish.keys()]);
  });

  it("asks for the same values in both", () => {
    const differing = [...turkish].filter(
      ([key, text]) => String(placeholders(english.get(key) ?? "")) !== String(placeholders(text)),
    );
    expect(differing).toEqual([]);
  });

  it("leaves nothing empty and nothing untranslated", () => {
    const empty = [...turkish, ...english].filter(([, text]) => text.trim() === "");
    const same = [...turkish].filter(([key, text]) => !SAME.test(key) && english.get(key) === text);
    expect({ empty, same }).toEqual({ empty: [], same: [] });
  });
});
