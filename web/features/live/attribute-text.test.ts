import { createInstance } from "i18next";
import { describe, expect, it } from "vitest";
import { tr } from "../../i18n/tr.ts";
import { createNumberFormat } from "../../lib/number-format.ts";
import { attributeTexts, inputTexts } from "./attribute-text.ts";

const i18n = createInstance({ lng: "tr", resources: { tr: { translation: tr } }, initAsync: false });
await i18n.init();

describe("attributeTexts", () => {
  it("names what it knows, shows the rest as the device calls it, leaves out what has no text", () => {
    const attributes = {
      batteryPct: 85,
      temp1: 21.46,
      tag: "A<b>",
      nested: { a: 1 },
      empty: "",
      driver: "Örnek Sürücü",
      inputs: { pto: true, door: 3, di2: false, laser: true },
    };
    expect(attributeTexts(i18n.t, createNumberFormat("tr"), attributes)).toEqual([
      { name: "Pil", text: "%85" },
      { name: "temp1", text: "21,5" },
      { name: "tag", text: "A<b>" },
    ]);
    expect(inputTexts(i18n.t, createNumberFormat("tr"), attributes)).toEqual([
      { name: "İş donanımı (PTO)", text: "açık" },
      { name: "Kapı", text: "3" },
      { name: "Giriş 2", text: "kapalı" },
      { name: "laser", text: "açık" },
    ]);
  });
});
