import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const folder = mkdtempSync(path.join(tmpdir(), "match-"));
afterAll(() => rmSync(folder, { recursive: true }));

const match = (...wanted: string[]) => spawnSync(process.execPath, ["ops/run.mjs", "ops/match.ts", ...wanted], { cwd: root, encoding: "utf8" });
const fileOf = (content: string) => {
  const file = path.join(folder, "names.csv");
  writeFileSync(file, content);
  return file;
};

test("one line a row, in order: name, verdict, substances, how", () => {
  const { stdout, stderr, status } = match("--", fileOf('id,name\n1,Tylenol\n2,\n3,"Efferalgan\tvitamine C\nnow"\n4,allopurinol\n5,vitamin C\n'), "name");
  expect(stdout.split("\n").map((line) => line.split("\t").slice(0, 3))).toEqual([
    ["Tylenol", "inhibitor", "acetaminophen"], ["", "uncoded", ""], ["Efferalgan vitamine C now", "inhibitor", "acetaminophen,vitamin_c"],
    ["allopurinol", "none", ""], ["vitamin C", "possible", "vitamin_c"], [""],
  ]);
  expect([stderr, status]).toEqual(["", 0]);
});

test.each([
  ["a column that is not there", ["--", fileOf("id,name\n1,Tylenol\n"), "drug"], 'has no column "drug"'],
  ["a file that is not there", [path.join(folder, "none.csv"), "name"], "Cannot read"],
  ["no file named", [], "Name a CSV file"],
])("%s is refused in one sentence", (_, wanted, sentence) => {
  const { stdout, stderr, status } = match(...wanted);
  expect([stdout, status]).toEqual(["", 2]);
  expect(stderr.trim().split("\n")).toEqual([expect.stringContaining(sentence)]);
});
