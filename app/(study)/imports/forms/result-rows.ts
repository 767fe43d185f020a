import type { PlannedRow, PlannedValue } from "@/lib/study/form-files/plan-rows";
import { formById } from "@/lib/study/study";
import { sheetCsv } from "../sheet-csv";

const HEADER = ["LINE", "PATIENT", "VISIT", "FORM", "ROW", "FIELD", "RESULT", "BEFORE", "AFTER", "REASON"];
const RESULTS: Readonly<Record<PlannedValue["state"], string>> = { new: "stored", correction: "replaced", same: "already there", problem: "not stored", nothing: "not stored" };

/** What became of each line of a file that was imported, value by value, and why of what stored nothing: for whoever keeps the file. */
export function resultRows(planned: readonly PlannedRow[], why: string | null): string {
  return sheetCsv([HEADER, ...planned.flatMap((row) => linesOf(row, why))]);
}

function linesOf({ source, form, entry, values, state, says }: PlannedRow, why: string | null): readonly (readonly string[])[] {
  const place = [String(source.line), source.patient, source.visit ?? "", form?.title ?? formById(source.formId)?.title ?? source.formId, String(entry?.rowNo ?? source.rowNo ?? "")];
  const isLeftOut = values.length === 0 || state === "problem" || state === "nothing";
  if (isLeftOut) return [[...place, "", "not stored", "", "", says ?? ""]];
  return values.map(({ field, label, from, to, state: became, says: passed }) => {
    const show = (answer: unknown) => form?.fields[field]?.show(answer) ?? "";
    return [...place, label, became === "correction" && to === null ? "cleared" : RESULTS[became], show(from), became === "nothing" || became === "problem" ? "" : show(to), became === "correction" ? why ?? "" : passed ?? ""];
  });
}
