// Says which medications of a list hold an inhibitor of the trial drug: npm run match -- FILE.csv COLUMN [--without-register]
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { recogniseInhibitor } from "@/lib/study/inhibitors/recognise-inhibitor";
import { readRegister, type ReadRegister } from "@/ops/dictionary/read-register";
import { readSettings } from "@/ops/prepare.mjs";

function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

function readRows(file: string): Record<string, string>[] {
  try {
    return parse(readFileSync(file), { bom: true, columns: true, skip_empty_lines: true, relax_column_count: true, relax_quotes: true });
  } catch (error) {
    return refuse(`Cannot read ${file} as CSV: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}.`);
  }
}

function readHeader(file: string): string[] {
  const [header] = parse(readFileSync(file), { bom: true, to: 1, relax_column_count: true, relax_quotes: true }) as string[][];
  return header ?? [];
}

/** As the application would answer: with the dictionaries that are loaded, and without them where they cannot be reached. */
async function loadedRegister(names: readonly string[]): Promise<ReadRegister | null> {
  const root = path.resolve(import.meta.dirname, "..");
  const register = await readRegister(root, names).catch((error: unknown) => {
    process.stderr.write(`Without the loaded drug dictionaries: ${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  });
  if (register !== null) process.stderr.write(`With ${register.title}\n`);
  return register;
}

const oneLine = (text: string) => text.replace(/[\t\r\n]+/g, " ");

const given = process.argv.slice(2).filter((argument) => argument !== "--");
const [file, column] = given.filter((argument) => argument !== "--without-register");
if (!file || !column) refuse("Name a CSV file and one of its columns: npm run match -- FILE.csv COLUMN");
const rows = readRows(file);
const header = readHeader(file);
if (!header.includes(column)) refuse(`${file} has no column "${column}"; it has: ${header.join(", ") || "none"}.`);

readSettings();
const names = rows.map((row) => row[column] ?? "");
const register = given.includes("--without-register") ? null : await loadedRegister(names);
const lines = names.map((name) => {
  const { verdict, substances, how } = recogniseInhibitor(name, register?.compositionsOf(name));
  return [oneLine(name), verdict, substances.map(({ id }) => id).join(","), how].join("\t");
});
process.stdout.write(lines.length > 0 ? `${lines.join("\n")}\n` : "");
