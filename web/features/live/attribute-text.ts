// What a tracker sends beyond the known fields, as label and text. Known names are translated,
// unknown ones are shown as the device calls them.
import type { TFunction } from "i18next";
import type { NumberFormat } from "../../lib/number-format.ts";

export interface AttributeText {
  name: string;
  text: string;
}

const KNOWN = ["batteryPct", "satellites", "rssi", "voltage"] as const;
/** Switches of the superstructure and of the cab. */
const KNOWN_INPUTS = [
  "pto",
  "lift",
  "broom",
  "pump",
  "door",
  "tipper",
  "beacon",
  "siren",
  "panic",
  "seatbelt",
  "fuelPct",
  "temperature",
] as const;

const among = <T extends string>(names: readonly T[], name: string): T | undefined => names.find((one) => one === name);

const MAX_TEXT = 120;

function valueText(t: TFunction, number: NumberFormat, name: string, value: unknown): string | null {
  if (typeof value === "boolean") return t(value ? "live.selection.attribute.on" : "live.selection.attribute.off");
  if (typeof value === "number") {
    const text = Number.isInteger(value) ? number.whole(value) : number.oneDecimal(value);
    return name.endsWith("Pct") ? t("format.percent", { value: text }) : text;
  }
  return typeof value === "string" && value !== "" ? value.slice(0, MAX_TEXT) : null;
}

/** "Giriş 1" for what trackers call di1, in_1 or input1. */
function inputName(t: TFunction, name: string): string {
  const known = among(KNOWN_INPUTS, name);
  if (known) return t(`live.selection.input.${known}`);
  const numbered = /^d?in?(?:put)?[_ ]?(\d{1,2})$/i.exec(name);
  return numbered ? t("live.selection.input.numbered", { number: numbered[1] }) : name;
}

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];

/** Nested values are left out; switches and the driver have places of their own. */
export function attributeTexts(
  t: TFunction,
  number: NumberFormat,
  attributes: Readonly<Record<string, unknown>>,
): AttributeText[] {
  const { inputs: _inputs, driver: _driver, ...rest } = attributes;
  return Object.entries(rest).flatMap(([name, value]) => {
    const text = valueText(t, number, name, value);
    const known = among(KNOWN, name);
    return text === null ? [] : [{ name: known ? t(`live.selection.attribute.${known}`) : name, text }];
  });
}

export function inputTexts(
  t: TFunction,
  number: NumberFormat,
  attributes: Readonly<Record<string, unknown>>,
): AttributeText[] {
  return entriesOf(attributes["inputs"]).flatMap(([name, value]) => {
    const text = valueText(t, number, name, value);
    return text === null ? [] : [{ name: inputName(t, name), text }];
  });
}
