// Alarms over time: what late fixes do to one that somebody has acknowledged, what the clock raises and
// escalates, and that a crash between commit and derivation neither loses nor repeats one.
import { beforeAll, beforeEach, expect, it } from "vitest";
import { NewRule } from "../../domain/alarm/rule.ts";
import { createDayOf } from "../../domain/fleet/local-day.ts";
import { NewGeofence } from "../../domain/geofence/geofence.ts";
import { alarmDetail, listAlarms } from "../../gis/alarm/alarm.ts";
import { stepAlarmClock } from "../../gis/alarm/alarm-clock.ts";
import { acknowledge } from "../../gis/alarm/handle-alarm.ts";
import { changeRule, createRule, ruleById } from "../../gis/alarm/rule.ts";
import type { Database } from "../../gis/database.ts";
import { assignDevice } from "../../gis/device-assignment.ts";
import { noteChange } from "../../gis/fleet/derivation.ts";
import { deriveStep } from "../../gis/fleet/derive.ts";
import { createGeofence, watchGeofenceSince } from "../../gis/geofence/geofence.ts";
import { visitsOfVehicle } from "../../gis/geofence/visit.ts";
import { commitBatch } from "../../gis/ingest-batch.ts";
import type { PositionRow } from "../../gis/ingest-row.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import {
  addDevice,
  addVehicle,
  batch,
  createSmallFleet,
  FAR_AHEAD,
  fix,
  LONG_AGO,
  NOON_MS,
  type SmallFleet,
} from "./small-fleet.ts";

const dayOf = createDayOf("Europe/Istanbul");
const METERS_PER_DEGREE = 111_195;
const PERSON = { id: 1, displayName: "Ayşe" };

function at(seconds: number, meters: number, speedKmh: number | null = 36): PositionRow {
  return fix(0, seconds, { lon: 27.1, lat: 38.35 + meters / METERS_PER_DEGREE, speedKmh, receivedAtMs: NOON_MS });
}

/** A minute at 36 km/h, one at 72, and one at 36 again. */
const drive = Array.from({ length: 18 }, (_, i) => {
  const seconds = i * 10;
  const fast = seconds >= 60 && seconds < 120;
  const meters =
    seconds <= 60 ? seconds * 10 : seconds <= 120 ? 600 + (seconds - 60) * 20 : 1800 + (seconds - 120) * 10;
  return at(seconds, meters, fast ? 72 : 36);
});

