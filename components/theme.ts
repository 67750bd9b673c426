import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

/** A calm petrol: neither the bank's red nor the CRM's blue. Shade 8 on white and white on shade 8 are above 4.5 : 1. */
const brand: MantineColorsTuple = [
  "#e8f4f5",
  "#d3e6e8",
  "#a9cfd3",
  "#7cb7bd",
  "#57a1a9",
  "#3f929b",
  "#308a94",
  "#207781",
  "#116872",
  "#005862",
];

const system =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Ubuntu, Cantarell, Arial, sans-serif';

/** Dense and quiet: people spend their day beside these screens. System fonts, so that nothing is loaded for them. */
export const theme = createTheme({
  respectReducedMotion: true,
  primaryColor: "brand",
  primaryShade: { light: 8, dark: 7 },
  colors: { brand },
  autoContrast: true,
  defaultRadius: "md",
  cursorType: "pointer",
  fontFamily: system,
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "Segoe UI Mono", "DejaVu Sans Mono", Consolas, monospace',
  headings: {
    fontFamily: system,
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.5rem", lineHeight: "1.25" },
      h2: { fontSize: "1.2rem", lineHeight: "1.3" },
      h3: { fontSize: "1.05rem", lineHeight: "1.35" },
    },
  },
  components: {
    // A title in the colour of its ground is too pale to read; the icon keeps the colour.
    Alert: { styles: { title: { color: "var(--mantine-color-text)" } } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 200 } },
    Modal: { styles: { title: { fontWeight: 650 } } },
    Button: { defaultProps: { loaderProps: { type: "dots" } } },
  },
});

/** The kit's quiet and red texts are too pale for 4.5 : 1 on our backgrounds. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "var(--mantine-color-gray-7)",
    "--mantine-color-placeholder": "var(--mantine-color-gray-6)",
    "--mantine-color-error": "var(--mantine-color-red-9)",
  },
  dark: {
    "--mantine-color-dimmed": "var(--mantine-color-dark-1)",
    "--mantine-color-placeholder": "var(--mantine-color-dark-2)",
    "--mantine-color-error": "var(--mantine-color-red-5)",
  },
});
