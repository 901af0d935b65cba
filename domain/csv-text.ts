// A table as a CSV file that Turkish Excel opens with a double click: UTF-8 with a byte order mark,
// semicolons, CRLF (RFC 4180 but for the separator).

const BYTE_ORDER_MARK = "\uFEFF";

/** Text that a spreadsheet would run as a formula is disarmed with an apostrophe (CWE-1236). */
const disarm = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.,]+$/.test(text) ? `'${text}` : text;

const quote = (text: string): string => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export function csvText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows].map((cells) => cells.map((cell) => quote(disarm(cell))).join(";"));
  return `${BYTE_ORDER_MARK}${lines.join("\r\n")}\r\n`;
}
