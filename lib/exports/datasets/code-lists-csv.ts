import { csv } from "../csv-files";
import type { DatasetSpec, DatasetStandard } from "./dataset";

/** Beside define.xml, for programs that read no XML. */
export const CODE_LISTS_FILE = "code-lists.csv";

/** The code lists as a table, a term of a column's list on each line. What holds for some rows of a column only (value level) is in define.xml alone. */
export function codeListsCsv({ codeLists }: DatasetStandard, specs: readonly DatasetSpec[]): string {
  const rows = specs.flatMap(({ name: dataset, variables }) => variables.flatMap(({ name, label, codeList }) => {
    const list = codeLists.find(({ id }) => id === codeList);
    return (list?.terms ?? []).map(({ value, decode }) => [dataset, name, label, list?.type ?? "text", value, decode ?? value]);
  }));
  return csv([["DATASET", "VARIABLE", "LABEL", "TYPE_OF_VALUE", "VALUE", "DECODE"], ...rows]);
}