describeOnBothDatabases("alarms", (open) => {
  let db: Database;
  let fleet: SmallFleet;
  let ruleId: number;
  let made = 0;
  let vehicleId: number;
  let deviceId: number;
  const told: number[] = [];

  beforeAll(async () => {
    db = (await open()).database;
    fleet = await createSmallFleet(db);
    await db.execute(
      "INSERT INTO user_account (username, display_name, password_hash, search) VALUES ('ayse', 'Ayşe', '-', 'ayse')",
    );
    ruleId = await db.transaction((tx) =>
      createRule(
        tx,
        NewRule.parse({
          name: "Hız",
          unitId: fleet.root,
          severity: "high",
          condition: { kind: "speeding", limitKmh: 50 },
          escalateAfterSeconds: 600,
        }),
      ),
    );
    await db.execute("UPDATE rule_version SET valid_from = '2000-01-01'");
  });

  beforeEach(async () => {
    made += 1;
    vehicleId = await addVehicle(db, fleet.cleaning, `ALARM-${made}`);
    deviceId = await addDevice(db, fleet.cleaning, `alarm-${made}`);
    await assignDevice(db, deviceId, vehicleId, LONG_AGO);
    told.length = 0;
  });

  const send = (rows: readonly PositionRow[]) =>
    commitBatch(db, batch({ positions: rows.map((row) => ({ ...row, deviceId })) }));
  const options = {
    dayOf,
    maxVehicles: 20,
    minRestMs: 0,
    restPerFixMs: 0,
    pageFixes: 2000,
    onAlarms: () => void told.push(1),
  };
  async function derive(): Promise<void> {
    while ((await deriveStep(db, options)) > 0);
  }
  const alarms = async () =>
    (await listAlarms(db, fleet.everything, { state: "all", vehicleId, limit: 100 })).items.toReversed();
  const secondsOf = (time: string | null): number | null =>
    time === null ? null : (Date.parse(time) - NOON_MS) / 1000;

  it("are one per episode, active until it ends, with height and evidence", async () => {
    await send(drive.slice(0, 10));
    await derive();
    expect(await alarms()).toMatchObject([
      { active: true, endTime: null, startTime: "2026-06-15T12:01:00.000Z", peak: 72, limit: 50, kind: "speeding" },
    ]);
    expect(told).toEqual([1]);
    await send(drive);
    await derive();
    const [alarm, ...others] = await alarms();
    expect(others).toEqual([]);
    expect(alarm).toMatchObject({ active: false, endTime: "2026-06-15T12:01:50.000Z" });
    expect(alarm?.evidence.map((one) => secondsOf(one.time))).toEqual([60, 110]);
    expect((await alarmDetail(db, fleet.everything, alarm?.id ?? 0))?.history.map((one) => one.action)).toEqual([
      "raised",
      "cleared",
    ]);
    await derive();
    expect(told).toEqual([1, 1]);
  });

  it("keep their row and what people did when late fixes move the beginning", async () => {
    await send(drive.filter((_row, i) => i !== 6 && i !== 7));
    await derive();
    const [before] = await alarms();
    expect(secondsOf(before?.startTime ?? null)).toBe(80);
    await db.transaction((tx) => acknowledge(tx, [before?.id ?? 0], PERSON, "Görüldü"));
    await send(drive);
    await derive();
    const after = await alarms();
    expect(after).toMatchObject([{ id: before?.id, acknowledgedBy: "Ayşe", commentCount: 1 }]);
    expect(secondsOf(after[0]?.startTime ?? null)).toBe(60);
  });

  it("go when late fixes show that there was none, unless somebody has touched them", async () => {
    // Without those in between the way says 72 km/h; they tell of a slower one.
    const sparse = drive.map((row) => ({ ...row, speedKmh: row.speedKmh === 72 ? 80 : 36 }));
    await send(sparse.slice(6, 9));
    await derive();
    expect(await alarms()).toHaveLength(1);
    await send([at(65, 650, 20), at(75, 850, 20), at(85, 1050, 20)]);
    await derive();
    expect(await alarms()).toEqual([]);
  });

  it("survive a crash between commit and derivation, once", async () => {
    await send(drive);
    const cut = {
      ...db,
      transaction: <T>(work: (tx: never) => Promise<T>) =>
        db.transaction(async (tx) => {
          await work(tx as never);
          throw new Error("killed");
        }),
    } satisfies Database;
    await expect(deriveStep(cut, options)).rejects.toThrow("killed");
    expect(await alarms()).toEqual([]);
    expect(told).toEqual([]);
    await derive();
    await derive();
    expect(await alarms()).toHaveLength(1);
  });

  it("judge late fixes by the rule of their own time", async () => {
    const rule = await ruleById(db, fleet.everything, ruleId);
    if (!rule) throw new Error("no rule");
    const lenient = { ...rule, condition: { ...rule.condition, limitKmh: 90 } as typeof rule.condition };
    await db.transaction((tx) => changeRule(tx, rule, lenient));
    await send(drive);
    await derive();
    expect(await alarms()).toHaveLength(1);
    await db.transaction((tx) => changeRule(tx, lenient, rule));
  });

  it("escalate once when nobody acknowledges in time", async () => {
    await send(drive);
    await derive();
    const [alarm] = await alarms();
    const id = alarm?.id ?? 0;
    const step = () => stepAlarmClock(db, { dayOf, nowMs: Date.now(), awakeSince: LONG_AGO, lastStep: new Date() });
    await step();
    expect((await alarms())[0]?.escalatedAt).toBeNull();
    await db.execute("UPDATE alarm SET escalate_at = now() - interval '1 second' WHERE id = $1", [id]);
    expect(await step()).toBe(true);
    expect((await alarms())[0]?.escalatedAt).not.toBeNull();
    await step();
    const history = (await alarmDetail(db, fleet.everything, id))?.history.map((one) => one.action);
    expect(history?.filter((action) => action === "escalated")).toHaveLength(1);
  });

  it("of silence are raised once, and end when the vehicle is heard", async () => {
    const silence = await db.transaction((tx) =>
      createRule(
        tx,
        NewRule.parse({
          name: "Sessiz",
          unitId: fleet.cleaning,
          severity: "medium",
          condition: { kind: "silent", afterSeconds: 1800 },
          vehicleIds: [vehicleId],
        }),
      ),
    );
    await send(drive.slice(0, 3));
    const step = (awakeSince: Date) =>
      stepAlarmClock(db, { dayOf, nowMs: Date.now(), awakeSince, lastStep: new Date() });
    // Kentiz itself has just woken up: that nothing was heard is not the tracker's fault.
    await step(new Date());
    const silences = async () => (await alarms()).filter((alarm) => alarm.ruleId === silence);
    expect(await silences()).toEqual([]);
    await step(LONG_AGO);
    await step(LONG_AGO);
    expect(await silences()).toMatchObject([{ active: true, kind: "silent", limit: 1800 }]);
    await derive();
    expect(await silences()).toHaveLength(1);
    await commitBatch(db, batch({ positions: [{ ...at(300, 3000), deviceId, receivedAtMs: Date.now() }] }));
    await step(LONG_AGO);
    expect(await silences()).toMatchObject([{ active: false }]);
  });

  it("and visits of a new geofence come from the past on request", async () => {
    await send(drive);
    await derive();
    const period = { from: LONG_AGO, to: FAR_AHEAD };
    const visits = async () => (await visitsOfVehicle(db, vehicleId, period, { limit: 10 })).items;
    const shape = { type: "Circle", centre: [27.1, 38.35 + 300 / METERS_PER_DEGREE], radiusM: 110 };
    const id = await db.transaction((tx) =>
      createGeofence(tx, NewGeofence.parse({ name: "Yeni", unitId: fleet.cleaning, shape })),
    );
    await noteChange(db, [vehicleId], NOON_MS);
    await derive();
    expect(await visits()).toEqual([]);
    await db.transaction(async (tx) => {
      await noteChange(tx, await watchGeofenceSince(tx, id, new Date(NOON_MS)), NOON_MS);
    });
    await derive();
    expect((await visits()).map((one) => [secondsOf(one.startTime), secondsOf(one.endTime), one.open])).toEqual([
      [20, 40, false],
    ]);
  });
});
