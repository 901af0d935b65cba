// Errors of the rows of an import: with which line and cell, why, and what that means.
import type { z } from "zod";
import type { ImportError } from "../../domain/csv-import.ts";
import { inputPathOf, inputReasonOf, type InputReason } from "../../domain/input-reason.ts";

const SENTENCES: Partial<Readonly<Record<InputReason, string>>> = {
  required: "This is needed.",
  wrong_type: "This is not a number.",
  too_short: "This is too short.",
  too_long: "This is too long.",
  too_small: "The number is too small.",
  too_large: "The number is too large.",
  plate_invalid: "This is no Turkish plate; write it like 35 ABC 123.",
  plate_or_code_required: "A vehicle needs a plate or a machine code.",
  plate_taken: "A vehicle with this plate is registered already.",
  code_taken: "A vehicle with this machine code is registered already.",
  repeated_in_file: "An earlier row of the file has the same.",
  unit_unknown: "You have no unit of this name.",
  unit_ambiguous: "Several units have this name; write the unit above it too: Above / Unit.",
  kind_unknown: "There is no such kind of vehicle.",
  format_unknown: "There is no such wire format.",
  vehicle_unknown: "You have no vehicle with this plate or code.",
  vehicle_archived: "This vehicle is archived.",
};

export class RowErrors {
  readonly all: ImportError[] = [];
  readonly #lines = new Set<number>();

  add(line: number, field: string, reason: InputReason, value: string): void {
    this.#lines.add(line);
    this.all.push({ line, field, reason, message: SENTENCES[reason] ?? "This value is not accepted.", value });
  }

  /** What a schema refused; `valueOf` gives the cell of a field. */
  addIssues(line: number, issues: readonly z.core.$ZodIssue[], valueOf: (field: string) => string): void {
    for (const issue of issues) {
      const field = inputPathOf(issue);
      this.add(line, field, inputReasonOf(issue), valueOf(field));
    }
  }

  has(line: number): boolean {
    return this.#lines.has(line);
  }

  /** In order of lines. */
  sorted(): ImportError[] {
    return this.all.toSorted((a, b) => a.line - b.line);
  }
}
