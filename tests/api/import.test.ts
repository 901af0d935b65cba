// Vehicles and devices from CSV files: previews that write nothing, errors by line and field, all or
// nothing, and the files that spreadsheets really write.
import { afterEach, beforeEach, expect, it } from "vitest";
import type { VehicleImport } from "../../domain/csv-import.ts";
import { hashSecret } from "../../api/device-credential.ts";
import type { FeedEvent } from "../../gis/feed.ts";
import { startTestApi, type TestApi, type TestClient } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const BOM = "\uFEFF";
/** Letters of Windows-1254 that UTF-8 writes otherwise. */
const CODE_PAGE = new Map(
  Object.entries({ ü: 0xfc, ş: 0xfe, ı: 0xfd, ğ: 0xf0, ç: 0xe7, ö: 0xf6, İ: 0xdd, Ş: 0xde, Ü: 0xdc }),
);
const windows1254 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (letter) => CODE_PAGE.get(letter) ?? letter.charCodeAt(0));
const utf16 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(`${BOM}${text}`, "utf16le"));

const FILE = [
  "Plaka;Makine Kodu;Ad;Tür;Birim;Hız Sınırı (km/sa)",
  "35abc123;;Süpürge 1;Yol süpürme aracı;Temizlik;40",
  ";GRY-03;Greyder;grader;Temizlik;",
].join("\r\n");

