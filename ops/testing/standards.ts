import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2019 } from "ajv/dist/2019.js";
import addFormats from "ajv-formats";
import { validateXML, type XMLFileInfo } from "xmllint-wasm";
import { filesIn, sayNotRun, standardsFolder } from "@/ops/standards-folder";

const folder = standardsFolder();

/** True where the standards' schemas are; where not, says plainly what was not run. */
export function hasStandards(what: string): boolean {
  if (folder === null) sayNotRun(what, "folder of the standards");
  return folder !== null;
}

export const standardFile = (name: string): string => readFileSync(path.join(folder ?? "", name), "utf8");

/** Whether a document is valid by one of CDISC's schemas of Dataset-JSON; its `errors` are of the last one that was judged. */
export const datasetJsonSchema = (name: string) => addFormats.default(new Ajv2019({ strict: false, allErrors: true })).compile(JSON.parse(standardFile(`dataset-json-1.1/${name}`)) as object);

/** What the schema says against the document; [] for a valid one. `schema`: its file in a folder that holds all that it includes. */
export async function schemaErrors(xml: string, below: string, schema: string): Promise<readonly string[]> {
  return errorsBy(filesIn(folder ?? "", below, ".xsd").map(({ name, bytes }): XMLFileInfo => ({ fileName: name, contents: bytes.toString("utf8") })), schema, xml);
}

/** The same of a define.xml, by the schema of Define-XML 2.1, which includes that of ODM beside it. */
export async function defineErrors(xml: string): Promise<readonly string[]> {
  const files = ["core", "cdisc-odm-1.3.2", "cdisc-define-2.1"].flatMap((below) => filesIn(path.join(folder ?? "", "define-2.1"), below, ".xsd").map(({ name, bytes }): XMLFileInfo => ({ fileName: `${below}/${name}`, contents: bytes.toString("utf8") })));
  return errorsBy(files, "cdisc-define-2.1/define2-1-0.xsd", xml);
}

async function errorsBy(files: readonly XMLFileInfo[], schema: string, xml: string): Promise<readonly string[]> {
  const [first] = files.filter(({ fileName }) => fileName === schema);
  if (!first) throw new Error(`The standards have no ${schema}.`);
  const { errors } = await validateXML({ xml: { fileName: "document.xml", contents: xml }, schema: first, preload: files.filter((file) => file !== first), initialMemoryPages: 1024, maxMemoryPages: 32_768 });
  return errors.map(({ message }) => message);
}
