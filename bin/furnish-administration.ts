// What the administration screens of the demo have to show beside the fleet: people of every role, spare
// and lost devices, vehicles out of service, and one device that was set up wrong. All of it is marked
// as sample data. Running it again adds nothing twice.
import type { Role } from "../domain/rights.ts";
import { readAll, type ApiClient } from "./api-client.ts";
import type { FleetCredential } from "./register-fleet.ts";

const marked = (text: string): string => `${text} (örnek veri)`;

interface DemoPerson {
  username: string;
  displayName: string;
  /** Role and name of the unit; null = the whole municipality. */
  grants: readonly { role: Role; unit: string | null }[];
  locked?: boolean;
}

const WASTE = "Temizlik İşleri Müdürlüğü";
const PARKS = "Park ve Bahçeler Müdürlüğü";
const POLICE = "Zabıta Müdürlüğü";
const WORKS = "Fen İşleri Müdürlüğü";
const TRANSPORT = "Ulaşım Hizmetleri Müdürlüğü";
const IT = "Ağ ve Sistem Birimi";

const PEOPLE: readonly DemoPerson[] = [
  {
    username: "kent.izleme",
    displayName: "Kent izleme merkezi",
    grants: [{ role: "dispatcher", unit: null }],
  },
  { username: "filo.sorumlusu", displayName: "Filo sorumlusu", grants: [{ role: "fleet-manager", unit: null }] },
  {
    username: "temizlik.yonetici",
    displayName: "Temizlik işleri yöneticisi",
    grants: [{ role: "administrator", unit: WASTE }],
  },
  { username: "temizlik.amiri", displayName: "Temizlik vardiya amiri", grants: [{ role: "dispatcher", unit: WASTE }] },
  { username: "zabita.amiri", displayName: "Zabıta amiri", grants: [{ role: "dispatcher", unit: POLICE }] },
  {
    username: "fen.filo",
    displayName: "Fen işleri filo görevlisi",
    grants: [{ role: "fleet-manager", unit: WORKS }],
  },
  {
    username: "saha.denetim",
    displayName: "Saha denetim görevlisi",
    grants: [
      { role: "viewer", unit: WASTE },
      { role: "viewer", unit: PARKS },
    ],
  },
  { username: "stajyer", displayName: "Stajyer", grants: [{ role: "viewer", unit: TRANSPORT }], locked: true },
];

const SPARE_DEVICES = ["Yedek cihaz 1", "Yedek cihaz 2", "Yedek cihaz 3"].map(marked);
const LOST_DEVICE = marked("Kayıp cihaz");
const FAULTY_DEVICE = marked("Yanlış ayarlı cihaz");
const SCRAPPED = ["35 ORN 901", "35 ORN 902"];

async function addPeople(
  client: ApiClient,
  unitIdOf: (name: string | null) => number,
  password: string,
): Promise<void> {
  const known = new Set((await readAll((query) => client.call("listUsers", { query }))).map((user) => user.username));
  for (const { username, displayName, grants, locked } of PEOPLE) {
    if (known.has(username)) continue;
    const { id } = await client.call("createUser", {
      body: {
        username,
        displayName: marked(displayName),
        password,
        grants: grants.map(({ role, unit }) => ({ role, unitId: unitIdOf(unit) })),
      },
    });
    if (locked) await client.call("changeUser", { params: { id }, body: { disabled: true } });
  }
}

async function addScrapped(client: ApiClient, unitId: number): Promise<void> {
  const query = { onlyArchived: "true" };
  const known = new Set((await client.call("listVehicles", { query })).items.map((vehicle) => vehicle.plate));
  for (const plate of SCRAPPED.filter((scrapped) => !known.has(scrapped))) {
    const name = marked("Hurdaya ayrılan kamyonet");
    const { id } = await client.call("createVehicle", { body: { plate, name, kind: "pickup", unitId } });
    await client.call("changeVehicle", { params: { id }, body: { archived: true } });
  }
}

/** Credential of the device that was set up wrong. */
async function addDevices(client: ApiClient, unitId: number): Promise<FleetCredential> {
  const known = new Map(
    (await readAll((query) => client.call("listDevices", { query: { ...query, unitId } }))).map((device) => [
      device.name,
      device.id,
    ]),
  );
  for (const name of [...SPARE_DEVICES, LOST_DEVICE].filter((device) => !known.has(device))) {
    const { id } = await client.call("createDevice", { body: { name, unitId } });
    if (name === LOST_DEVICE) await client.call("revokeDevice", { params: { id } });
  }
  const id = known.get(FAULTY_DEVICE);
  const { mqtt } =
    id === undefined
      ? await client.call("createDevice", { body: { name: FAULTY_DEVICE, unitId } })
      : await client.call("rotateDevice", { params: { id } });
  return { vehicle: FAULTY_DEVICE, ...mqtt };
}

/**
 * `password` becomes that of all people it adds.
 * @returns the credential of a device whose messages are all wrong
 * @throws ApiProblem where the server refuses.
 */
export async function furnishAdministration(client: ApiClient, password: string): Promise<FleetCredential> {
  const units = await readAll((query) => client.call("listUnits", { query }));
  const rootId = units.find((unit) => unit.parentId === null)?.id ?? 0;
  const idByName = new Map(units.map((unit) => [unit.name, unit.id]));
  const unitIdOf = (name: string | null): number => (name === null ? rootId : (idByName.get(name) ?? rootId));
  await addPeople(client, unitIdOf, password);
  await addScrapped(client, unitIdOf(TRANSPORT));
  return addDevices(client, unitIdOf(IT));
}
