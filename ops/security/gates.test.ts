import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { belowFloor, isBelow, readFloors } from "@/ops/security/floors.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const tracked = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8", maxBuffer: 16 * 1_048_576 }).stdout.split("\0").filter((name) => name !== "" && !/\.(png|pdf|ico|woff2?|tsbuildinfo)$|^package-lock\.json$|^node_modules|^test-results/.test(name));
const text = new Map(tracked.flatMap((name) => { try { return [[name, readFileSync(path.join(root, name), "utf8")] as const]; } catch { return []; } }));
const where = (pattern: RegExp, among: (name: string) => boolean) => [...text].filter(([name, content]) => among(name) && pattern.test(content)).map(([name]) => name);
const isOurs = (name: string) => /^(app|lib|prisma|ops)\/.*\.(ts|tsx|mjs)$/.test(name) && !/\.test\.ts$|^ops\/(fences|security)\//.test(name);
/** These run or read one file of this source by a name that stands in them, or a temporary file of their own. */
const WITH_FIXED_NAMES = new Set(["app/_print/faces.ts", "app/(study)/trail/verify-export.mjs/route.ts", "lib/exports/datasets/spool.ts", "lib/exports/example-scripts.ts", "lib/exports/casebooks/pdf-printer.ts", "lib/exports/formats/archive.ts", "lib/copies/site-copy.ts"]);
/** What these keep was not entered: which parts of a page are folded, and the numbers of the casebooks that this tab opened, dropped on signing out. */
const KEEPS_NOTHING_ENTERED = new Set(["app/_ui/fold.client.tsx", "app/_ui/opened-lately.client.ts"]);
const isServed = (name: string) => /^(app|lib)\/.*\.(ts|tsx)$/.test(name) && !/\.test\.ts$/.test(name);

describe("in the repository there is", () => {
  test("something to look through", () => expect(tracked.length).toBeGreaterThan(500));
  test.each([
    ["a private key", /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/], ["a token of a registry or a forge", /\b(?:npm_[A-Za-z0-9]{36}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{50}|glpat-[\w-]{20})\b/],
    ["a key of a cloud", /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{35}\b|\bxox[abpr]-[\w-]{20}/], ["a password in an address", /[a-z]+:\/\/[\w.-]+:(?!(?:password|secret|nobody|x)@)[^\s:@/'"`${}<>]{3,}@(?!localhost|127\.|example)/],
  ])("no %s [R75]", (_, pattern) => expect(where(pattern, () => true)).toEqual([]));
  test("no file of settings or secrets, and git takes none [R75]", () => {
    expect(tracked.filter((name) => /(^|\/)(\.env|secret|id_rsa|.*\.pem|.*\.p12)$/.test(name))).toEqual([]);
    expect(spawnSync("git", ["check-ignore", ".env", ".data/secret"], { cwd: root, encoding: "utf8" }).stdout.trim().split("\n")).toEqual([".env", ".data/secret"]);
  });
});

describe("no code of ours", () => {
  test.each<[string, RegExp, (name: string) => boolean]>([
    ["puts text into a page as markup [R67]", /dangerouslySetInnerHTML|\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write/, isServed],
    ["runs text as code [R56 A17]", /\beval\(|new Function\(|\bvm\.|from "node:vm"|setTimeout\(\s*["'`]/, isOurs],
    ["makes SQL out of text [R63 A12]", /\$(query|execute)RawUnsafe|Prisma\.raw\(/, isServed],
    ["keeps what it read for the next who asks [R69 A33]", /unstable_cache|["']use cache["']|force-static|force-cache|revalidate\s*=\s*\d/, isServed],
    ["opens a file or a program by a name from a request [R64 A13]", /from "(?:node:)?(fs|fs\/promises|child_process)"/, (name) => isServed(name) && !WITH_FIXED_NAMES.has(name)],
    ["stores what was entered in the browser in the clear [R85]", /sessionStorage|document\.cookie\s*=/, (name) => isServed(name) && !KEEPS_NOTHING_ENTERED.has(name)],
  ])("%s", (_, pattern, among) => expect(where(pattern, among)).toEqual([]));
  test("rewrites the trail in a migration: what was wrong is put right by what comes after it [R23]", () => {
    const isSql = (name: string) => name.endsWith("migration.sql");
    const rewrites = [...text].filter(([name]) => isSql(name)).flatMap(([name, sql]) => {
      const outside = sql.replaceAll(/AS \$(\w*)\$[\s\S]*?\$\1\$/g, ""); // what a function does is its own tests' matter
      return /\b(UPDATE|DELETE FROM|TRUNCATE)\s+audit\./i.test(outside) ? [name] : [];
    });
    expect(text.size).toBeGreaterThan(500);
    expect(rewrites).toEqual([]);
  });
  test("asks for what identifies a patient: no form has such a field, and no table such a column [R84]", () => {
    const identifies = /\b(first_?name|last_?name|sur_?name|initials|birth_?date|date_?of_?birth|dob|ssn|social_?security|mrn|medical_?record|insurance|street|postcode|zip_?code|phone)\b/i;
    expect(where(identifies, (name) => /^lib\/study\/forms\/.*\.ts$/.test(name) && !name.endsWith(".test.ts"))).toEqual([]);
    expect(where(new RegExp(`^\\s*(${identifies.source})\\s+(text|date|varchar)`, "im"), (name) => name.startsWith("prisma/migrations/"))).toEqual([]);
  });
});

describe("versions", () => {
  test("of the lock file are at or above their floors, and pinned exactly [R70 A06]", () => {
    expect(belowFloor(JSON.parse(text.get("package.json") === undefined ? "{}" : readFileSync(path.join(root, "package-lock.json"), "utf8")), readFloors())).toEqual([]);
    const { dependencies, devDependencies } = JSON.parse(text.get("package.json") ?? "{}") as Record<string, Record<string, string>>;
    expect(Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version))).toEqual([]);
  });
  test.each([["16.3.7", "16.3.8", true], ["16.3.8", "16.3.8", false], ["16.10.0", "16.3.8", false], ["15.9.9", "16.0.0", true], ["16.3.8-canary.1", "16.3.8", true], ["4.24.2", "4.24.15", true]] as const)("%s below %s: %s", (version, lowest, below) => {
    expect(isBelow(version, lowest)).toBe(below);
  });
  test("below a floor are named, inside other packages too; so is a floor of what is not there", () => {
    const lock = { packages: { "": { version: "1" }, "node_modules/next": { version: "15.0.0" }, "node_modules/x/node_modules/next": { version: "16.9.0" } } };
    expect(belowFloor(lock, { next: ["16.0.0", "why"], gone: ["1.0.0", "why"] })).toEqual(["node_modules/next is 15.0.0; below 16.0.0 it is not to be run: why.", "gone has a floor and is not installed."]);
  });
});
