// Base maps by configuration: what is offered, files by ranges, and how little is allowed for it.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { PMTiles } from "pmtiles";
import { BackdropSettings } from "../../domain/backdrop-setting.ts";
import { startTestApi, type TestApi } from "../harness/api.ts";
import { describeOnPostgres } from "../harness/database.ts";
import { writePmtiles } from "../harness/pmtiles.ts";

const PICTURE = Buffer.from("a picture, as far as an archive knows");
const ARCHIVE = writePmtiles("png", [{ z: 0, x: 0, y: 0, data: PICTURE }], { name: "Deneme" });
const WMS = { type: "wms", name: "Ortofoto", url: "http://127.0.0.1:9/wms", layers: "orto", attribution: "İBB" };

// The database only knows who is signed in: one of the two is enough.
describeOnPostgres("backdrops", (open) => {
  const dataDir = mkdtempSync(join(tmpdir(), "kentiz-backdrops-"));
  let test: TestApi;
  const fetchFile = (path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Response> =>
    test.admin.fetch(path, { method, headers });
  const urlOf = async (id: string): Promise<string> =>
    (await test.admin.call("listBackdrops")).items.find((item) => item.id === id)?.url ?? "";

  beforeAll(async () => {
    const folder = join(dataDir, "basemaps");
    mkdirSync(join(folder, "klasor.pmtiles"), { recursive: true });
    writeFileSync(join(folder, "İlçe 2024.pmtiles"), ARCHIVE);
    writeFileSync(join(folder, "Ortofoto.pmtiles"), ARCHIVE);
    writeFileSync(join(folder, "bozuk.pmtiles"), "not an archive");
    writeFileSync(join(folder, ".gizli.pmtiles"), ARCHIVE);
    writeFileSync(join(folder, "not.txt"), "secret");
    symlinkSync("/nowhere/at/all", join(folder, "kopuk.pmtiles"));
    writeFileSync(join(dataDir, "disarida.pmtiles"), ARCHIVE);
    const { database } = await open();
    test = await startTestApi(database, { dataDir, backdrops: BackdropSettings.parse([WMS]) });
  });
  afterAll(async () => {
    await test.stop();
    rmSync(dataDir, { recursive: true });
  });

  it("are the configured ones and every archive in the folder, each with an id of its own", async () => {
    const { items } = await test.admin.call("listBackdrops");
    expect(items.map((item) => [item.id, item.name, item.kind, "readable" in item ? item.readable : null])).toEqual([
      ["ortofoto", "Ortofoto", "raster", null],
      ["ortofoto-2", "Ortofoto", "pmtiles", true],
      ["bozuk", "bozuk", "pmtiles", false],
      ["kopuk", "kopuk", "pmtiles", false],
      ["ilce-2024", "İlçe 2024", "pmtiles", true],
    ]);
    expect(items[0]).toMatchObject({ attribution: "İBB", url: expect.stringContaining("BBOX={bbox-epsg-3857}") });
  });

  it("need a session", async () => {
    const anonymous = test.anonymous();
    expect((await anonymous.refused("listBackdrops")).code).toBe("not_signed_in");
    expect((await anonymous.fetch("/api/basemaps/ilce-2024.pmtiles")).status).toBe(401);
  });

  it("are read by the library that the console uses", async () => {
    const url = await urlOf("ilce-2024");
    const archive = new PMTiles({
      getKey: () => url,
      async getBytes(offset, length) {
        const response = await fetchFile(url, { range: `bytes=${offset}-${offset + length - 1}` });
        expect(response.status).toBe(206);
        return { data: await response.arrayBuffer() };
      },
    });
    expect(await archive.getMetadata()).toEqual({ name: "Deneme" });
    expect(Buffer.from((await archive.getZxy(0, 0, 0))?.data ?? new ArrayBuffer())).toEqual(PICTURE);
  });

  it.each([
    ["bytes=0-6", 206, [0, 7]],
    ["bytes=120-", 206, [120, ARCHIVE.length]],
    ["bytes=-5", 206, [ARCHIVE.length - 5, ARCHIVE.length]],
    ["bytes=10-999999", 206, [10, ARCHIVE.length]],
    ["lines=1-2", 200, [0, ARCHIVE.length]],
  ] as const)("answer the range %s with %i", async (range, status, [from, to]) => {
    const response = await fetchFile(await urlOf("ilce-2024"), { range });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/vnd.pmtiles");
    expect(response.headers.get("content-encoding")).toBeNull();
    if (status === 206) expect(response.headers.get("content-range")).toBe(`bytes ${from}-${to - 1}/${ARCHIVE.length}`);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(ARCHIVE.subarray(from, to));
  });

  it.each([`bytes=${ARCHIVE.length}-`, "bytes=9-3"])("refuse the range %s with a reason", async (range) => {
    const response = await fetchFile(await urlOf("ilce-2024"), { range });
    expect([response.status, await response.json()]).toEqual([
      416,
      expect.objectContaining({ code: "range_not_satisfiable" }),
    ]);
    expect(response.headers.get("content-range")).toBe(`bytes */${ARCHIVE.length}`);
  });

  it("tell their size without sending anything, and whether they changed", async () => {
    const url = await urlOf("ilce-2024");
    const head = await fetchFile(url, {}, "HEAD");
    expect([head.status, head.headers.get("content-length"), head.headers.get("accept-ranges")]).toEqual([
      200,
      String(ARCHIVE.length),
      "bytes",
    ]);
    expect(head.headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
    const etag = head.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[^"]+"$/);
    const asked = { "if-none-match": etag, "cache-control": "max-age=0" };
    expect((await fetchFile(url, asked)).status).toBe(304);
    // A piece of another version is never joined to this one: the whole comes instead.
    expect((await fetchFile(url, { range: "bytes=0-6", "if-range": '"other"' })).status).toBe(200);
    expect((await fetchFile(url, { range: "bytes=0-6", "if-range": etag })).status).toBe(206);
    expect((await fetchFile("/api/basemaps/ilce-2024.pmtiles")).headers.get("cache-control")).toBe("private, no-cache");
  });

  it.each([
    "..%2Fdisarida",
    "%2e%2e%2fdisarida",
    "..%5Cdisarida",
    ".gizli",
    "bozuk",
    "kopuk",
    "klasor",
    "not.txt%00",
    "%C4%B0l%C3%A7e%202024",
  ])("are found by id only: %s is nothing", async (id) => {
    expect((await fetchFile(`/api/basemaps/${id}.pmtiles`)).status).toBe(404);
  });

  it("widen what pages may do by their host for pictures, and by nothing else", async () => {
    const directives = async (url: string): Promise<Record<string, string>> =>
      Object.fromEntries(
        ((await fetch(`${url}/healthz`)).headers.get("content-security-policy") ?? "")
          .split(";")
          .map((directive): [string, string] => {
            const [name = "", ...values] = directive.split(" ");
            return [name, values.join(" ")];
          }),
      );
    const without = await startTestApi(test.database);
    try {
      const plain = await directives(without.url);
      expect(await directives(test.url)).toEqual({
        ...plain,
        "img-src": `${plain["img-src"]} http://127.0.0.1:9`,
        "connect-src": `${plain["connect-src"]} http://127.0.0.1:9`,
      });
      expect((await without.admin.call("listBackdrops")).items).toEqual([]);
    } finally {
      await without.stop();
    }
  });
});
