// Hand-written array parameters arrive as what they were, whatever the values.
import {
  array,
  assert,
  asyncProperty,
  date,
  double,
  float,
  integer,
  jsonValue,
  option,
  string,
  uint8Array,
} from "fast-check";
import { beforeAll, expect, it } from "vitest";
import * as columns from "../../gis/binary-array.ts";
import type { Database } from "../../gis/database.ts";
import { describeOnBothDatabases } from "../harness/database.ts";

/** PostgreSQL's text has no NUL, its jsonb neither NUL nor halves of surrogate pairs. */
const text = string({ unit: "binary" }).map((value) => value.replaceAll("\0", ""));

describeOnBothDatabases("binary arrays", (open) => {
  let db: Database;
  beforeAll(async () => {
    db = (await open()).database;
  });
  const roundTrip = async <T>(
    type: string,
    encode: columns.ColumnEncoder<T>,
    values: readonly (T | null)[],
    read = "v",
  ): Promise<unknown[]> => {
    const rows = await db.query<{ v: unknown }>(`SELECT ${read} AS v FROM unnest($1::${type}[]) AS v`, [
      encode(values, (value) => value),
    ]);
    return rows.map((row) => row.v);
  };

  it("carry numbers and truth values", async () => {
    const row = array(
      option(integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })).chain((int4) =>
        option(double({ noNaN: true, noDefaultInfinity: true })).map((float8) => ({ int4, float8 })),
      ),
    );
    await assert(
      asyncProperty(row, array(option(float({ noNaN: true, noDefaultInfinity: true }))), async (rows, float4s) => {
        const int4s = rows.map(({ int4 }) => int4);
        expect(await roundTrip("int4", columns.int4Column, int4s)).toEqual(int4s);
        const float8s = rows.map(({ float8 }) => (float8 === null ? null : float8 + 0));
        expect((await roundTrip("float8", columns.float8Column, float8s)).map(String)).toEqual(float8s.map(String));
        expect(
          (await roundTrip("float4", columns.float4Column, float4s)).map((value) =>
            value === null ? null : Math.fround(Number(value)),
          ),
        ).toEqual(float4s);
        const small = int4s.map((value) => (value === null ? null : value >> 16));
        expect(await roundTrip("int2", columns.int2Column, small)).toEqual(small);
        const bools = int4s.map((value) => (value === null ? null : value % 2 === 0));
        expect(await roundTrip("bool", columns.boolColumn, bools)).toEqual(bools);
      }),
      { numRuns: 30 },
    );
  });

  it("carry texts, bytes and JSON without escaping", async () => {
    await assert(
      asyncProperty(
        array(option(text)),
        array(option(uint8Array())),
        array(jsonValue()),
        async (texts, bytes, values) => {
          const wellFormed = texts.map((value) => value && Buffer.from(value).toString());
          expect(await roundTrip("text", columns.textColumn, wellFormed)).toEqual(wellFormed);
          expect(await roundTrip("bytea", columns.byteaColumn, bytes)).toEqual(
            bytes.map((value) => value && Buffer.from(value)),
          );
          const clean = values.filter((value) => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value)));
          const json = clean.map((value) => JSON.stringify({ value }));
          expect(await roundTrip("jsonb", columns.jsonbColumn, json)).toEqual(json.map((value) => JSON.parse(value)));
        },
      ),
      { numRuns: 30 },
    );
  });

  it("carry instants to the millisecond, from long ago to far ahead", async () => {
    const instant = date({
      min: new Date("-004000-01-01T00:00:00Z"),
      max: new Date("+200000-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    await assert(
      asyncProperty(array(option(instant.map((value) => value.getTime()))), async (times) => {
        const read = await roundTrip("timestamptz", columns.timeColumn, times, "(extract(epoch FROM v) * 1000)::int8");
        expect(read).toEqual(times);
      }),
      { numRuns: 30 },
    );
  });
});
