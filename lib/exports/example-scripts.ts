import { readFile } from "node:fs/promises";
import path from "node:path";

/** Programs that load a cut with labels and code lists: they go with every archive package, and are offered on the page about programs. */
export const EXAMPLE_SCRIPTS = [
  { file: "load-cut.R", language: "R", says: "data frames with labels, factors with the meanings of the codes; needs jsonlite" },
  { file: "load_cut.py", language: "Python", says: "frames with types, labels and categories; needs pandas 1.5 or newer" },
  { file: "load-cut.sas", language: "SAS", says: "datasets in WORK from the transport files, with the code lists as formats" },
] as const;

export type ExampleScript = (typeof EXAMPLE_SCRIPTS)[number];

/** The text of one of them, as it lies in ops/examples. */
export const readExampleScript = ({ file }: ExampleScript): Promise<string> => readFile(path.join(process.cwd(), "ops/examples", file), "utf8");
