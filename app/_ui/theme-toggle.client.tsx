"use client";

import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { Glyph } from "./glyph";

/** Follows the system until a hand chooses; the choice is kept in this browser. */
export function ThemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  return (
    <button type="button" className="icon-button" aria-label="Switch between light and dark" onClick={() => setColorScheme(scheme === "dark" ? "light" : "dark")}>
      <Glyph of="theme" />
    </button>
  );
}
