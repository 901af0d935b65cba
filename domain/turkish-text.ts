// Turkish text rules that must agree in the browser, the server and the stored search keys:
// folding for search, collation for sorting, casing. Databases are never asked to do this
// (the embedded one has no Turkish collation), so every search key is computed here.

const FOLDED: Readonly<Record<string, string>> = {
  ı: "i",
  İ: "i",
  I: "i",
  ş: "s",
  Ş: "s",
  ğ: "g",
  Ğ: "g",
  ç: "c",
  Ç: "c",
  ö: "o",
  Ö: "o",
  ü: "u",
  Ü: "u",
  â: "a",
  Â: "a",
  î: "i",
  Î: "i",
  û: "u",
  Û: "u",
};

/** Search key: "ŞEHİTLER", "Şehitler" and "sehitler" all give "sehitler". Other accents are stripped. */
export function foldTurkish(text: string): string {
  const mapped = text.replace(/[ıİIşŞğĞçÇöÖüÜâÂîÎûÛ]/g, (letter) => FOLDED[letter] ?? letter);
  return mapped.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

/** Search key without spaces and punctuation: finds "35 ABC 123" under "35abc123" and "35-abc 123". */
export function foldForSearch(text: string): string {
  return foldTurkish(text).replace(/[^\p{L}\p{N}]/gu, "");
}

const collator = new Intl.Collator("tr", { numeric: true, sensitivity: "base" });

/** Turkish alphabetical order, numbers by value. */
export function compareTurkish(a: string, b: string): number {
  return collator.compare(a, b);
}

export function upperTurkish(text: string): string {
  return text.toLocaleUpperCase("tr");
}
