import { expect, test } from "vitest";
import type { Form } from "@/lib/crf/define-form";
import { exampleForms } from "@/lib/study/rehearse/example-version";
import { csvFiles, dictionaryRows } from "./csv-files";

const forms = exampleForms.filter(({ id }) => id === "vital_signs") as unknown as readonly Form[];

test("two versions of a form share one table with the columns of both; each row is read by its own version [R62]", () => {
  const table = csvFiles(forms).find(({ file }) => file === "vital_signs.csv");
  const cells = (formVersion: number, answers: object) => {
    const [row] = table?.rows({ form: "vital_signs", formVersion, answers }) ?? [];
    return Object.fromEntries(["weightKg", "zubrod", "zubrod_label", "pulse", "saturation"].map((header) => [header, row?.[table?.header.indexOf(header) ?? -1]]));
  };
  expect(cells(1, { weightKg: "70", zubrod: "4", pulse: 80 })).toEqual({ weightKg: "70", zubrod: "4", zubrod_label: "4", pulse: "80", saturation: "" });
  expect(cells(2, { weightKg: "70", zubrod: "1", saturation: 97 })).toEqual({ weightKg: "70", zubrod: "1", zubrod_label: "1", pulse: "", saturation: "97" });
  expect(new Set(table?.header).size).toBe(table?.header.length);
});

test("the dictionary of an export explains the columns of both versions", () => {
  const rows = dictionaryRows(forms).filter((row) => ["pulse", "saturation", "weightKg"].includes(row[3] ?? ""));
  expect(rows.map(([, version, , field]) => `${version} ${field}`)).toEqual(["1 weightKg", "1 pulse", "2 weightKg", "2 saturation"]);
});
