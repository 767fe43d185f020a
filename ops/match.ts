// Says which medications of a list hold an inhibitor of the trial drug: npm run match -- FILE.csv COLUMN
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { recogniseInhibitor } from "@/lib/study/inhibitors/recognise-inhibitor";

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

const oneLine = (text: string) => text.replace(/[\t\r\n]+/g, " ");

const [file, column] = process.argv.slice(2).filter((argument) => argument !== "--");
if (!file || !column) refuse("Name a CSV file and one of its columns: npm run match -- FILE.csv COLUMN");
const rows = readRows(file);
const header = readHeader(file);
if (!header.includes(column)) refuse(`${file} has no column "${column}"; it has: ${header.join(", ") || "none"}.`);

const lines = rows.map((row) => {
  const name = row[column] ?? "";
  const { verdict, substances, how } = recogniseInhibitor(name);
  return [oneLine(name), verdict, substances.map(({ id }) => id).join(","), how].join("\t");
});
process.stdout.write(lines.length > 0 ? `${lines.join("\n")}\n` : "");
