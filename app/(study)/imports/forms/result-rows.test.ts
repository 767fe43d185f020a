import { expect, test } from "vitest";
import type { Form } from "@/lib/crf/define-form";
import type { PlannedRow, PlannedValue, RowState } from "@/lib/study/form-files/plan-rows";
import { formById } from "@/lib/study/study";
import { resultRows } from "./result-rows";

const form = formById("concomitant_medication") as unknown as Form;
const value = (field: string, from: unknown, to: unknown, state: RowState, says: string | null = null): PlannedValue => ({ field, label: form.fields[field]?.label ?? field, said: "", from, to, state, says });
const row = (line: number, state: RowState, values: readonly PlannedValue[], says: string | null = null): PlannedRow => ({
  source: { id: line, line, patient: "101-001", visit: null, formId: form.id, formVersion: null, rowNo: 2, cells: {}, passed: null, problem: null } as unknown as PlannedRow["source"],
  form, entry: null, isAdded: false, visitId: null, patientId: null, values, state, says,
});

test("the result names every line: what was stored, replaced with its reason, there already, and why a line stored nothing; no cell is calculated", () => {
  const name = form.fields["medication"]?.label ?? "";
  const rows = resultRows([
    row(2, "correction", [value("medication", "Aspirin", "=1+1", "correction"), value("comment", null, "new", "new")]), row(3, "same", [value("medication", "Aspirin", "Aspirin", "same")]), row(4, "nothing", [], "left out by hand"),
  ], "read again").split("\r\n").map((line) => line.split(","));
  expect(rows.slice(1, -1).map(([line, , , , no, field, result, before, after, reason]) => [line, no, field, result, before, after, reason])).toEqual([
    ["2", "2", name, "replaced", "Aspirin", "'=1+1", "read again"], ["2", "2", form.fields["comment"]?.label ?? "comment", "stored", "", form.fields["comment"] ? "new" : "", ""],
    ["3", "2", name, "already there", "Aspirin", "Aspirin", ""], ["4", "2", "", "not stored", "", "", "left out by hand"],
  ]);
});
