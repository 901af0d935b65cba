// A CSV file as rows of named cells. The separator is found by the heading, columns by their Turkish or
// English names, in any order.
import { CsvError, parse } from "csv-parse/sync";
import type { VehicleImport } from "../../domain/csv-import.ts";
import { AppError } from "../../domain/problem.ts";
import { foldForSearch } from "../../domain/turkish-text.ts";
import { decodeText, type DecodedText } from "./decode-text.ts";

/** More rows than any municipality has vehicles; as many take about a second. */
const MAX_IMPORT_ROWS = 5000;
const DELIMITERS = [";", "\t", ","] as const;

export interface TableRow<Column extends string> {
  /** Of the file, from 1. */
  line: number;
  /** Trimmed; "" where the row is shorter. */
  cell(column: Column): string;
}

export interface Table<Column extends string> {
  encoding: DecodedText["encoding"];
  delimiter: VehicleImport["delimiter"];
  unknownColumns: string[];
  columns: ReadonlySet<Column>;
  rows: TableRow<Column>[];
}

interface CsvRecord {
  cells: string[];
  /** Line of the file on which it ends: quoted cells may span several. */
  endLine: number;
}

/** Field names of the JSON interface with the headings people write, folded for search. */
export type Headings<Column extends string> = Readonly<Record<Column, readonly string[]>>;

function refuse(reason: string, detail: string): AppError {
  return new AppError("input_invalid", detail, { fields: [{ path: "file", reason }] });
}

function delimiterOf(heading: string): VehicleImport["delimiter"] {
  const count = (delimiter: string): number => heading.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}

function readRecords(text: string, delimiter: string): CsvRecord[] {
  const endLines: number[] = [];
  const noteLine = (record: string[], { lines }: { lines: number }): string[] => {
    endLines.push(lines);
    return record;
  };
  try {
    const records = parse(text, { delimiter, relax_column_count: true, trim: true, on_record: noteLine });
    return records.map((cells, index) => ({ cells, endLine: endLines[index] ?? 0 }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refuse("csv_unreadable", `The file is no readable CSV: ${error.message}.`);
  }
}

function columnsOf<Column extends string>(heading: readonly string[], headings: Headings<Column>) {
  const known = new Map<string, Column>();
  for (const [column, names] of Object.entries<readonly string[]>(headings)) {
    for (const name of [column, ...names]) known.set(foldForSearch(name), column as Column);
  }
  const indexOf = new Map<Column, number>();
  const unknownColumns: string[] = [];
  for (const [index, name] of heading.entries()) {
    const column = known.get(foldForSearch(name));
    if (column === undefined) {
      if (name !== "") unknownColumns.push(name);
    } else if (indexOf.has(column)) {
      throw refuse("column_repeated", `Two columns of the file mean the same: "${name}".`);
    } else {
      indexOf.set(column, index);
    }
  }
  return { indexOf, unknownColumns };
}

/** @throws AppError input_invalid with one field "file" where the file as a whole cannot be read */
export function readTable<Column extends string>(bytes: Uint8Array, headings: Headings<Column>): Table<Column> {
  const { text, encoding } = decodeText(bytes);
  // "sep=;" is a hint of spreadsheets to themselves. It stays a line, so that numbers of lines are right.
  const unified = text.replace(/\r\n?/g, "\n");
  const hint = /^sep=(.)\n/i.exec(unified);
  const body = hint ? unified.slice(hint[0].length) : unified;
  const delimiter = delimiterOf(body.slice(0, body.indexOf("\n") === -1 ? undefined : body.indexOf("\n")));
  const [heading, ...records] = readRecords(body, delimiter);
  if (!heading || heading.cells.every((cell) => cell === "")) throw refuse("file_empty", "The file is empty.");
  const { indexOf, unknownColumns } = columnsOf(heading.cells, headings);
  const rows: TableRow<Column>[] = [];
  let linesBefore = heading.endLine + (hint ? 1 : 0);
  for (const { cells, endLine } of records) {
    const line = linesBefore + 1;
    linesBefore = endLine + (hint ? 1 : 0);
    if (cells.every((cell) => cell === "")) continue;
    rows.push({ line, cell: (column) => cells[indexOf.get(column) ?? -1] ?? "" });
  }
  if (rows.length === 0) throw refuse("file_empty", "The file has a heading and no rows.");
  if (rows.length > MAX_IMPORT_ROWS) {
    throw refuse("too_many_rows", `The file has ${rows.length} rows; at most ${MAX_IMPORT_ROWS} go in at once.`);
  }
  return { encoding, delimiter, unknownColumns, columns: new Set(indexOf.keys()), rows };
}

/** @throws AppError input_invalid naming the columns of which the file has none */
export function requireColumn<Column extends string>(table: Table<Column>, oneOf: readonly Column[]): void {
  if (oneOf.some((column) => table.columns.has(column))) return;
  throw new AppError("input_invalid", `The file needs a column ${oneOf.join(" or ")}.`, {
    fields: oneOf.map((column) => ({ path: column, reason: "column_missing" })),
  });
}
