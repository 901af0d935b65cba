import { createInstance } from "i18next";
import { describe, expect, it } from "vitest";
import { tr } from "../../i18n/tr.ts";
import { createNumberFormat } from "../../lib/number-format.ts";
import { attributeTexts } from "./attribute-text.ts";

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
      inputs: { pto: true, door: 3 },
    };
    expect(attributeTexts(i18n.t, createNumberFormat("tr"), attributes)).toEqual([
      { name: "Pil", text: "%85" },
      { name: "temp1", text: "21,5" },
      { name: "tag", text: "A<b>" },
      { name: "İş donanımı", text: "açık" },
      { name: "door", text: "3" },
    ]);
  });
});
