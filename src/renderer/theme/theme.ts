import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** One accent, for the single primary action; every other colour is a role (tokens.css). */
const accent: MantineColorsTuple = [
  '#f1ebff',
  '#e0d4ff',
  '#d3bfff',
  '#b79bff',
  '#9a74f7',
  '#7c4fe8',
  '#6b35d8',
  '#5b21b6',
  '#4c1a9a',
  '#3b1378',
];

const mm = (value: number): string => `calc(${String(value)} * var(--mm))`;

/** Mantine in millimetres of the panel. */
export const theme = createTheme({
  fontFamily: "'Inter', system-ui, sans-serif",
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 2 },
  autoContrast: true,
  respectReducedMotion: true,
  fontSizes: { xs: mm(3.5), sm: mm(3.8), md: mm(4.2), lg: mm(5), xl: mm(6.5) },
  spacing: { xs: mm(1.4), sm: mm(2.8), md: mm(4), lg: mm(6), xl: mm(8) },
  radius: { xs: mm(0.5), sm: mm(1), md: mm(1.6), lg: mm(2.4), xl: mm(4) },
  defaultRadius: 'md',
  headings: {
    fontWeight: '700',
    sizes: {
      h1: { fontSize: mm(5.6), lineHeight: '1.2' },
      h2: { fontSize: mm(4.4), lineHeight: '1.25' },
      h3: { fontSize: mm(3.8), lineHeight: '1.3' },
    },
  },
});

const roles = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--quiet)',
  '--mantine-color-default': 'var(--card)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--edge)',
};

/** Mantine's own colours are ours, in both themes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--mantine-line-height': '1.35' },
  light: roles,
  dark: roles,
});
