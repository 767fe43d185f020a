import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** Packages that a program needs before its first line runs, through everything it imports by name. */
function packagesBehind(file: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  return [...readFileSync(file, "utf8").matchAll(/^(?:import|export)\b[^\n]*?["']([^"'\n]+)["'];?$/gm)].flatMap(([, from = ""]) => {
    if (from.startsWith("node:")) return [];
    return from.startsWith(".") ? packagesBehind(path.resolve(path.dirname(file), from), seen) : [`${from} in ${path.basename(file)}`];
  });
}

test.each(["start", "test", "verify", "bench", "run", "audit", "backup/back-up", "backup/restore"])("npm run %s begins in a bare checkout: it asks for no package before it has installed them", (program) => {
  expect(packagesBehind(path.join(import.meta.dirname, `${program}.mjs`))).toEqual([]);
});

test("a package that is asked for is seen: what makes the web server needs some", () => {
  expect(packagesBehind(path.join(import.meta.dirname, "web-server.mjs"))).toContain("pg in budgets.mjs");
});
