// What a tracker sends beyond the known fields, as label and text. Known names are translated,
// unknown ones are shown as the device calls them.
import type { TFunction } from "i18next";
import type { NumberFormat } from "../../lib/number-format.ts";

export interface AttributeText {
  name: string;
  text: string;
}

const KNOWN = ["batteryPct", "driver", "satellites", "rssi", "voltage", "pto"] as const;
type Known = (typeof KNOWN)[number];
const isKnown = (name: string): name is Known => KNOWN.some((known) => known === name);

const MAX_TEXT = 120;

function valueText(t: TFunction, number: NumberFormat, name: string, value: unknown): string | null {
  if (typeof value === "boolean") return t(value ? "live.selection.attribute.on" : "live.selection.attribute.off");
  if (typeof value === "number") {
    const text = Number.isInteger(value) ? number.whole(value) : number.oneDecimal(value);
    return name === "batteryPct" ? t("format.percent", { value: text }) : text;
  }
  return typeof value === "string" && value !== "" ? value.slice(0, MAX_TEXT) : null;
}

/** Nested values are left out, except the switches in `inputs`. */
export function attributeTexts(
  t: TFunction,
  number: NumberFormat,
  attributes: Readonly<Record<string, unknown>>,
): AttributeText[] {
  const { inputs, ...rest } = attributes;
  const switches = typeof inputs === "object" && inputs !== null ? Object.entries(inputs) : [];
  return [...Object.entries(rest), ...switches].flatMap(([name, value]) => {
    const text = valueText(t, number, name, value);
    return text === null ? [] : [{ name: isKnown(name) ? t(`live.selection.attribute.${name}`) : name, text }];
  });
}
