// A report as PDF for printing and filing: A4 across, the heading on every page, sums at the end.
import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import Pdf from "pdfkit";
import type { FleetReport, ReportColumn } from "../../domain/fleet-report/fleet-report.ts";
import { REPORT_TITLES } from "../../domain/fleet-report/report-columns.ts";
import { createCellText } from "../../domain/fleet-report/report-text.ts";
import { createPdfText } from "./pdf-text.ts";
import type { ReportSetting } from "./report-format.ts";

/** What nobody prints is for a spreadsheet; drawing it would hold the server up. */
const MAX_ROWS = 2000;
const ROWS_AT_ONCE = 50;
const MARGIN = 36;
const SIZE = 8;
const ROW_PT = 15;
const GAP_PT = 6;
const INK = "#18212B";
const MUTED = "#55616F";
const LINE = "#D9DFE6";

const WORDS = {
  tr: {
    total: "Toplam",
    none: "Bu dönemde kayıt yok.",
    cut: "İlk 2.000 satır; tümü için XLSX dosyasını indirin.",
    page: "Sayfa",
  },
  en: {
    total: "Total",
    none: "Nothing in this period.",
    cut: "The first 2,000 rows; download the XLSX file for all.",
    page: "Page",
  },
} as const;

/** Shares of the width of a page. */
const SHARES: Readonly<Partial<Record<ReportColumn["type"], number>>> = {
  text: 2,
  instant: 1.7,
  span: 2.2,
  outside: 1.5,
};
const NUMBERS: ReadonlySet<ReportColumn["type"]> = new Set(["seconds", "km", "kmh", "count", "share"]);

/** Numbers take what their heading needs, texts share the rest. */
function columnWidths(
  columns: readonly ReportColumn[],
  inner: number,
  headingWidth: (column: ReportColumn) => number,
): number[] {
  const fixed = columns.map((column) => (NUMBERS.has(column.type) ? headingWidth(column) : 0));
  const shares = columns.map(({ type }) => (NUMBERS.has(type) ? 0 : (SHARES[type] ?? 1)));
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const unit = (inner - sum(fixed)) / Math.max(1, sum(shares));
  return columns.map((_, index) => (fixed[index] ?? 0) + (shares[index] ?? 0) * unit);
}

export async function reportPdf(report: FleetReport, { language, timeZone }: ReportSetting): Promise<Buffer> {
  const { columns, rows, totals, step, kind } = report;
  const words = WORDS[language];
  const title = REPORT_TITLES[kind][language];
  const doc = new Pdf({
    size: "A4",
    layout: "landscape",
    margin: MARGIN,
    bufferPages: true,
    info: { Title: title, Creator: "Kentiz" },
    lang: language,
  });
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = once(doc, "end");
  const text = await createPdfText(doc);
  const cellText = createCellText(language, timeZone, step);
  const inner = doc.page.width - 2 * MARGIN;
  const bottom = doc.page.height - MARGIN - ROW_PT;
  const widths = columnWidths(columns, inner, (column) => text.widthOf(column[language], "bold", SIZE) + GAP_PT);
  let y = MARGIN;

  function line(cells: readonly string[], weight: "regular" | "bold"): void {
    let x = MARGIN;
    doc.fillColor(INK);
    for (const [index, column] of columns.entries()) {
      const width = widths[index] ?? 0;
      const align = NUMBERS.has(column.type) ? "right" : "left";
      text.draw(cells[index] ?? "", x, y, { weight, size: SIZE, width: width - GAP_PT, align });
      x += width;
    }
    y += ROW_PT;
    doc
      .moveTo(MARGIN, y - 4)
      .lineTo(MARGIN + inner, y - 4)
      .lineWidth(0.5)
      .strokeColor(LINE)
      .stroke();
  }
  const headings = (): void =>
    line(
      columns.map((column) => column[language]),
      "bold",
    );
  function room(): void {
    if (y <= bottom) return;
    doc.addPage();
    y = MARGIN;
    headings();
  }

  const day = cellText.bind(null, { key: "", type: "day", tr: "", en: "" });
  doc.fillColor(INK);
  text.draw(title, MARGIN, y, { weight: "bold", size: 15, width: inner });
  y += 24;
  doc.fillColor(MUTED);
  text.draw(`${day(report.from)} – ${day(report.to)}`, MARGIN, y, { size: 10, width: inner });
  y += 24;
  if (rows.length === 0) text.draw(words.none, MARGIN, y, { size: 10, width: inner });
  else headings();
  for (const [index, row] of rows.slice(0, MAX_ROWS).entries()) {
    room();
    line(
      columns.map((column) => cellText(column, row[column.key])),
      "regular",
    );
    if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await setImmediate();
  }
  if (totals) {
    room();
    line(
      columns.map((column, index) => (index === 0 ? words.total : cellText(column, totals[column.key]))),
      "bold",
    );
  }
  if (rows.length > MAX_ROWS) {
    room();
    text.draw(words.cut, MARGIN, y, { size: SIZE, width: inner });
  }
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    // In the margin: text there must not begin another page.
    doc.page.margins.bottom = 0;
    doc.fillColor(MUTED);
    text.draw(`${words.page} ${page + 1} / ${count}`, MARGIN, doc.page.height - MARGIN + 8, {
      size: SIZE,
      width: inner,
      align: "right",
    });
  }
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}
