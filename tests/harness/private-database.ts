// A PostgreSQL database of a test's own: a copy of the migrated template, made in a fraction of a second.
import { randomUUID } from "node:crypto";
import { Client } from "pg";

export interface PrivateDatabase {
  /** postgres:// address of it. */
  connection: string;
  /** Drops it, whoever is still connected. */
  drop(): Promise<void>;
}

/** @param adminUrl any database of the test server; @param prefix says in the server's log whose it is */
export async function createPrivateDatabase(adminUrl: string, prefix: string): Promise<PrivateDatabase> {
  const name = `${prefix}_${randomUUID().replaceAll("-", "")}`;
  const administer = async (sql: string): Promise<void> => {
    const client = new Client({ connectionString: new URL("/postgres", adminUrl).href });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await administer(`CREATE DATABASE ${name} TEMPLATE kentiz`);
  return {
    connection: new URL(`/${name}`, adminUrl).href,
    drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}