describeOnBothDatabases("an import", (open) => {
  let test: TestApi;
  let events: FeedEvent["type"][];
  let cleaningId: number;
  beforeEach(async () => {
    const { database } = await open();
    test = await startTestApi(database);
    cleaningId = (await test.createUnit("Temizlik")).id;
    events = [];
    test.feed.subscribe((event) => events.push(event.type));
  });
  afterEach(() => test.stop());

  const load = (
    body: Uint8Array<ArrayBuffer>,
    query: { dryRun?: string; skipErrors?: string; unitId?: number } = {},
    client: TestClient = test.admin,
  ): Promise<VehicleImport> => client.call("importVehicles", { query, body });
  const plates = async (): Promise<(string | null)[]> =>
    (await test.admin.call("listVehicles")).items.map((vehicle) => vehicle.plate ?? vehicle.code);
  const problems = ({ errors }: Pick<VehicleImport, "errors">): string[] =>
    errors.map(({ line, field, reason }) => `${line} ${field} ${reason}`);

  it("shows what it would do and writes nothing until told to", async () => {
    const preview = await load(utf8(FILE));
    expect(preview).toMatchObject({
      dryRun: true,
      encoding: "utf-8",
      delimiter: ";",
      unknownColumns: [],
      total: 2,
      valid: 2,
      created: 0,
      errors: [],
      rows: [
        { line: 2, plate: "35 ABC 123", kind: "sweeper", name: "Süpürge 1", unitId: cleaningId, speedLimitKmh: 40 },
        { line: 3, plate: null, code: "GRY-03", kind: "grader", unitId: cleaningId, valid: true },
      ],
    });
    expect(await plates()).toEqual([]);
    expect(events).toEqual([]);

    expect(await load(utf8(FILE), { dryRun: "false" })).toMatchObject({ created: 2, errors: [] });
    expect(await plates()).toEqual(["35 ABC 123", "GRY-03"]);
    expect(events).toEqual(["vehicles"]);
    expect((await test.admin.call("listVehicles", { query: { q: "supurge" } })).items).toHaveLength(1);
    const { items } = await test.admin.call("listAudit", { query: { objectType: "vehicle" } });
    expect(items.map(({ action, objectLabel }) => `${action} ${objectLabel}`).toSorted()).toEqual([
      "import 35 ABC 123",
      "import GRY-03",
    ]);
  });

  it("reads what spreadsheets write, in both languages", async () => {
    const english = "licence plate,kind,unit\n35 ABC 123,Road sweeper,Temizlik\n";
    const files: [Uint8Array<ArrayBuffer>, Partial<VehicleImport>][] = [
      [utf8(`${BOM}${FILE}`), { encoding: "utf-8", delimiter: ";" }],
      [windows1254(FILE), { encoding: "windows-1254", delimiter: ";" }],
      [utf16(FILE.replaceAll(";", "\t")), { encoding: "utf-16le", delimiter: "\t" }],
      [utf8(`sep=;\r\n${FILE}\r\n\r\n`), { delimiter: ";" }],
      [utf8(english), { delimiter: "," }],
    ];
    for (const [file, expected] of files) {
      const result = await load(file);
      expect(result).toMatchObject({ ...expected, errors: [] });
      expect(result.rows[0]).toMatchObject({ plate: "35 ABC 123", kind: "sweeper", unitId: cleaningId });
    }
    expect((await load(windows1254(FILE))).rows[0]?.name).toBe("Süpürge 1");
    expect((await load(utf8(`sep=;\n${FILE}`))).rows.map((row) => row.line)).toEqual([3, 4]);
  });

  it("names every error with line, field and cell, and then writes nothing at all", async () => {
    await test.admin.call("createVehicle", { body: { plate: "35 ABC 100", kind: "car", unitId: test.root.id } });
    const file = [
      "plaka;kod;tür;birim;hız sınırı;renk;garaj",
      "35 ABC 101;;otobüs;Temizlik;50;;A",
      "35 Q 1;;otobüs;Temizlik;;;",
      ";;otobüs;Temizlik;;;",
      "35abc100;;otobüs;Temizlik;;;",
      '"35 ABC\n102";;uzay mekiği;Temizlik;;;',
      "35 ABC 103;;otobüs;Yok Böyle;hızlı;;",
      "35 ABC 101;;otobüs;Temizlik;900;;",
      "35 ABC 104;;;;;;",
    ].join("\n");
    const preview = await load(utf8(file));
    expect(problems(preview)).toEqual([
      "3 plate plate_invalid",
      "4 plate plate_or_code_required",
      "5 plate plate_taken",
      "6 kind kind_unknown",
      "8 unitId unit_unknown",
      "8 speedLimitKmh wrong_type",
      "9 speedLimitKmh too_large",
      "10 kind required",
      "10 unitId required",
    ]);
    expect(preview).toMatchObject({ total: 8, valid: 1, unknownColumns: ["garaj"] });
    expect(preview.rows.map((row) => row.valid)).toEqual([true, false, false, false, false, false, false, false]);
    expect(preview.errors[0]).toMatchObject({ value: "35 Q 1", message: expect.stringContaining("35 ABC 123") });

    expect(await load(utf8(file), { dryRun: "false" })).toMatchObject({ created: 0, valid: 1 });
    expect(await plates()).toEqual(["35 ABC 100"]);
    expect(await load(utf8(file), { dryRun: "false", skipErrors: "true" })).toMatchObject({ created: 1 });
    expect(await plates()).toEqual(["35 ABC 100", "35 ABC 101"]);
  });

  it("finds repetitions inside the file", async () => {
    const file = "plaka;kod;tür\n35 ABC 101;;otobüs\n35-abc-101;;otobüs\n;K-1;silindir\n;K-1;silindir\n";
    expect(problems(await load(utf8(file), { unitId: cleaningId }))).toEqual([
      "3 plate repeated_in_file",
      "5 code repeated_in_file",
    ]);
  });

  it("tells units of one name apart by the unit above", async () => {
    const parks = await test.createUnit("Park");
    const { items } = await test.admin.call("listUnits");
    const cleaning = items.find((unit) => unit.id === cleaningId);
    const [first, second] = [await test.createUnit("Atölye", cleaning), await test.createUnit("Atölye", parks)];
    const row = (plate: string, unit: string): string => `${plate};otobüs;${unit}`;
    const file = [
      "plaka;tür;birim",
      row("35 ABC 101", "ATÖLYE"),
      row("35 ABC 102", "Temizlik / Atölye"),
      row("35 ABC 103", "park>atolye"),
    ];
    const preview = await load(utf8(file.join("\n")));
    expect(problems(preview)).toEqual(["2 unitId unit_ambiguous"]);
    expect(preview.rows.map((entry) => entry.unitId)).toEqual([null, first.id, second.id]);
  });

  it("reaches only units of the own scope", async () => {
    await test.createUnit("Park");
    const cleaning = (await test.admin.call("listUnits")).items.find((unit) => unit.id === cleaningId);
    if (!cleaning) throw new Error("no unit");
    const chief = await test.clientOf("sef", "fleet-manager", cleaning);
    const file = utf8("plaka;tür;birim\n35 ABC 101;otobüs;Park\n35 ABC 102;otobüs;Temizlik\n");
    expect(problems(await load(file, { dryRun: "false" }, chief))).toEqual(["2 unitId unit_unknown"]);
    const elsewhere = await chief.refused("importVehicles", { query: { unitId: test.root.id }, body: file });
    expect(elsewhere.fields).toEqual([{ path: "unitId", reason: "unit_unknown" }]);
  });

  it.each([
    ["nothing", "", { path: "file", reason: "file_empty" }],
    ["a heading only", "plaka;tür\n", { path: "file", reason: "file_empty" }],
    ["no column of labels", "tür;birim\notobüs;Temizlik\n", { path: "plate", reason: "column_missing" }],
    ["a column twice", "plaka;Plaka No;tür\n1;2;3\n", { path: "file", reason: "column_repeated" }],
    ["an open quote", 'plaka;tür\n"35 ABC 123;otobüs\n', { path: "file", reason: "csv_unreadable" }],
    ["too many rows", `plaka;tür\n${"35 ABC 123;otobüs\n".repeat(5001)}`, { path: "file", reason: "too_many_rows" }],
  ])("refuses a file with %s as a whole", async (_, file, field) => {
    const problem = await test.admin.refused("importVehicles", { body: utf8(file) });
    expect(problem).toMatchObject({ status: 400, code: "input_invalid" });
    expect(problem.fields?.[0]).toEqual(field);
  });

  it("refuses a file beyond two megabytes", async () => {
    const body = new Uint8Array(2 * 1024 * 1024 + 1).fill(32);
    expect((await test.admin.refused("importVehicles", { body })).code).toBe("body_too_large");
  });

  it("takes thousands of rows in one go", async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => `K-${index};silindir`).join("\n");
    const query = { dryRun: "false", unitId: cleaningId };
    expect(await load(utf8(`kod;tür\n${rows}`), query)).toMatchObject({ created: 3000, errors: [] });
    expect(await test.admin.call("countVehicles")).toMatchObject({ total: 3000, untracked: 3000 });
  });

  it("registers devices, assigns them, and shows their passwords only in that answer", async () => {
    const body = { plate: "35 ABC 101", kind: "bus" as const, unitId: cleaningId };
    const vehicle = await test.admin.call("createVehicle", { body });
    const file = utf8(
      [
        "Cihaz adı;Plaka;Biçim;Birim",
        "Takip 1;35abc101;OwnTracks;",
        "Yedek;;;Temizlik",
        "Kayıp;35 ABC 999;;",
        "Biçimsiz;;telgraf;Temizlik",
        ";;;Temizlik",
        "Birimsiz;;;",
      ].join("\n"),
    );
    const preview = await test.admin.call("importDevices", { body: file });
    expect(problems(preview)).toEqual([
      "4 vehicleId vehicle_unknown",
      "5 format format_unknown",
      "6 name too_short",
      "7 unitId required",
    ]);
    expect(preview).toMatchObject({ total: 6, valid: 2, created: 0, credentials: [] });
    expect((await test.admin.call("listDevices")).items).toEqual([]);

    const query = { dryRun: "false", skipErrors: "true" };
    const { credentials, created } = await test.admin.call("importDevices", { query, body: file });
    expect(created).toBe(2);
    expect(credentials).toMatchObject([
      { line: 2, name: "Takip 1", vehicleLabel: "35 ABC 101" },
      { line: 3, name: "Yedek", vehicleLabel: null },
    ]);
    expect(events).toContain("devices");
    const { items } = await test.admin.call("listDevices");
    expect(items).toMatchObject([
      { name: "Takip 1", format: "owntracks", unitId: cleaningId, vehicleId: vehicle.id, vehicleLabel: "35 ABC 101" },
      { name: "Yedek", format: "kentiz", unitId: cleaningId, vehicleId: null },
    ]);
    const [first] = credentials;
    const [row] = await test.database.query<{ hash: Buffer }>("SELECT secret_hash AS hash FROM device WHERE key = $1", [
      first?.username,
    ]);
    expect(row?.hash.equals(hashSecret(first?.password ?? ""))).toBe(true);
    const log = await test.admin.call("listAudit", { query: { objectType: "device" } });
    expect(JSON.stringify(log)).not.toContain(first?.password);
  });
});
