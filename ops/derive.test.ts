import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";

const folder = mkdtempSync(path.join(tmpdir(), "derive-"));

function derive(content: string | null) {
  const file = path.join(folder, "vectors.json");
  if (content !== null) writeFileSync(file, content);
  const { status, stdout, stderr } = spawnSync(process.execPath, ["ops/run.mjs", "ops/derive.ts", "--", content === null ? path.join(folder, "none.json") : file], { encoding: "utf8" });
  return { status, lines: stdout.trim().split("\n"), complaint: stderr.trim() };
}

const alive = { randomised: "2005-01-10", first_response: null, relapse: null, death: null, last_known_alive: "2006-01-10", last_disease_assessment: null };
const expected = { os_days: 365, os_event: 0, dfs_days: null, dfs_event: null };

test("vectors that hold and one that does not: each failure by its id, then the count, exit 1", () => {
  const vectors = { meta: {}, other: [], survival_vectors: [{ id: "S1", input: alive, expected }, { id: "S2", input: alive, expected: { ...expected, os_days: 366 } }] };
  expect(derive(JSON.stringify(vectors))).toMatchObject({
    status: 1,
    lines: ["other: not known here, ignored", "S2: OS days: expected 366, got 365", "1 passed, 1 failed"],
  });
});

test("a vector that cannot be read is a failure, not a crash", () => {
  const { status, lines } = derive(JSON.stringify({ assessment_vectors: [{ id: "A1" }] }));
  expect([status, lines.at(-1)]).toEqual([1, "0 passed, 1 failed"]);
  expect(lines[0]).toMatch(/^A1: cannot be run: /);
});

test.each([["no file", null, "cannot be read"], ["no JSON", "{", "is not a JSON object"], ["no rows", '{"survival_vectors": 5}', "expected shape"]])("%s: one sentence, exit 2", (_says, content, sentence) => {
  const { status, complaint } = derive(content);
  expect(status).toBe(2);
  expect(complaint).toContain(sentence);
  expect(complaint.split("\n")).toHaveLength(1);
});
