import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { MantineProvider } from "@mantine/core";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { cssVariables, theme } from "./theme";

const file = path.join(import.meta.dirname, "css/mantine-variables.css");

/**
 * Mantine would work its variables out anew for every page and send them with it, 11 kB; the sheet holds what it would say.
 * After a change of the theme: UPDATE_GOLDEN=1 npx vitest run -c ops/vitest.config.ts --project unit app/_ui/mantine-variables
 */
test("the sheet of variables is what Mantine makes of the theme", () => {
  const drawn = renderToStaticMarkup(createElement(MantineProvider, { theme, cssVariablesResolver: cssVariables, withGlobalClasses: false }));
  const rules = /^<style[^>]*>([^<]+)<\/style>$/.exec(drawn)?.[1] ?? "";
  const sheet = `/* Made from theme.ts; mantine-variables.test.ts says how. */\n${rules.replaceAll("{", " {\n  ").replaceAll(/;\s*(?=[^\s}])/g, ";\n  ").replaceAll(/;?\s*\}\s*/g, ";\n}\n")}`;
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, sheet);
  expect(readFileSync(file, "utf8")).toBe(sheet);
});
