// The translator: both languages ship with the shell, so a lost connection never costs a word.
import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "./en.ts";
import { tr } from "./tr.ts";

export const LANGUAGES = { tr: "Türkçe", en: "English" } as const;
export type Language = keyof typeof LANGUAGES;
export const LANGUAGE_KEYS = Object.keys(LANGUAGES) as Language[];

export function isLanguage(value: unknown): value is Language {
  return typeof value === "string" && value in LANGUAGES;
}

/** Keeps `<html lang>` in step: casing (i → İ), hyphenation and screen readers depend on it. */
export function createI18n(language: Language): i18n {
  const instance = createInstance();
  instance.on("languageChanged", (next) => document.documentElement.setAttribute("lang", next));
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: "tr",
    resources: { tr: { translation: tr }, en: { translation: en } },
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}
