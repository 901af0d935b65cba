// Text in a PDF with the letters of Turkish. The font that is shipped comes in two files, Latin and what
// goes beyond it (ğ ı İ ş …): a text is drawn in runs, each with the file that has its letters.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export type Weight = "regular" | "bold";

const FILES = { regular: 400, bold: 600 } as const;
const PARTS = ["latin", "latin-ext"] as const;
type Part = (typeof PARTS)[number];

/** What the files called "latin" hold of the letters that can occur (unicode-range of the font's own style sheet). */
const IN_LATIN = /[\u0020-\u00FF\u0131\u0152\u0153\u02BB-\u02DC\u2000-\u206F\u20AC\u2122\u2191\u2193\u2212\u2215]/u;

const nameOf = (weight: Weight, part: Part): string => `${weight} ${part}`;

async function readFonts(): Promise<ReadonlyMap<string, Buffer>> {
  const fonts = new Map<string, Buffer>();
  for (const [weight, number] of Object.entries(FILES)) {
    for (const part of PARTS) {
      const file = import.meta.resolve(`@fontsource/noto-sans/files/noto-sans-${part}-${number}-normal.woff`);
      fonts.set(`${weight} ${part}`, await readFile(fileURLToPath(file)));
    }
  }
  return fonts;
}

interface Run {
  part: Part;
  text: string;
}

export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const letter of text) {
    const part = IN_LATIN.test(letter) ? "latin" : "latin-ext";
    const last = runs.at(-1);
    if (last?.part === part) last.text += letter;
    else runs.push({ part, text: letter });
  }
  return runs;
}

export interface PdfText {
  /** Points. */
  widthOf(text: string, weight: Weight, size: number): number;
  /** One line, shortened with "…" where it is wider than `width`. */
  draw(text: string, x: number, y: number, options: DrawOptions): void;
}

export interface DrawOptions {
  weight?: Weight;
  size: number;
  width: number;
  align?: "left" | "right";
}

export async function createPdfText(doc: PDFKit.PDFDocument): Promise<PdfText> {
  for (const [name, bytes] of await readFonts()) doc.registerFont(name, bytes);

  const widthOf = (text: string, weight: Weight, size: number): number =>
    runsOf(text).reduce(
      (sum, { part, text: run }) => sum + doc.font(nameOf(weight, part)).fontSize(size).widthOfString(run),
      0,
    );

  function fitting(text: string, weight: Weight, size: number, width: number): string {
    const whole = widthOf(text, weight, size);
    if (whole <= width) return text;
    let letters = Math.max(1, Math.floor((text.length * width) / whole) - 1);
    while (letters > 1 && widthOf(`${text.slice(0, letters)}…`, weight, size) > width) letters -= 1;
    return `${text.slice(0, letters)}…`;
  }

  return {
    widthOf,
    draw(text, x, y, { weight = "regular", size, width, align = "left" }) {
      const line = fitting(text, weight, size, width);
      let at = align === "right" ? x + width - widthOf(line, weight, size) : x;
      for (const { part, text: run } of runsOf(line)) {
        doc.font(nameOf(weight, part)).fontSize(size).text(run, at, y, { lineBreak: false });
        at += doc.widthOfString(run);
      }
    },
  };
}
