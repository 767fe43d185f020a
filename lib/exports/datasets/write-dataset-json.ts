import { addDays } from "@/lib/kernel/calendar-date";
import type { CutStudy } from "../export-format";
import type { Cell, DatasetStandard, Variable } from "./dataset";
import { typeOf, type Extent } from "./measure";
import { fileOid, groupOid, itemOid, metaDataOid, studyOid } from "./object-ids";
import type { SpooledDataset } from "./spool-datasets";

const CHUNK_ROWS = 200;
const SAS_EPOCH = "1960-01-01";

/** A number that stands for a day: ADaM's dates. */
const isSasDate = ({ type, displayFormat }: Variable) => type === "integer" && /^(DATE|E8601DA|YYMMDD)/.test(displayFormat ?? "");

function dataTypeOf(variable: Variable, extent: Extent): string {
  if (isSasDate(variable)) return "date";
  const type = typeOf(variable, extent);
  return type === "text" || type === "partialDatetime" || type === "durationDatetime" ? "string" : type;
}

function columnOf({ spec }: SpooledDataset, variable: Variable, extent: Extent) {
  const dataType = dataTypeOf(variable, extent);
  const key = spec.keys.indexOf(variable.name);
  return {
    itemOID: itemOid(spec.name, variable.name), name: variable.name, label: variable.label, dataType,
    ...(isSasDate(variable) ? { targetDataType: "integer" } : {}),
    ...(dataType === "string" ? { length: Math.max(1, extent.characters) } : {}),
    ...(variable.displayFormat === undefined ? {} : { displayFormat: variable.displayFormat }),
    ...(key < 0 ? {} : { keySequence: key + 1 }),
  };
}

/** What stands before the rows: the members of Dataset-JSON 1.1 in the order of its specification. The cut's time is the file's. */
function headOf(dataset: SpooledDataset, standard: DatasetStandard, study: CutStudy) {
  const { spec, records, extents } = dataset;
  return {
    datasetJSONCreationDateTime: study.madeAt, datasetJSONVersion: "1.1.0", fileOID: fileOid(study, `${standard.id}/${spec.name.toLowerCase()}`), dbLastModifiedDateTime: study.madeAt,
    originator: "Sponsor", sourceSystem: { name: "Cenersen AML electronic case report form", version: `rules ${study.manifest.ruleVersion}` },
    studyOID: studyOid, metaDataVersionOID: metaDataOid(standard), metaDataRef: "../define.xml", itemGroupOID: groupOid(spec.name),
    records, name: spec.name, label: spec.label, columns: spec.variables.map((variable, at) => columnOf(dataset, variable, extents[at]!)),
  };
}

/** Missing text is "", a missing number or date of ADaM is null, as in the samples of the standard; days are ISO 8601. */
function cellsOf(variables: readonly Variable[], row: readonly Cell[]): readonly Cell[] {
  return variables.map((variable, at) => {
    const cell = row[at] ?? null;
    if (typeof cell === "number" && isSasDate(variable)) return addDays(SAS_EPOCH, cell);
    return cell ?? (variable.type === "integer" || variable.type === "float" ? null : "");
  });
}

/** Dataset-JSON 1.1 as one object, in chunks, a row a line. */
export async function* writeDatasetJson(dataset: SpooledDataset, standard: DatasetStandard, study: CutStudy): AsyncGenerator<string> {
  yield `${JSON.stringify(headOf(dataset, standard, study)).slice(0, -1)},"rows":[`;
  let before = "\n";
  for await (const rows of inChunks(dataset)) {
    yield before + rows.join(",\n");
    before = ",\n";
  }
  yield "\n]}\n";
}

/** Dataset-JSON 1.1 as lines: what it is in the first, then an array for each row. */
export async function* writeDatasetNdjson(dataset: SpooledDataset, standard: DatasetStandard, study: CutStudy): AsyncGenerator<string> {
  yield `${JSON.stringify(headOf(dataset, standard, study))}\n`;
  for await (const rows of inChunks(dataset)) yield `${rows.join("\n")}\n`;
}

async function* inChunks({ spec, rows }: SpooledDataset): AsyncGenerator<readonly string[]> {
  let chunk: string[] = [];
  for await (const row of rows()) {
    chunk.push(JSON.stringify(cellsOf(spec.variables, row)));
    if (chunk.length < CHUNK_ROWS) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
