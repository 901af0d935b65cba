// Bad days of the real product, as people in front of it see them.
import { expect } from "vitest";
import { ADMIN } from "../harness/kentiz-process.ts";
import { type LiveStream, openLiveStream } from "../harness/live-stream.ts";
import { eventually } from "../web/harness/eventually.ts";
import { it } from "../web/harness/guarded-browser.ts";
import { signIn } from "../../bin/api-client.ts";
import { servedCity } from "./harness/served-city.ts";
import { startTracker } from "./harness/tracker.ts";

const city = servedCity();
const PLACE = { lon: 27.11, lat: 38.378 };
const PROTOCOL_CLIENTS = 18;

it("shows a vehicle as gone when the right to it is taken away while it is selected", async () => {
  const unit = await city.admin.call("createUnit", { body: { parentId: 1, name: "Geçici Birim", kind: "section" } });
  const dispatcher = await city.addPerson("dispatcher", unit.id);
  const tracker = await startTracker(city, { plate: "35 HAK 001", kind: "van", unitId: unit.id }, "driving", PLACE);
  const console = await city.console(dispatcher, { map: false });
  await console.openLive(`?sec=${tracker.vehicleId}`);
  await console.details.getByRole("heading", { name: "35 HAK 001" }).waitFor();
  const other = await city.admin.call("createUnit", { body: { parentId: 1, name: "Başka Birim", kind: "section" } });
  const { items } = await city.admin.call("listUsers", { query: { limit: 1000 } });
  const user = items.find(({ username }) => username === dispatcher.username);
  const grants = [{ role: "dispatcher" as const, unitId: other.id }];
  await city.admin.call("changeUser", { params: { id: user?.id ?? 0 }, body: { grants } });
  await console.page.getByText("Bu araç artık size açık değil").waitFor();
  await eventually(() => console.row("35 HAK 001").count()).toBe(0);
  expect(await console.page.getByText("36 km/sa").count()).toBe(0);
  await tracker.stop();
});

it("comes back by itself for 20 watchers (2 pages, 18 protocol clients) when the server is restarted", async () => {
  const consoles = await Promise.all([city.console(ADMIN, { map: false }), city.console(ADMIN, { map: false })]);
  const vehicle = await city.admin.call("createVehicle", { body: { plate: "35 YNB 001", kind: "van", unitId: 1 } });
  for (const console of consoles) {
    await console.openLive();
    await eventually(() => console.connection.innerText()).toContain("Canlı");
  }
  const { cookie } = await signIn(city.url, ADMIN.username, ADMIN.password);
  const watch = (): Promise<LiveStream> => openLiveStream({ url: city.url, cookie });
  const clients = await Promise.all(Array.from({ length: PROTOCOL_CLIENTS }, watch));

  city.expectComplaints(/ERR_CONNECTION_(REFUSED|RESET)|ERR_EMPTY_RESPONSE/);
  await city.restart();
  // Told to come back, not cut off.
  expect(await Promise.all(clients.map((client) => client.closed()))).toEqual(clients.map(() => 1012));
  const back = await Promise.all(Array.from({ length: PROTOCOL_CLIENTS }, watch));
  expect(back.every((client) => client.frames[0]?.kind === "snapshot")).toBe(true);
  for (const console of consoles) {
    await eventually(() => console.connection.innerText()).toContain("Canlı");
    await console.row(vehicle.plate ?? "").waitFor();
  }
  await Promise.all(back.map((client) => client.close()));
});
