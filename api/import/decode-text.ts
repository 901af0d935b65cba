// Bytes of a file that people saved with a spreadsheet: UTF-8 with or without mark, UTF-16 of "Unicode
// text", or the Windows code page of Turkish.
import type { VehicleImport } from "../../domain/csv-import.ts";

export interface DecodedText {
  text: string;
  encoding: VehicleImport["encoding"];
}

/** Never fails: what is no UTF-8 is read as Windows-1254, which has a letter for every byte. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return { text: new TextDecoder("utf-16le").decode(bytes), encoding: "utf-16le" };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: new TextDecoder("windows-1254").decode(bytes), encoding: "windows-1254" };
  }
}
