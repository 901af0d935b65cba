// Numbers as people of the chosen language write them: 1.234,5 in Turkish, 1,234.5 in English.

export interface NumberFormat {
  whole(value: number): string;
  oneDecimal(value: number): string;
  twoDecimals(value: number): string;
  /** Degrees with five decimals (about a metre). */
  coordinate(value: number): string;
}

const LOCALES: Readonly<Record<string, string>> = { tr: "tr-TR", en: "en-GB" };

export const localeOf = (language: string): string => LOCALES[language] ?? "tr-TR";

export function createNumberFormat(language: string): NumberFormat {
  const locale = localeOf(language);
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const oneDecimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const twoDecimals = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return {
    whole: (value) => whole.format(value),
    oneDecimal: (value) => oneDecimal.format(value),
    twoDecimals: (value) => twoDecimals.format(value),
    // A decimal point in both languages: coordinates are pasted into other programs.
    coordinate: (value) => value.toFixed(5),
  };
}
