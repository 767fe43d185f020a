import type { ImportForms } from "@/lib/imports/import-forms";
import { columnsOfField } from "@/lib/study/form-files/read-cells";
import type { PlannedRow } from "@/lib/study/form-files/plan-rows";

export interface Origin { readonly name: string; readonly sha256: string; readonly lines: number }
type Request = Omit<ImportForms, "requestId">;

const isStored = ({ state }: PlannedRow) => state === "new" || state === "correction";
const whyOf = ({ state, source }: PlannedRow): Request["leftOut"][number]["why"] => (state === "same" ? "already there" : source.passed !== null ? "not done or removed in the source" : state === "nothing" && source.problem === null && Object.keys(source.cells).length === 0 ? "no value" : "left out by hand");

/** What is sent: the cells of each form as the file has them, with what was seen where they go. What they mean is the server's to compute. */
export function toRequest(planned: readonly PlannedRow[], origin: Origin, why: string | null): Request {
  const forms = planned.filter(isStored).map(({ source, form, entry, isAdded, visitId, patientId, values }): Request["forms"][number] => {
    const kept = values.filter(({ state }) => state !== "nothing");
    const columns = new Set(kept.flatMap(({ field }) => { const own = form?.fields[field]; return own ? columnsOfField(field, own) : []; }));
    return {
      line: source.line, entryId: isAdded ? null : entry?.id ?? null, add: isAdded && entry && patientId ? { patientId, visitId, formId: entry.formId, rowNo: entry.rowNo } : null,
      clears: kept.filter(({ to }) => to === null).map(({ field }) => field),
      cells: Object.fromEntries(Object.entries(source.cells).filter(([column]) => columns.has(column))), from: Object.fromEntries(kept.map(({ field, from }) => [field, from])) as Request["forms"][number]["from"],
    };
  });
  return { ...origin, why, reason: null, forms, leftOut: planned.filter((row) => !isStored(row)).map((row) => ({ line: row.source.line, why: whyOf(row) })) };
}
