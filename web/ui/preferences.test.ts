import { describe, expect, it } from "vitest";
import { createPreferences, PANEL_WIDTH } from "./preferences.ts";

function storageWith(initial: Record<string, string>) {
  const items = new Map(Object.entries(initial));
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

const KEY = "kentiz-preferences";
const DEFAULTS = {
  language: "tr",
  panelWidth: PANEL_WIDTH.initial,
  panelOpen: true,
  backdrop: "kentiz",
  legendOpen: false,
  singleKeys: true,
  sound: { on: false, volume: 0.5, severities: ["urgent", "critical", "high"] },
};

describe("createPreferences", () => {
  it("starts in Turkish", () => {
    expect(createPreferences(storageWith({})).getState()).toEqual(DEFAULTS);
  });

  it("is there again next time", () => {
    const storage = storageWith({});
    createPreferences(storage).setState({ language: "en", panelWidth: 420 });
    expect(createPreferences(storage).getState()).toEqual({ ...DEFAULTS, language: "en", panelWidth: 420 });
  });

  it.each(["not json", '{"language":"de","panelWidth":9999,"singleKeys":"yes"}', "[]", "null"])(
    "does without %s",
    (stored) => {
      expect(createPreferences(storageWith({ [KEY]: stored })).getState()).toEqual(DEFAULTS);
    },
  );

  it("works where storage is forbidden", () => {
    const forbidden = {
      getItem: (): string => {
        throw new Error("denied");
      },
      setItem: (): void => {
        throw new Error("denied");
      },
    };
    const preferences = createPreferences(forbidden);
    preferences.setState({ legendOpen: true });
    expect(preferences.getState().legendOpen).toBe(true);
  });
});
