import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { DatabaseNewerError, migrate, MigrationChangedError, readMigrations } from "../../gis/migrate.ts";
import { packageRoot } from "../../gis/package-root.ts";
import { schemaDump } from "../../gis/schema-dump.ts";
import { describeOnBothDatabases } from "../harness/database.ts";

const SCHEMA_FILE = join(packageRoot(), "gis", "schema.sql");

describeOnBothDatabases("migrations", (open) => {
  it("are applied once", async () => {
    const { database } = await open();
    expect(await migrate(database)).toEqual([]);
    expect(database.capabilities.postgisVersion).toMatch(/^3\./);
  });

  it("apply what is missing, in order, and keep what came before a broken one", async () => {
    const { database } = await open();
    const known = await readMigrations();
    const good = {
      name: "9001_good",
      sql: "CREATE TABLE good (id int); INSERT INTO good VALUES (1); INSERT INTO good VALUES (2);",
    };
    const broken = { name: "9002_broken", sql: "CREATE TABLE broken (id int); INSERT INTO nowhere VALUES (1);" };
    await expect(migrate(database, [...known, good, broken])).rejects.toThrow("nowhere");
    expect(await database.query("SELECT * FROM good ORDER BY id")).toEqual([{ id: 1 }, { id: 2 }]);
    await expect(database.query("SELECT * FROM broken")).rejects.toThrow("broken");
    expect(await migrate(database, [...known, good])).toEqual([]);
    await database.execute("DROP TABLE good");
    await database.execute("DELETE FROM schema_migration WHERE name = $1", [good.name]);
  });

  it("refuse a database that a newer version made", async () => {
    const { database } = await open();
    await database.execute("INSERT INTO schema_migration (name, checksum) VALUES ('9999_future', 'x')");
    await expect(migrate(database)).rejects.toThrow(DatabaseNewerError);
    await expect(migrate(database)).rejects.toThrow("9999_future");
    await database.execute("DELETE FROM schema_migration WHERE name = '9999_future'");
  });

  it("refuse a migration that was edited after it was applied", async () => {
    const { database } = await open();
    const [first, ...rest] = await readMigrations();
    if (!first) throw new Error("no migrations");
    const edited = { ...first, sql: `${first.sql}\n-- edited` };
    await expect(migrate(database, [edited, ...rest])).rejects.toThrow(MigrationChangedError);
    const otherLineEnds = { ...first, sql: first.sql.replaceAll("\n", "\r\n") };
    expect(await migrate(database, [otherLineEnds, ...rest])).toEqual([]);
  });

  it("give the schema that is committed (npx vitest run tests/gis/migrate.test.ts -u writes it anew)", async () => {
    const { database, kind } = await open();
    const dump = await schemaDump(database);
    if (kind === "embedded") await expect(dump).toMatchFileSnapshot(SCHEMA_FILE);
    else expect(dump).toBe(await readFile(SCHEMA_FILE, "utf8"));
  });
});
