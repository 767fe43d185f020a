import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { validateXML, type XMLFileInfo } from "xmllint-wasm";

/** Schemas and samples of the standards, which lie beside the project and are no part of it; null where they are absent. */
export const STANDARDS = [process.env["STANDARDS_FOLDER"], path.resolve(import.meta.dirname, "../../../shared/standards")].find((folder) => folder !== undefined && existsSync(folder)) ?? null;

/** True where they are there; where not, says plainly what was not run. */
export function hasStandards(what: string): boolean {
  if (STANDARDS === null) console.log(`Not run, because the standards' schemas are not beside the project: ${what}`);
  return STANDARDS !== null;
}

export const standardFile = (name: string): string => readFileSync(path.join(STANDARDS ?? "", name), "utf8");

/** What the schema says against the document; [] for a valid one. `schema`: its file in a folder that holds all that it includes. */
export async function schemaErrors(xml: string, folder: string, schema: string): Promise<readonly string[]> {
  const files = readdirSync(path.join(STANDARDS ?? "", folder)).filter((name) => name.endsWith(".xsd")).map((name): XMLFileInfo => ({ fileName: name, contents: standardFile(`${folder}/${name}`) }));
  const [first] = files.filter(({ fileName }) => fileName === schema);
  if (!first) throw new Error(`${folder} has no ${schema}.`);
  const { errors } = await validateXML({ xml: { fileName: "document.xml", contents: xml }, schema: first, preload: files.filter((file) => file !== first), initialMemoryPages: 1024, maxMemoryPages: 32_768 });
  return errors.map(({ message }) => message);
}
