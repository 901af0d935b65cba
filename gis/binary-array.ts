// PostgreSQL arrays in their binary format (array_recv in the server's arrayfuncs.c), written by hand:
// the hot path sends a dozen arrays per batch, and text would be formatted here and parsed there
// number by number. Values need no escaping either.
//
//   int32 dimensions · int32 has nulls · int32 element type · int32 length · int32 lower bound
//   then per element: int32 bytes (-1 = null), bytes

/** One column of rows as an array parameter; null becomes SQL null. */
export type ColumnEncoder<T> = <Row>(rows: readonly Row[], pick: (row: Row) => T | null) => Buffer;

const OID = {
  bool: 16,
  bytea: 17,
  int2: 21,
  int4: 23,
  text: 25,
  float4: 700,
  float8: 701,
  timestamptz: 1184,
  jsonb: 3802,
};
const HEADER_BYTES = 20;
const NULL_LENGTH = -1;
/** PostgreSQL counts time from 2000-01-01 UTC, in microseconds. */
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1);
const TWO_POW_32 = 2 ** 32;

function writeHeader(buffer: Buffer, oid: number, length: number): void {
  buffer.writeInt32BE(1, 0);
  // "Has nulls" is ignored by array_recv, which looks at the elements.
  buffer.writeInt32BE(0, 4);
  buffer.writeInt32BE(oid, 8);
  buffer.writeInt32BE(length, 12);
  buffer.writeInt32BE(1, 16);
}

function fixedSize<T>(
  oid: number,
  bytes: number,
  write: (buffer: Buffer, value: T, offset: number) => void,
): ColumnEncoder<T> {
  return (rows, pick) => {
    const buffer = Buffer.allocUnsafe(HEADER_BYTES + rows.length * (4 + bytes));
    writeHeader(buffer, oid, rows.length);
    let offset = HEADER_BYTES;
    for (const row of rows) {
      const value = pick(row);
      if (value === null) {
        buffer.writeInt32BE(NULL_LENGTH, offset);
        offset += 4;
      } else {
        buffer.writeInt32BE(bytes, offset);
        write(buffer, value, offset + 4);
        offset += 4 + bytes;
      }
    }
    return buffer.subarray(0, offset);
  };
}

function variableSize<T>(oid: number, toBytes: (value: T) => Uint8Array): ColumnEncoder<T> {
  return (rows, pick) => {
    const values = rows.map((row) => {
      const value = pick(row);
      return value === null ? null : toBytes(value);
    });
    const buffer = Buffer.allocUnsafe(HEADER_BYTES + values.reduce((sum, value) => sum + 4 + (value?.length ?? 0), 0));
    writeHeader(buffer, oid, values.length);
    let offset = HEADER_BYTES;
    for (const value of values) {
      buffer.writeInt32BE(value === null ? NULL_LENGTH : value.length, offset);
      offset += 4;
      if (value !== null) {
        buffer.set(value, offset);
        offset += value.length;
      }
    }
    return buffer;
  };
}

function writeTime(buffer: Buffer, ms: number, offset: number): void {
  const sinceEpochMs = Math.round(ms) - POSTGRES_EPOCH_MS;
  const microseconds = sinceEpochMs * 1000;
  if (Number.isSafeInteger(microseconds)) {
    const high = Math.floor(microseconds / TWO_POW_32);
    buffer.writeInt32BE(high, offset);
    buffer.writeUInt32BE(microseconds - high * TWO_POW_32, offset + 4);
  } else {
    buffer.writeBigInt64BE(BigInt(sinceEpochMs) * 1000n, offset);
  }
}

/** jsonb_recv: version 1, then the text. */
function jsonbBytes(json: string): Uint8Array {
  const bytes = Buffer.allocUnsafe(1 + Buffer.byteLength(json));
  bytes[0] = 1;
  bytes.write(json, 1);
  return bytes;
}

export const boolColumn = fixedSize<boolean>(OID.bool, 1, (buffer, value, offset) =>
  buffer.writeUInt8(value ? 1 : 0, offset),
);
export const int2Column = fixedSize<number>(OID.int2, 2, (buffer, value, offset) => buffer.writeInt16BE(value, offset));
export const int4Column = fixedSize<number>(OID.int4, 4, (buffer, value, offset) => buffer.writeInt32BE(value, offset));
export const float4Column = fixedSize<number>(OID.float4, 4, (buffer, value, offset) =>
  buffer.writeFloatBE(value, offset),
);
export const float8Column = fixedSize<number>(OID.float8, 8, (buffer, value, offset) =>
  buffer.writeDoubleBE(value, offset),
);
/** Epoch milliseconds. */
export const timeColumn = fixedSize<number>(OID.timestamptz, 8, writeTime);
export const byteaColumn = variableSize<Uint8Array>(OID.bytea, (value) => value);
export const textColumn = variableSize<string>(OID.text, (value) => Buffer.from(value));
/** JSON text. */
export const jsonbColumn = variableSize<string>(OID.jsonb, jsonbBytes);
