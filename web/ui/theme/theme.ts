// Mantine, themed once from the tokens. Components never name a colour: they use the roles below
// or the CSS variables `--k-…`.
import {
  createTheme,
  type CSSVariablesResolver,
  Input,
  type MantineColorsTuple,
  Modal,
  Tooltip,
  virtualColor,
} from "@mantine/core";
import { SIGN_INKS } from "../../signs/state-sign.ts";
import { TOKENS, type Tokens } from "./tokens.ts";

const ACCENT_ON_LIGHT: MantineColorsTuple = [
  "#EDF7F6",
  "#E1F0EF",
  "#CBE4E2",
  "#A4CFCC",
  "#74B4B0",
  "#4A9C97",
  "#2B8985",
  "#167C77",
  "#095B58",
  "#0B6E6A",
];
const ACCENT_ON_DARK: MantineColorsTuple = [
  "#D8F3F0",
  "#BDE9E5",
  "#9DDDD8",
  "#7FD2CB",
  "#5CC6BE",
  "#4EBFB7",
  "#47BBB3",
  "#43B9B1",
  "#3FB8AF",
  "#5CC6BE",
];
const INK_SHADES: MantineColorsTuple = [
  "#E7ECF2",
  "#C3CCD6",
  "#9AA7B5",
  "#8492A2",
  "#2A3441",
  "#1E2732",
  "#1A222C",
  "#161D26",
  "#11171E",
  "#0E1319",
];

export const theme = createTheme({
  primaryColor: "accent",
  colors: {
    accentOnLight: ACCENT_ON_LIGHT,
    accentOnDark: ACCENT_ON_DARK,
    accent: virtualColor({ name: "accent", light: "accentOnLight", dark: "accentOnDark" }),
    dark: INK_SHADES,
  },
  primaryShade: { light: 9, dark: 8 },
  autoContrast: true,
  luminanceThreshold: 0.179,
  white: "#FFFFFF",
  black: "#18212B",
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  headings: { fontFamily: '"Inter Variable", system-ui, sans-serif', fontWeight: "600" },
  defaultRadius: 6,
  radius: { xs: "3px", sm: "4px", md: "6px", lg: "8px", xl: "12px" },
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  respectReducedMotion: true,
  cursorType: "pointer",
  focusRing: "auto",
  components: {
    InputWrapper: Input.Wrapper.extend({
      styles: { label: { marginBottom: 4 }, description: { marginBottom: 4, lineHeight: 1.4 } },
    }),
    Modal: Modal.extend({ styles: { title: { fontSize: 16, fontWeight: 600 } } }),
    Tooltip: Tooltip.extend({ defaultProps: { withArrow: false, fz: 12 } }),
  },
});

const kentizVariables = (tokens: Tokens): Record<string, string> =>
  Object.fromEntries(
    Object.entries(tokens).map(([name, value]) => [
      `--k-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      String(value),
    ]),
  );

const mantineVariables = (tokens: Tokens): Record<string, string> => ({
  "--mantine-color-body": tokens.panel,
  "--mantine-color-text": tokens.ink,
  "--mantine-color-dimmed": tokens.muted,
  "--mantine-color-placeholder": tokens.muted,
  "--mantine-color-anchor": tokens.accent,
  "--mantine-color-error": tokens.danger,
  "--mantine-color-default": tokens.panel,
  "--mantine-color-default-hover": tokens.hover,
  "--mantine-color-default-color": tokens.ink,
  "--mantine-color-default-border": tokens.edge,
  "--mantine-color-disabled": tokens.hover,
  "--mantine-color-disabled-color": tokens.muted,
  "--mantine-color-disabled-border": tokens.line,
  "--mantine-color-accent-text": tokens.accent,
  "--mantine-color-accent-light": tokens.accentSoft,
  "--mantine-color-accent-light-hover": tokens.accentSoft,
  "--mantine-color-accent-light-color": tokens.accent,
  "--mantine-color-accent-outline": tokens.accent,
  "--mantine-color-accent-filled-hover": tokens.accentHover,
  "--mantine-color-gray-light-color": tokens.ink,
  "--mantine-color-gray-light-hover": tokens.hover,
});

const variablesOf = (scheme: "light" | "dark"): Record<string, string> => ({
  ...kentizVariables(TOKENS[scheme]),
  ...mantineVariables(TOKENS[scheme]),
  "--k-sign-casing": SIGN_INKS[scheme].casing,
  "--k-sign-inside": SIGN_INKS[scheme].inside,
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: variablesOf("light"),
  dark: variablesOf("dark"),
});
