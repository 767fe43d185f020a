import { csv } from "../csv-files";
import type { ExportFile, ExportFormat, ExportSource } from "../export-format";
import { CODE_LISTS_FILE, codeListsCsv } from "./code-lists-csv";
import type { Cell, DatasetStandard } from "./dataset";
import { defineXml, SUBSTITUTIONS_FILE } from "./define-xml";
import { openSpools } from "./spool";
import { sayWhy, spoolDatasets, xportText, type SpooledDataset, type SpooledStandard } from "./spool-datasets";
import { writeDatasetJson, writeDatasetNdjson } from "./write-dataset-json";
import { writeXport } from "./write-xport";
import { NUMBER_LENGTH, xportFormat, type XportDataset } from "./xport-layout";

/** A tabulation as a format: transport files, Define-XML, the list of substitutions, Dataset-JSON and NDJSON. */
export function datasetFormat(standard: DatasetStandard, says: string): ExportFormat {
  return { id: standard.id, title: standard.title, says, write: (source) => writeStandard(standard, source) };
}

async function* writeStandard(standard: DatasetStandard, source: ExportSource): AsyncGenerator<ExportFile> {
  const folder = openSpools();
  try {
    const spooled = await spoolDatasets(standard, source, folder);
    const withRows = spooled.datasets.filter(({ records }) => records > 0);
    const file = (name: string, chunks: ExportFile["chunks"]): ExportFile => ({ file: name, chunks });

    const declared = spooled.datasets.filter(({ spec, records }) => records > 0 || spec.isLeftOutWhenEmpty !== true);
    yield file("define.xml", whole(() => defineXml({ ...standard, specs: declared.map(({ spec }) => spec) }, declared, source.study)));
    yield file(CODE_LISTS_FILE, whole(() => codeListsCsv(standard, withRows.map(({ spec }) => spec))));
    yield file(SUBSTITUTIONS_FILE, substitutionsCsv(spooled));
    for (const dataset of withRows) {
      const name = dataset.spec.name.toLowerCase();
      yield file(`${name}.xpt`, writeXport(xportOf(dataset, source.study.madeAt), xportRows(dataset)));
      yield file(`dataset-json/${name}.json`, writeDatasetJson(dataset, standard, source.study));
      yield file(`dataset-ndjson/${name}.ndjson`, writeDatasetNdjson(dataset, standard, source.study));
    }
  } finally {
    await folder.close();
  }
}

async function* whole(text: () => string): AsyncGenerator<string> {
  yield text();
}

/** The dataset with every text as wide as its longest value, as reviewers ask for. */
function xportOf({ spec, extents }: SpooledDataset, madeAt: string): XportDataset {
  return {
    name: spec.name, label: spec.label, madeAt,
    variables: spec.variables.map(({ name, label, type, displayFormat }, at) => {
      const isNumber = type === "integer" || type === "float";
      return { name, label, isNumber, length: isNumber ? NUMBER_LENGTH : Math.max(1, extents[at]?.ascii ?? 0), ...(displayFormat === undefined ? {} : { format: xportFormat(displayFormat) }) };
    }),
  };
}

async function* xportRows({ rows }: SpooledDataset): AsyncGenerator<readonly Cell[]> {
  for await (const row of rows()) yield row.map((cell) => (typeof cell === "string" ? xportText(cell) : cell));
}

/** For the reviewer: which values of the transport files are not as they were recorded, with both. Dataset-JSON holds all values as recorded. */
async function* substitutionsCsv({ substitutions }: SpooledStandard): AsyncGenerator<string> {
  yield csv([["DATASET", "ROW", "VARIABLE", "WHY", "RECORDED", "IN_TRANSPORT_FILE"]]);
  for await (const one of substitutions()) yield csv([[one.dataset, String(one.row), one.variable, sayWhy(one), one.recorded, one.written]]);
}
