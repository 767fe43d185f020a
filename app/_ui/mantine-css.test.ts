import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const mantine = path.join(root, "node_modules/@mantine/core");
const listed = new Set([...readFileSync(path.join(import.meta.dirname, "mantine.css"), "utf8").matchAll(/styles\/(\w+)\.layer\.css/g)].map(([, name]) => name));

/** Names of components that the application imports from Mantine; types and hooks have no folder and drop out. */
function imported(): readonly string[] {
  const sources = readdirSync(path.join(root, "app"), { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file)).map((file) => readFileSync(path.join(root, "app", file), "utf8"));
  const names = sources.flatMap((source) => [...source.matchAll(/import \{([^}]*)\} from "@mantine\/core"/g)].flatMap(([, list = ""]) => list.split(",").map((name) => name.trim())));
  return [...new Set(names)].filter((name) => existsSync(path.join(mantine, "esm/components", name)));
}

/** The components that a component draws, read from the imports of all modules in Mantine's folder of that name. */
function drawnBy(component: string, seen = new Set<string>()): ReadonlySet<string> {
  const folder = path.join(mantine, "esm/components", component);
  if (seen.has(component) || !existsSync(folder)) return seen;
  seen.add(component);
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".mjs"))) {
    const parts = readFileSync(path.join(folder, file), "utf8").matchAll(/from "(?:\.\.\/)+([A-Z]\w+)\/[^"]*"/g);
    for (const [, part = ""] of parts) drawnBy(part, seen);
  }
  return seen;
}

describe("a component whose styles are not listed would be drawn bare, without any error", () => {
  test.each(imported())("%s and what it draws are listed in mantine.css", (component) => {
    const styled = [...drawnBy(component)].filter((part) => existsSync(path.join(mantine, "styles", `${part}.layer.css`)));
    expect(styled.filter((part) => !listed.has(part))).toEqual([]);
  });

  test("every listed sheet exists in the installed version", () => {
    expect([...listed].filter((name) => !existsSync(path.join(mantine, "styles", `${name}.layer.css`)))).toEqual([]);
  });
});
