import { pino } from "pino";
import { expect, it } from "vitest";
import { holdLease } from "../../gis/lease.ts";
import { describeOnPostgres } from "../harness/database.ts";

const logger = pino({ level: "silent" });

describeOnPostgres("a lease", (open) => {
  it("is held by one process, and goes on to the next when that one ends or is cut off", async () => {
    const { connection, database } = await open();
    const holders = new Set<string>();
    let most = 0;
    let losses = 0;
    const hold = (name: string): ReturnType<typeof holdLease> =>
      holdLease({
        connection,
        logger,
        name: "test",
        onHeld: () => {
          holders.add(name);
          most = Math.max(most, holders.size);
        },
        onLost: () => {
          losses += 1;
          holders.delete(name);
        },
      });
    const first = hold("first");
    await expect.poll(() => [...holders], { timeout: 20_000 }).toEqual(["first"]);
    const second = hold("second");
    await first.stop();
    holders.delete("first");
    await expect.poll(() => [...holders], { timeout: 20_000 }).toEqual(["second"]);
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'kentiz lease test'`,
    );
    await expect.poll(() => losses, { timeout: 20_000 }).toBe(1);
    await expect.poll(() => [...holders], { timeout: 20_000 }).toEqual(["second"]);
    await second.stop();
    expect(most).toBe(1);
  });
});
