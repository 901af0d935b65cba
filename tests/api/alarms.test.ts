// What people do about alarms: acknowledge, assign, comment, shelve, hand over.
import { beforeAll, beforeEach, expect, it } from "vitest";
import type { AlarmState } from "../../domain/alarm/alarm.ts";
import { startTestApi, type TestApi, type TestClient } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import { storeAlarm } from "./store-alarm.ts";
import { createTracked, type Tracked } from "./store-fixes.ts";

describeOnBothDatabases("alarms", (open) => {
  let test: TestApi;
  let dispatcher: TestClient;
  let car: Tracked;
  let ruleId: number;
  let first: number;
  let second: number;
  beforeAll(async () => {
    test = await startTestApi((await open()).database);
    dispatcher = await test.clientOf("sevk", "dispatcher", test.root);
    car = await createTracked(test, "35 ABC 201", test.root.id);
    const body = {
      name: "Panik",
      unitId: test.root.id,
      condition: { kind: "panic" as const },
      severity: "urgent" as const,
    };
    ruleId = (await test.admin.call("createRule", { body })).id;
    return () => test.stop();
  });
  beforeEach(async () => {
    await test.database.execute("DELETE FROM alarm");
    first = await storeAlarm(test.database, car.vehicleId, ruleId, "low");
    second = await storeAlarm(test.database, car.vehicleId, ruleId, "urgent");
  });

  const inState = async (state: AlarmState) =>
    (await dispatcher.call("listAlarms", { query: { state } })).items.map((alarm) => alarm.id);
  const end = (id: number) => test.database.execute("UPDATE alarm SET end_time = now() WHERE id = $1", [id]);

  it("are open until they are over and acknowledged", async () => {
    expect(await inState("open")).toEqual([second, first]);
    let told = 0;
    const unsubscribe = test.feed.subscribe((event) => {
      if (event.type === "alarms") told += 1;
    });
    const { items } = await dispatcher.call("acknowledgeAlarms", { body: { ids: [first, second], comment: "Arandı" } });
    unsubscribe();
    expect(told).toBe(1);
    expect(items).toMatchObject([
      { id: first, acknowledgedBy: "sevk", commentCount: 1, active: true, vehicleLabel: "35 ABC 201" },
      { id: second, acknowledgedBy: "sevk" },
    ]);
    expect(await inState("unacknowledged")).toEqual([]);
    expect(await inState("open")).toEqual([second, first]);
    await end(first);
    expect(await inState("open")).toEqual([second]);
    expect(await inState("closed")).toEqual([first]);
    // A second time changes nothing of who was first.
    await test.admin.call("acknowledgeAlarms", { body: { ids: [second] } });
    const { acknowledgedBy, history } = await dispatcher.call("getAlarm", { params: { id: second } });
    expect(acknowledgedBy).toBe("sevk");
    expect(history).toMatchObject([
      { action: "acknowledged", by: "sevk" },
      { action: "commented", by: "sevk", text: "Arandı" },
    ]);
  });

  it("are counted and handed over, the most pressing first", async () => {
    await end(first);
    expect(await dispatcher.call("countAlarms")).toMatchObject({ open: 2, active: 1, unacknowledged: 2, shelved: 0 });
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await dispatcher.call("shelveAlarms", { body: { ids: [second], until, comment: "Servis bekleniyor" } });
    expect(await inState("open")).toEqual([first]);
    expect(await inState("shelved")).toEqual([second]);
    const handover = await dispatcher.call("listHandover");
    expect(handover.items.map((alarm) => [alarm.id, alarm.severity])).toEqual([
      [second, "urgent"],
      [first, "low"],
    ]);
    await dispatcher.call("shelveAlarms", { body: { ids: [second], until: null } });
    expect(await inState("open")).toEqual([second, first]);
    const past = await dispatcher.refused("shelveAlarms", { body: { ids: [second], until: "2020-01-01T00:00:00Z" } });
    expect(past.fields).toEqual([{ path: "until", reason: "time_in_past" }]);
  });

  it("are given to people who may handle them", async () => {
    const { items } = await dispatcher.call("listAssignees");
    const colleague = items.find((person) => person.displayName === "sevk");
    const given = await dispatcher.call("assignAlarms", { body: { ids: [first], userId: colleague?.id ?? 0 } });
    expect(given.items).toMatchObject([{ assigneeName: "sevk" }]);
    const viewer = await test.createUser("izleyen", "viewer", test.root);
    const refused = await dispatcher.refused("assignAlarms", { body: { ids: [first], userId: viewer.id } });
    expect(refused.fields).toEqual([{ path: "userId", reason: "user_unknown" }]);
    const back = await dispatcher.call("assignAlarms", { body: { ids: [first], userId: null } });
    expect(back.items).toMatchObject([{ assigneeId: null }]);
    const comments = await dispatcher.call("commentAlarm", { params: { id: first }, body: { text: "Yolda" } });
    expect(comments.history.map((entry) => [entry.action, entry.text])).toEqual([
      ["assigned", "sevk"],
      ["assigned", null],
      ["commented", "Yolda"],
    ]);
  });

  it("come in pages, by severity, and not to those without the right", async () => {
    const page = await dispatcher.call("listAlarms", { query: { limit: 1 } });
    expect(page.items.map((alarm) => alarm.id)).toEqual([second]);
    const rest = await dispatcher.call("listAlarms", { query: { limit: 1, after: page.next ?? "" } });
    expect(rest).toMatchObject({ items: [{ id: first }], next: null });
    const urgent = await dispatcher.call("listAlarms", { query: { severity: "urgent" } });
    expect(urgent.items.map((alarm) => alarm.id)).toEqual([second]);
    const stranger = await test.clientOf(`yabanci-${second}`, "dispatcher", await test.createUnit(`Birim ${second}`));
    expect((await stranger.refused("acknowledgeAlarms", { body: { ids: [second] } })).status).toBe(404);
    const viewer = await test.clientOf(`izleyici-${second}`, "viewer", test.root);
    expect((await viewer.refused("listAlarms")).status).toBe(403);
  });
});
