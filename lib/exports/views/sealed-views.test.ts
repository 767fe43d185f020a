import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Form } from "@/lib/crf/define-form";
import { exampleForms } from "@/lib/study/rehearse/example-version";
import { forms as studyForms } from "@/lib/study/study";
import { csvFiles } from "../csv-files";
import { sealedViewsMigration } from "./sealed-views";
import { nameOf } from "./sql-text";
import { studyViews } from "./study-views";

const forms = studyForms as unknown as readonly Form[];
const migrations = path.resolve("prisma/migrations");

test("the views that are checked in are those that the forms ask for; where they are not, npm run views writes the migration that renews them", () => {
  const newest = readdirSync(migrations).filter((name) => name.endsWith("_sealed_views")).toSorted().at(-1) ?? "";
  expect(readFileSync(path.join(migrations, newest, "migration.sql"), "utf8") === sealedViewsMigration(forms), "run npm run views: it writes a new migration").toBe(true);
});

describe("the views", () => {
  test("are as many as the CSV files, with every column of theirs, in their order", () => {
    const views = studyViews(forms);
    expect(views.map(({ file }) => file)).toEqual(csvFiles(forms).map(({ file }) => file));
    for (const { file, header } of csvFiles(forms)) expect(views.find((view) => view.file === file)?.columns.flatMap((column) => column.header ?? []), file).toEqual(header);
  });

  test("explain each column in words, and a quantity's with its units", () => {
    const columns = studyViews(forms).flatMap((view) => view.columns.map((column) => ({ ...column, view: view.name })));
    expect(columns.filter(({ comment }) => comment.length < 5).map(({ view, name }) => `${view}.${name}`)).toEqual([]);
    expect(columns.find(({ view, name }) => view === "v_haematology" && name === "platelets")?.comment).toMatch(/^Platelets.*10\^9\/L, 0 to .*SDTM: LB/s);
  });

  test("of two versions of a form read each row by its own version", () => {
    const [view] = studyViews(exampleForms.filter(({ id }) => id === "vital_signs") as unknown as readonly Form[]);
    const sqlOf = (name: string) => view?.columns.find((column) => column.name === name)?.sql ?? "";
    expect(sqlOf("pulse")).toMatch(/^CASE \(r\.payload ->> 'formVersion'\)::integer WHEN 1 THEN .*::integer END$/);
    expect(sqlOf("saturation")).toMatch(/^CASE \(r\.payload ->> 'formVersion'\)::integer WHEN 2 THEN .*::integer END$/);
    expect(sqlOf("weightkg")).not.toContain("formVersion");
  });

  test("have names that SQL takes without quotes; any other is refused", () => {
    expect([nameOf("AT_UTC"), nameOf("weightKg"), nameOf("FROM"), nameOf("v_lab-ranges")]).toEqual(["at_utc", "weightkg", "from_value", "v_lab_ranges"]);
    expect(() => nameOf("größe")).toThrow(/cannot name a column/);
    expect(() => nameOf("x".repeat(64))).toThrow(/cannot name a column/);
  });
});
