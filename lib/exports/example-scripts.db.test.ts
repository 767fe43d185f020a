import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeExports } from "@/ops/export-jobs";
import { administratorOf } from "@/ops/read-as";
import { sayNotRun } from "@/ops/standards-folder";
import { inventedSource } from "@/ops/testing/invented-cut";
import { expected, IN_PYTHON, IN_R, printedBy, sameNumbers, type Loaded } from "@/ops/testing/loaded-cut";
import { storableRecords } from "@/ops/testing/oddest-cut";
import { openRunningStudy, type RunningStudy } from "@/ops/testing/running-study";
import { sealCut } from "@/ops/testing/seal-cut";
import { TEST_PASSWORD } from "@/ops/testing/test-database";
import { done } from "@/ops/testing/test-patient";

const PATIENCE_MS = 240_000;
const STANDARDS = ["adam", "sdtm"] as const;
/** A name that an address has to spell out. */
const CUT = "cut 01 - weekly";
let study: RunningStudy;
let files: ReadonlyMap<string, string>;

const sent = (input: object) => ({ requestId: randomUUID(), reason: null, ...input });

/** What was written of a format, by its path within the package. */
async function filesOf(format: string): Promise<readonly (readonly [string, string])[]> {
  const { rows } = await study.admin.query<{ path: string; bytes: Buffer }>(`SELECT x.format || '/' || (w.files -> p.file ->> 'file') AS path, string_agg(p.bytes, ''::bytea ORDER BY p.part) AS bytes
    FROM app.export x JOIN app.export_work w ON w.export_id = x.id JOIN app.export_part p ON p.export_id = x.id WHERE x.format = $1 GROUP BY 1`, [format]);
  return rows.map(({ path, bytes }) => [path, bytes.toString("utf8")] as const);
}

beforeAll(async () => {
  study = await openRunningStudy();
  const source = inventedSource(8, 21);
  const cutId = await sealCut(study.admin, await storableRecords(source), CUT, source.study.manifest);
  const { perform } = await import("@/lib/server/act");
  const { makeExport } = await import("./make-export");
  for (const format of STANDARDS) done(await perform(makeExport, study.tokens.statistician, sent({ cutId, format })) as Parameters<typeof done>[0]);
  const { rows: [{ name }] } = await study.admin.query("SELECT current_database() AS name");
  const url = Object.assign(new URL(process.env["TEST_ADMIN_URL"] ?? ""), { pathname: `/${name}` }).href;
  const [admin, prisma] = [new pg.Client(url), administratorOf(url)];
  await admin.connect();
  try { expect(await writeExports({ admin, prisma })).toBe(STANDARDS.length); } finally { await admin.end(); await prisma.$disconnect(); }
  files = new Map((await Promise.all(STANDARDS.map(filesOf))).flat());
  const { makeToken } = await import("@/lib/people/make-token");
  process.env["ECRF_TOKEN"] = done(await perform(makeToken, study.tokens.statistician, sent({ name: "scripts", scopes: ["dataset-json"], days: 1, password: TEST_PASSWORD }))) ?? "";
}, PATIENCE_MS);
afterAll(async () => { delete process.env["ECRF_TOKEN"]; await study.close(); });

describe.each(STANDARDS)("with an access token the example scripts load %s through the running server as from the package", (standard) => {
  test("in R, every cell, label and code list", () => {
    const printed = printedBy("Rscript", "-e", IN_R(`server = ${JSON.stringify(study.first.address)}, cut = ${JSON.stringify(CUT)}`, standard));
    if (printed === null) return sayNotRun("load-cut.R through the server", "R with jsonlite");
    expect(Object.keys(expected(files, standard)).length).toBeGreaterThanOrEqual(3);
    expect(sameNumbers(JSON.parse(printed) as Record<string, Loaded>)).toEqual(sameNumbers(expected(files, standard)));
  }, PATIENCE_MS);
  test("in Python, every cell, label and code list", () => {
    const script = IN_PYTHON(`server=${JSON.stringify(study.first.address)}, cut=${JSON.stringify(CUT)}`, standard);
    const printed = printedBy("/usr/bin/python3", "-c", script) ?? printedBy("python3", "-c", script);
    if (printed === null) return sayNotRun("load_cut.py through the server", "Python with pandas");
    expect(sameNumbers(JSON.parse(printed) as Record<string, Loaded>)).toEqual(sameNumbers(expected(files, standard)));
  }, PATIENCE_MS);
});

test("what they took is on record under the token, each file of it", async () => {
  const { rows } = await study.admin.query<{ format: string; file: string }>("SELECT DISTINCT format, file FROM app.cut_download WHERE by_name = 'Test statistician'");
  const taken = rows.map(({ format, file }) => `${format}/${file}`);
  if (taken.length === 0) return sayNotRun("the record of what the scripts took", "R or Python");
  expect(taken.toSorted()).toEqual([...files.keys()].filter((file) => /dataset-json|code-lists/.test(file)).toSorted());
});

test("without a token, with one that is not ours, or for a format that was not written, they say so", () => {
  const told = (token: string, standard: string) => { try { return printedBy("Rscript", "-e", `Sys.setenv(ECRF_TOKEN = ${JSON.stringify(token)})${IN_R(`server = ${JSON.stringify(study.first.address)}, cut = ${JSON.stringify(CUT)}`, standard)}`); } catch (error) { return String(error); } };
  const [none, wrong, unwritten] = [told("", "adam"), told(`ecrf_${"x".repeat(43)}`, "adam"), told(process.env["ECRF_TOKEN"] ?? "", "csv")];
  if (none === null) return sayNotRun("load-cut.R without a token", "R with jsonlite");
  expect([none, wrong, unwritten]).toEqual([expect.stringContaining("Put an access token into"), expect.stringMatching(/401|cannot open URL/), expect.stringContaining("was not written as csv yet")]);
}, PATIENCE_MS);
