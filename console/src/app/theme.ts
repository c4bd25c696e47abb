import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent colour. */
const accent: MantineColorsTuple = [
  '#eef0ff',
  '#dcdffb',
  '#b6bdf2',
  '#8e99ea',
  '#6d7ae3',
  '#5a69df',
  '#4c5bd4',
  '#3f4dbd',
  '#3644aa',
  '#2b3896',
];

/** What destroys or went wrong: dark enough for white letters on it in both schemes. */
const red: MantineColorsTuple = [
  '#fff5f5',
  '#ffe3e3',
  '#ffc9c9',
  '#ffa8a8',
  '#ff8787',
  '#d9363e',
  '#c92a2a',
  '#b82525',
  '#a61e1e',
  '#8f1919',
];

/** Neutral greys for the dark scheme: text first, background last. */
const dark: MantineColorsTuple = [
  '#e6e7ea',
  '#c5c7cd',
  '#a3a6ae',
  '#7f828c',
  '#45484f',
  '#33363c',
  '#272a2f',
  '#1b1d21',
  '#141518',
  '#0d0e10',
];

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  colors: { accent, red, dark },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', comboboxProps: { shadow: 'md' } } },
    // Its own background is that of a panel in the dark scheme.
    SegmentedControl: { defaultProps: { bg: 'light-dark(#f1f2f5, #0d0e10)' } },
    Table: { defaultProps: { verticalSpacing: 'xs' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
    FileInput: { defaultProps: { clearButtonProps: { 'aria-label': 'Remove the file' } } },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Modal: {
      defaultProps: {
        centered: true,
        closeButtonProps: { 'aria-label': 'Close' },
        overlayProps: { backgroundOpacity: 0.4, blur: 2 },
      },
    },
  },
});
