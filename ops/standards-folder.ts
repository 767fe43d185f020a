import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Schemas and samples of CDISC, which are not part of the project but may lie beside its folder. Null where there are none. */
export function standardsFolder(): string | null {
  const folder = path.resolve(import.meta.dirname, "../../shared/standards");
  return existsSync(folder) ? folder : null;
}

/** Says in a line of its own that something was not shown, because what shows it is not here. */
export const sayNotRun = (what: string, lacking: string): void => void process.stdout.write(`Not run: ${what} (no ${lacking} here).\n`);

/** The files of a folder of the standards that end so, by name. */
export function filesIn(folder: string, below: string, ending: string): readonly { readonly name: string; readonly bytes: Buffer }[] {
  const place = path.join(folder, below);
  return readdirSync(place).filter((name) => name.endsWith(ending)).map((name) => ({ name, bytes: readFileSync(path.join(place, name)) }));
}
