import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { forms } from "@/lib/study/study";

Object.assign(process.env, { APP_DATABASE_URL: "postgresql://nobody@localhost/none", AUTH_DATABASE_URL: "postgresql://nobody@localhost/none", NEXTAUTH_SECRET: "only so that modules can be loaded, no server", NEXTAUTH_URL: "http://localhost" });
const lib = path.resolve(import.meta.dirname, "..");
const files = readdirSync(lib, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts") && !/\.test\.ts$/.test(name) && /defineAct\(|actInput\(/.test(readFileSync(path.join(lib, name), "utf8")) && !name.startsWith("server"));
const modules = await Promise.all(files.map(async (file) => Object.entries(await import(path.join(lib, file)) as Record<string, unknown>).map(([name, value]) => ({ name: `${name} of ${file}`, value }))));
const inputs = modules.flat().flatMap(({ name, value }) => {
  if (value instanceof z.ZodType) return [{ name, schema: value }];
  const input = typeof value === "object" && value !== null && "input" in value ? value.input : null;
  return input instanceof z.ZodType ? [{ name, schema: input }] : [];
});

const LONGEST = 10_001;
/** Long texts of every alphabet that a pattern might let through without end. */
const LONG = ["a", "A", "1", "é", "-", ".", "a ", "1.", "=", "<"].map((part) => `${part.repeat(LONGEST)}a`).concat("1".repeat(LONGEST), `1${"0".repeat(LONGEST)}.5`);

interface Def { readonly type: string; readonly [part: string]: unknown }
const defOf = (schema: unknown): Def => (schema as { _zod: { def: Def } })._zod.def;
const hasEnd = ({ checks }: Def): boolean => ([checks ?? []].flat() as unknown as readonly { _zod: { def: { check: string } } }[]).some(({ _zod }) => ["max_length", "length_equals", "max_size"].includes(_zod.def.check));
const isSchema = (value: unknown): value is z.ZodType => typeof value === "object" && value !== null && "_zod" in value;

/** Where a schema takes a text, a list or a set of names without end, as paths into it. */
function unbounded(schema: z.ZodType, at: string, seen = new Set<unknown>()): readonly string[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const def = defOf(schema);
  const here = (def.type === "string" && LONG.some((text) => schema.safeParse(text).success)) || ((def.type === "array" || def.type === "set") && !hasEnd(def)) || ["any", "unknown"].includes(def.type) ? [`${at} (${def.type})`] : [];
  const shape = def.type === "object" ? Object.entries(def["shape"] as Record<string, z.ZodType>).map(([key, part]) => [`${at}.${key}`, part] as const) : [];
  const parts = Object.entries(def).filter(([key]) => key !== "shape" && key !== "checks").flatMap(([key, part]) => [part].flat().filter(isSchema).map((each) => [`${at}${["innerType", "in", "out"].includes(key) ? "" : `.${key}`}`, each] as const));
  return [...here, ...[...shape, ...parts].flatMap(([where, part]) => unbounded(part, where, seen))];
}

/** Answers, and what was seen of them: each field itself judges what is stored, and the rest is only compared with it. */
const OF_THE_FORM = /^input\.(answers|changes|seen)\.valueType(\.from|\.to)? \(unknown\)$/;

describe("what an act takes has an end", () => {
  test("all acts are looked at", () => expect(inputs.length).toBeGreaterThan(35));
  test.each(inputs)("$name: every text and every list in it [A29 R72]", ({ schema }) => expect(unbounded(schema, "input").filter((part) => !OF_THE_FORM.test(part))).toEqual([]));
  test("a schema without bounds would be found", () => {
    expect(unbounded(z.strictObject({ a: z.string(), b: z.array(z.string().max(5)), c: z.string().max(10).nullable(), d: z.string().regex(/^[a-z]+$/).optional(), e: z.unknown() }), "input"))
      .toEqual(["input.a (string)", "input.b (array)", "input.d (string)", "input.e (unknown)"]);
  });
});

test("no field of any form takes a text without end [A29 R72]", () => {
  const fields = forms.flatMap((form) => Object.entries(form.fields).map(([name, { fault }]) => ({ name: `${form.id}.${name}`, takes: (value: unknown) => fault(value) === null })));
  expect(fields.length).toBeGreaterThan(100);
  expect(fields.filter(({ takes }) => LONG.some((text) => takes(text) || takes({ value: text, unit: "mg" }))).map(({ name }) => name)).toEqual([]);
});
