import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/kernel/calendar-date";
import { exampleStandard, exampleStudy, filesOf, sourceOf } from "./example-standard";
import { rowsOfSubject, subjects } from "./example-rows";
import { readXport } from "./read-xport";
import { xportText } from "./spool-datasets";
import { datasetFormat } from "./write-datasets";
import type { Row } from "./dataset";

const PATIENCE_MS = 60_000;
const format = datasetFormat(exampleStandard, "For tests.");
const names = exampleStandard.specs[0]?.variables.map(({ name }) => name) ?? [];
const orMissing = (name: string) => (["ZZSEQ", "ZZSTRESN", "ZZDT"].includes(name) ? null : "");
const spools = () => readdirSync(tmpdir()).filter((name) => name.startsWith("export-"));

/** The rows as Dataset-JSON says them. */
const recorded = (patients: readonly (readonly Row[])[]) => patients.flat().map((row) => names.map((name) => {
  const cell = row[name] ?? orMissing(name);
  return name === "ZZDT" && typeof cell === "number" ? addDays("1960-01-01", cell) : cell;
}));

describe("what is written is what was given", () => {
  test("a transport file holds every number as it is, and every text in ASCII, up to 200 characters", async () => {
    await fc.assert(fc.asyncProperty(subjects, async (patients) => {
      const file = (await filesOf(format, sourceOf(patients), "zz.xpt")).get("zz.xpt");
      const given = patients.flat().map((row) => names.map((name) => (typeof row[name] === "string" ? xportText(row[name]) : row[name] ?? orMissing(name))));
      expect(file === undefined ? [] : readXport(file).rows).toEqual(given);
    }), { numRuns: 60 });
  }, PATIENCE_MS);

  test("Dataset-JSON and NDJSON hold every value as it was recorded, in rows as long as the columns", async () => {
    await fc.assert(fc.asyncProperty(subjects, async (patients) => {
      const files = await filesOf(format, sourceOf(patients), "dataset-");
      const whole = files.get("dataset-json/zz.json");
      const lines = files.get("dataset-ndjson/zz.ndjson")?.toString("utf8").trimEnd().split("\n").map((line) => JSON.parse(line) as unknown);
      if (patients.flat().length === 0) return void expect([whole, lines]).toEqual([undefined, undefined]);
      const { rows, ...head } = JSON.parse(whole?.toString("utf8") ?? "") as { rows: unknown[]; records: number; columns: unknown[] };
      expect(rows).toEqual(recorded(patients));
      expect(head.records).toBe(rows.length);
      expect(head.columns).toHaveLength(names.length);
      expect(lines).toEqual([head, ...rows]);
    }), { numRuns: 40 });
  }, PATIENCE_MS);

  test("every text that a transport file holds otherwise is in the list, as it was and as it is", async () => {
    await fc.assert(fc.asyncProperty(subjects, async (patients) => {
      const listed = (parse((await filesOf(format, sourceOf(patients), "xpt")).get("xpt-substitutions.csv") ?? "") as string[][]).slice(1);
      const changed = patients.flat().flatMap((row, at) => {
        const cell = row["ZZORRES"];
        return typeof cell === "string" && xportText(cell) !== cell.trimEnd() ? [[String(at + 1), cell, xportText(cell)]] : [];
      });
      expect(listed.map(([, row, , , before, after]) => [row, before, after])).toEqual(changed);
      expect(listed.every(([dataset, , variable, why]) => dataset === "ZZ" && variable === "ZZORRES" && why !== "")).toBe(true);
    }), { numRuns: 40 });
  }, PATIENCE_MS);

  test("a text variable is as wide as its longest value", async () => {
    const file = (await filesOf(format, sourceOf([[{ STUDYID: "CEN", USUBJID: "CEN-1", ZZORRES: "≥ 5" }]]))).get("zz.xpt") ?? Buffer.alloc(0);
    expect(readXport(file).dataset.variables.map(({ length }) => length)).toEqual([3, 5, 8, 1, 4, 8, 1, 8]);
  });

  test("the same cut gives the same bytes", async () => {
    const [patients = []] = fc.sample(fc.array(rowsOfSubject, { minLength: 3, maxLength: 3 }), { seed: 7, numRuns: 1 });
    const [one, other] = [await filesOf(format, sourceOf(patients)), await filesOf(format, sourceOf(patients))];
    expect([...one]).toEqual([...other]);
    expect(one.get("zz.xpt")?.subarray(144, 160).toString()).toBe("22NOV26:05:09:51");
  });
});

describe("what does not fit is refused in words", () => {
  const refused = (row: Row) => expect(filesOf(format, sourceOf([[row]]))).rejects;

  test("a variable that the dataset does not have", () => refused({ ZZXX: "1" }).toThrow("A row of ZZ has ZZXX, which is no variable of it."));
  test("a text in a number", () => refused({ ZZSEQ: "1" }).toThrow("ZZ.ZZSEQ is integer, but a row holds \"1\"."));
  test("a number in a text", () => refused({ ZZORRES: 1 }).toThrow("ZZ.ZZORRES is text, but a row holds 1."));
  test("a fraction in a whole number", () => refused({ ZZSEQ: 1.5 }).toThrow("ZZ.ZZSEQ is a whole number, but a row holds 1.5."));
  test("a number that a transport file cannot hold", () => refused({ ZZSTRESN: 1e300 }).toThrow("1e+300 is beyond what a SAS transport file can hold"));
});

test("nothing of a patient stays in the temporary folder, neither after an export nor after one that was broken off", async () => {
  const before = spools();
  await filesOf(format, sourceOf([[{ STUDYID: "CEN", USUBJID: "CEN-1" }]]));
  for await (const { file } of format.write(sourceOf([[{ STUDYID: "CEN", USUBJID: "CEN-1" }]]))) {
    expect(file).toBe("define.xml");
    expect(spools()).toEqual(before);
    break;
  }
  await expect(filesOf(format, { study: exampleStudy, patients: async function* () { yield* []; throw new Error("The connection was lost."); } })).rejects.toThrow("The connection was lost.");
  expect(spools()).toEqual(before);
});
