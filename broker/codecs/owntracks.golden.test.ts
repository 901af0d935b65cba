// Recorded and documented OwnTracks payloads that others published (../shared/data/fleet/owntracks:
// owntracks/booklet, owntracks/recorder and a test of traccar/traccar). They are not part of this
// repository; what Kentiz makes of each of them is.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Report } from "../../domain/report.ts";
import { owntracksCodec } from "./owntracks.ts";
import { newSender } from "./told.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "..", "shared", "data", "fleet", "owntracks");
const RECEIVED_MS = Date.UTC(2026, 10, 22, 12);

function payloadsOf(file: string): unknown[] {
  const lines = readFileSync(join(FOLDER, file), "utf8").split("\n");
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const value = JSON.parse(line) as { payload?: unknown };
      return value.payload ?? value;
    });
}

/** One line that says what became of a payload. */
function outcomeOf(payload: unknown): string {
  const { reports, refusals } = owntracksCodec.decode(
    Buffer.from(JSON.stringify(payload)),
    "base",
    RECEIVED_MS,
    newSender(),
  );
  const told = (report: Report): string => {
    if (report.kind === "observation") return report.name;
    if (report.kind === "message")
      return `${report.type}@${report.timeMs === RECEIVED_MS ? "receipt" : report.timeMs / 1000}`;
    const { fixTimeMs, lon, lat, speedKmh, headingDeg, altitudeM, accuracyM, attributes } = report;
    const numbers = [fixTimeMs / 1000, lon, lat, speedKmh, headingDeg, altitudeM, accuracyM].map(
      (value) => value ?? "-",
    );
    return `fix ${numbers.join(" ")} {${Object.keys(attributes ?? {}).join(",")}}`;
  };
  return [...reports.map(told), ...refusals.map(({ reason, field }) => `refused ${reason} ${field ?? ""}`.trim())].join(
    " + ",
  );
}

describe.skipIf(!existsSync(FOLDER))("OwnTracks payloads of others (skipped where ../shared/data is absent)", () => {
  it("documentation of owntracks/booklet and owntracks/recorder", () => {
    expect(payloadsOf("docs-examples.jsonl").map(outcomeOf)).toEqual([
      "owntracks.waypoints@receipt",
      "fix 1433342520 1.1111 2.2222 - - - 65 {desc,event,tid,wtst} + owntracks.transition@1433342520",
      "owntracks.card@receipt",
      "refused payload_encrypted",
      "owntracks.cmd@receipt",
      "owntracks.steps@1400455130",
      "fix 1734377712 5.120975 52.085284 - - 0 5 {conn,created_at,image,imagename,m,poi,trigger,tid}",
      "owntracks.waypoint@1361636517",
      "owntracks.configuration@receipt",
      "owntracks.cmd@receipt",
      "owntracks.request@receipt",
      "owntracks.request@receipt",
      "owntracks.cmd@receipt",
      "owntracks.request@receipt",
      "fix 1497476456 2.29513 48.85833 - - - - {tid}",
      "refused field_missing tst",
      "fix 1497508651 2.29513 48.85833 61 271 167 5 {batteryPct,verticalAccuracyM,trigger,topic,pressureKPa,tid}",
      "fix 1707057574 2.34916 48.87069 - - - - {desc,event,rid,tid,wtst} + owntracks.transition@1707057574",
      "owntracks.waypoint@1385997757",
      "owntracks.cmd@receipt",
      "fix 1706856298 2.292713 48.856826 0 - 154 - {SSID,batteryPct,conn,created_at,tid}",
      "fix 1706858149 2.292713 48.856826 0 - 154 - {SSID,batteryPct,conn,created_at,tid}",
      "fix 1706858149 2.292713 48.856826 0 - 154 - {SSID,batteryPct,conn,tid}",
      "fix 1706858149 2.292713 48.856826 0 - 154 - {SSID,batteryPct,conn,tid,ghash,cc,addr,locality,isorcv,isotst,disptst}",
      "owntracks.cmd@receipt",
      "owntracks.cmd@receipt",
      "owntracks.cmd@receipt",
      "owntracks.cmd@receipt",
      "owntracks.cmd@receipt",
      "fix 1441984413 2.29513 48.85833 - - - - {trigger,tid}",
      "owntracks.configuration@receipt",
      "fix 1440405601 13.60279820860699 51.06263391678321 18 82 262 10 {verticalAccuracyM,tid,batteryPct,username,device,topic,ghash,isotst,disptst,cc,addr}",
      "fix 1706694150 -87.078073 20.634506 12 67 0 5 {batteryPct,trigger,tid,ghash,cc,addr,locality,tzname,isorcv,isotst,disptst}",
      "fix 1436895718 -1.564214 47.217871 0 0 35 - {cc,trigger,tid,ghash,addr,locality,isorcv,isotst,disptst,page,user,device,from,to,label,zoom,pathname,port}",
      "owntracks.card@receipt",
      "fix 1456212791 2.39523 48.95833 - - - - {tid}",
      "owntracks.waypoints@receipt",
      "fix 1441984413 2.29513 48.85833 - - 0 5 {trigger,tid}",
      "fix 1495010110 3.29513 48.85833 12 16 0 5 {batteryPct,tid,_geoprec,addr,cc,beverage}",
      "fix 1495018728 3.29513 48.85833 - - - - {tid,_lua}",
    ]);
  });

  it("decoder test of traccar/traccar", () => {
    expect(payloadsOf("traccar_OwnTracksProtocolDecoderTest.jsonl").map(outcomeOf)).toEqual([
      "fix 1551874878 11.1512805 46.0681247 0 - 440 15 {batteryPct,conn,trigger,tid,verticalAccuracyM}",
      "fix 1497349316 2.29513 48.85833 - - - - {tid}",
      "fix 1497349316 2.29513 48.85833 61 271 167 5 {verticalAccuracyM,tid,trigger,batteryPct}",
      "fix 1497476456 2.295 48.85 - - - - {tid}",
      "fix 1736161169 -122 37 - - 0 5 {created_at,topic,trigger,m,conn,tid}",
      "fix 1736519167 13.654704 47.420051 0 113 1113 10 {topic,mcc,mnc,lac,cid,trigger,don,tid}",
    ]);
  });
});
