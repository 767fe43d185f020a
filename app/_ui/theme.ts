import { createTheme, type CSSVariablesResolver, type MantineColorsTuple, type MantineThemeComponents } from "@mantine/core";

/** Ten shades around the accent of css/tokens.css: 7 on light, 3 on dark. */
const ink: MantineColorsTuple = ["#eef3fa", "#d5e3f5", "#abc9f0", "#86b6f2", "#5f97e0", "#3d78c6", "#2a62ad", "#1d4f91", "#163f75", "#102f58"];

/** Mantine's own names led to our tokens, so that both read one palette. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    "--mantine-color-body": "var(--crf-bg)",
    "--mantine-color-text": "var(--crf-text)",
    "--mantine-color-dimmed": "var(--crf-text-2)",
    "--mantine-color-placeholder": "var(--crf-text-3)",
    "--mantine-color-default": "var(--crf-surface)",
    "--mantine-color-default-hover": "var(--crf-sunken)",
    "--mantine-color-default-color": "var(--crf-text)",
    "--mantine-color-default-border": "var(--crf-line)",
    "--mantine-color-error": "var(--crf-q)",
    "--mantine-color-anchor": "var(--crf-accent)",
    "--mantine-color-disabled": "var(--crf-sunken)",
    "--mantine-color-disabled-color": "var(--crf-text-3)",
    "--mantine-color-disabled-border": "var(--crf-line-2)",
    "--mantine-primary-color-filled": "var(--crf-accent)",
    "--mantine-primary-color-contrast": "var(--crf-on-accent)",
  },
  light: {},
  dark: {},
});

/**
 * Measures and habits of the components in use; their looks are in css/mantine-fit.css.
 * Mantine locks the scrolling below a dialog with a style element that has no nonce, which the content policy refuses: css/mantine-fit.css does it instead.
 */
export const theme = createTheme({
  fontFamily: "var(--crf-font)",
  fontFamilyMonospace: "var(--crf-mono)",
  fontSizes: { xs: "11px", sm: "12px", md: "13px", lg: "14px", xl: "16px" },
  lineHeights: { md: "1.45" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "4px", sm: "6px", md: "10px", lg: "12px" },
  defaultRadius: "sm",
  colors: { ink },
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  focusRing: "auto",
  respectReducedMotion: true,
  components: { // by name: naming the components themselves would load them with every page
    Button: { defaultProps: { size: "sm", variant: "filled" } },
    InputBase: { defaultProps: { size: "sm" } },
    TextInput: { defaultProps: { size: "sm" } },
    Textarea: { defaultProps: { size: "sm", autosize: true, minRows: 2 } },
    Select: { defaultProps: { size: "sm" } },
    SegmentedControl: { defaultProps: { size: "sm", transitionDuration: 0, withItemsBorders: false } },
    Modal: { defaultProps: { lockScroll: false, size: 640, transitionProps: { duration: 0 }, closeButtonProps: { "aria-label": "Close" }, attributes: { header: { role: "none" } } } },
    ModalRoot: { defaultProps: { lockScroll: false, transitionProps: { duration: 0 } } },
    Popover: { defaultProps: { transitionProps: { duration: 0 }, withinPortal: true, shadow: "md" } },
    Tooltip: { defaultProps: { openDelay: 150, events: { hover: true, focus: true, touch: true }, transitionProps: { duration: 0 }, multiline: true } },
  } satisfies MantineThemeComponents,
});
