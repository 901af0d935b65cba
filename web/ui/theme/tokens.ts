// The surfaces and inks of the product in both schemes: the only place with colour values, besides
// the state signs (web/signs) and the map palette (web/map/style).

export interface Tokens {
  ground: string;
  panel: string;
  line: string;
  /** Edges of inputs and buttons: at least 3:1 against the panel (WCAG 1.4.11). */
  edge: string;
  ink: string;
  muted: string;
  accent: string;
  accentHover: string;
  /** Background of what is selected; ink on it stays above 4.5:1. */
  accentSoft: string;
  hover: string;
  danger: string;
  dangerSoft: string;
  warning: string;
  warningSoft: string;
  success: string;
  focus: string;
}

export const TOKENS: Readonly<Record<"light" | "dark", Tokens>> = {
  light: {
    ground: "#F4F6F8",
    panel: "#FFFFFF",
    line: "#D9DFE6",
    edge: "#7D8997",
    ink: "#18212B",
    muted: "#55616F",
    accent: "#0B6E6A",
    accentHover: "#095B58",
    accentSoft: "#E1F0EF",
    hover: "#EFF2F5",
    danger: "#A5231C",
    dangerSoft: "#FBECEA",
    warning: "#7A4A00",
    warningSoft: "#FBF1DE",
    success: "#00674C",
    focus: "#0B6E6A",
  },
  dark: {
    ground: "#0E1319",
    panel: "#161D26",
    line: "#2A3441",
    edge: "#6B7A8C",
    ink: "#E7ECF2",
    muted: "#9AA7B5",
    accent: "#3FB8AF",
    accentHover: "#5CC6BE",
    accentSoft: "#15343A",
    hover: "#1E2732",
    danger: "#F49A92",
    dangerSoft: "#3A1D1E",
    warning: "#E9B765",
    warningSoft: "#33291A",
    success: "#5CCBA6",
    focus: "#3FB8AF",
  },
};
