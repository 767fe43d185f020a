import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** Schemas, code lists and rules of the standards are not part of this repository; they lie beside it, or where STANDARDS_FOLDER says. */
const folder = process.env["STANDARDS_FOLDER"] ?? path.resolve(import.meta.dirname, "../../../shared/standards");

/** A JSON file of the standards; null where they are absent, and then a plain line says that `what` was not run. */
export function readStandard<T>(file: string, what: string): T | null {
  const found = path.join(folder, file);
  if (existsSync(found)) return JSON.parse(readFileSync(found, "utf8")) as T;
  process.stdout.write(`Not run, for ${file} of the standards is absent: ${what}.\n`);
  return null;
}
