import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "csv-parse/sync";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, newPatient, save, type TestPatient } from "@/ops/testing/test-patient";
import { anchorKey } from "@/ops/verify/anchor-key.mjs";
import { anchorTrail } from "@/ops/verify/anchors.mjs";
import { verifyExport } from "@/ops/verify/verify-export.mjs";
import type { TrailFilters } from "./trail-filters";

type Person = keyof TestStudy["tokens"];
interface Outcome { readonly problems: readonly string[]; readonly events: number; readonly keys: readonly string[]; readonly rows: readonly { chain: string; events: number; last: number; whole: boolean; partial: boolean; redacted: number; proven: number }[] }
type Verify = (lines: AsyncIterable<string>, how: { key?: string; anchors?: readonly string[] }) => Promise<Outcome>;
let study: TestStudy;
let patient: TestPatient, other: TestPatient;
let exports: typeof import("./trail-jsonl") & typeof import("./trail-csv");
const folder = mkdtempSync(path.join(tmpdir(), "ecrf-export-"));
const key = anchorKey(folder, "");
const file = path.join(folder, "anchors.jsonl");
const anchor = () => anchorTrail(study.admin, { file, key, every: "0", version: "1.0" });

beforeAll(async () => {
  study = await openTestStudy();
  exports = { ...(await import("./trail-jsonl")), ...(await import("./trail-csv")) };
  patient = await newPatient(study);
  other = await newPatient(study, "elsewhere", "102");
  await fill(study, patient, "demography", { age: 61, sex: "F" });
  await fill(study, patient, "eligibility", { comment: "“Ärzte” said: 5 ≤ x\n\ttab, \\ back, \u2028 line, 😀 and {\"a\": [1,2]}" });
  await anchor();
  done(await save(study, patient.entries["demography"], { age: [61, 62] }, { reason: "misread" }));
  await anchor();
});
afterAll(async () => { rmSync(folder, { recursive: true }); await study.close(); });

const exported = (who: Person, filters: TrailFilters = {}): Promise<string> => text(exports.trailJsonl(study.tokens[who], filters, new Date()) as never);
async function* each(lines: string) { yield* lines.trimEnd().split("\n"); }
const verified = async (lines: string, options: { key?: string; anchors?: readonly string[] } = {}) => (await (verifyExport as unknown as Verify)(each(lines), options));
const outside = () => readFileSync(file, "utf8").trim().split("\n");

describe("an exported trail is verified without the database", () => {
  test("whole chains of everything: each event, its values, and the anchors over them [R09 R14]", async () => {
    const lines = await exported("inspector");
    const { problems, rows, events, keys } = await verified(lines, { key: key.publicKey, anchors: outside() });
    expect(problems).toEqual([]);
    expect(events).toBe((await study.admin.query("SELECT FROM audit.link")).rowCount);
    expect(rows.map(({ chain, whole }) => [chain, whole])).toEqual([["the study's own chain", true], [`patient ${patient.number}`, true], [`patient ${other.number}`, true]]);
    expect(rows.every(({ last, proven }) => last === proven)).toBe(true);
    expect(keys).toEqual([key.publicKey]);
  });
  test("a site takes its own patients' chains, complete, and nothing else [R14 R32]", async () => {
    const { problems, rows } = await verified(await exported("coordinator"), { key: key.publicKey, anchors: outside() });
    expect([problems, rows.map(({ chain, whole, last, proven }) => [chain, whole, last === proven])]).toEqual([[], [[`patient ${patient.number}`, true, true]]]);
    expect(await exported("coordinator")).not.toContain(other.id);
    expect((await verified(await exported("elsewhere", { patient: patient.number }))).rows).toEqual([]);
  });
  test("what is chosen by filters: each event by itself", async () => {
    const { problems, events } = await verified(await exported("monitor", { patient: patient.number, field: "demography.age" }));
    expect([problems, events]).toEqual([[], 2])
  });
  test("and who may not read it gets nothing; a file that is cut short, or no export, is no proof [R24 F12]", async () => {
    await expect(exported("statistician")).rejects.toMatchObject({ code: "not_permitted" });
    const lines = await exported("coordinator");
    expect((await verified(lines.trimEnd().split("\n").slice(0, -1).join("\n"))).problems).toContain("the file has no end: it was cut short");
    await expect(verified('{"kind":"event"}')).rejects.toThrow(/no exported trail/);
  });
});

describe("a file that was altered afterwards is found", () => {
  const alter = (change: (lines: string[]) => string[]) => async () => (await verified(change((await exported("coordinator")).trimEnd().split("\n")).join("\n"), { key: key.publicKey, anchors: outside() })).problems;
  const replacing = (from: string | RegExp, to: string) => alter((lines) => lines.map((line) => line.replace(from, to)));
  test.each<[string, () => Promise<readonly string[]>, RegExp]>([
    ["a value [D01]", replacing('\\"new\\": 62', '\\"new\\": 26'), /its values were altered/],
    ["a time, by a microsecond [D02]", replacing(/("at":"[^"]+)\dZ"/, '$1_Z"'), /who, what, when or why was altered/],
    ["an author [D03]", replacing('"fullName":"Test coordinator"', '"fullName":"Somebody Else"'), /who, what, when or why was altered/],
    ["a line taken out of the middle [D04]", alter((lines) => lines.toSpliced(5, 1)), /a link before it is missing/],
    ["the tail taken off [D05]", alter((lines) => lines.filter((line) => !line.includes('\\"new\\": 62'))), /should end with link|a link before it is missing/],
    ["values taken away [D07]", alter((lines) => lines.map((line) => (line.includes('\\"new\\": 62') ? line.replace(/"values":".*?","event"/, '"values":null,"event"') : line))), /its values are gone, and no redaction says so/],
    ["a checkpoint", replacing(/"checkpointHash":"../, '"checkpointHash":"00'), /checkpoint \d+: it does not contain/],
    ["an anchor", replacing(/\\"events\\":\d+/, '\\"events\\":1'), /its anchor's signature does not hold/],
  ])("%s", async (_, problems, says) => {
    expect((await problems()).join("\n")).toMatch(says);
  });
});

describe("an export of a database that was altered is found, whatever the database says of itself", () => {
  /** Exports within the transaction of whoever altered it would need its connection; so the alteration is committed, exported and taken back. */
  async function alteredBy(statement: string, back: string): Promise<readonly string[]> {
    const off = ["event", "payload", "link"].map((table) => `ALTER TABLE audit.${table} DISABLE TRIGGER ALL`).join(";");
    const on = ["event", "payload", "link"].map((table) => `ALTER TABLE audit.${table} ENABLE ALWAYS TRIGGER no_change, ENABLE ALWAYS TRIGGER no_truncate`).join(";") + ";ALTER TABLE audit.event ENABLE ALWAYS TRIGGER link";
    await study.admin.query(`BEGIN; ${off}; ${statement}; ${on}; COMMIT`);
    try { return (await verified(await exported("coordinator"), { key: key.publicKey, anchors: outside() })).problems; } finally { await study.admin.query(`BEGIN; ${off}; ${back}; ${on}; COMMIT`); }
  }
  const newest = () => `(SELECT max(id) FROM audit.event WHERE chain_id = '${patient.id}')`;
  test.each<[string, () => [string, string], RegExp]>([
    ["a value [D01]", () => ["26", "62"].map((age) => `UPDATE audit.payload SET changes = jsonb_set(changes, '{answers.age,new}', '${age}') WHERE event_id = (SELECT max(id) FROM audit.event WHERE row_id = '${patient.entries["demography"]}' AND table_name = 'app.entry')`) as [string, string], /its values were altered/],
    ["a microsecond [D02]", () => [`UPDATE audit.event SET occurred_at = occurred_at + interval '1 microsecond' WHERE id = ${newest()}`, `UPDATE audit.event SET occurred_at = occurred_at - interval '1 microsecond' WHERE id = ${newest()}`], /was altered/],
  ])("%s", async (_, statements, says) => {
    expect((await alteredBy(...statements())).join("\n")).toMatch(says);
  });
  test("a tail cut with its checkpoint and anchor: by the anchors kept elsewhere [D08]", async () => {
    const lines = await exported("coordinator");
    await anchor();
    done(await save(study, patient.entries["demography"], { sex: ["F", "M"] }, { reason: "misread" }));
    await anchor();
    const later = lines.replace(/"exportedAt":"[^"]+"/, `"exportedAt":"${new Date(Date.now() + 1000).toISOString()}"`); // as if it had been exported now
    expect((await verified(later)).problems).toEqual([]);
    expect((await verified(later, { anchors: outside() })).problems).toEqual([expect.stringMatching(/anchors from before this export/)]);
  });
});

test("values that were lawfully redacted leave the chain whole, in the database and in the file [D10 R21]", async () => {
  const entry = other.entries["eligibility"]!;
  await fill(study, other, "eligibility", { comment: "Mrs Example" }, { who: "elsewhere" });
  const { rows: [{ id, hash }] } = await study.admin.query("SELECT id, encode(payload_hash, 'hex') AS hash FROM audit.event WHERE row_id = $1 ORDER BY id DESC LIMIT 1", [entry]);
  await study.admin.query("BEGIN");
  await study.admin.query("ALTER TABLE audit.payload DISABLE TRIGGER no_change");
  await study.admin.query("DELETE FROM audit.payload WHERE event_id = $1", [id]);
  await study.admin.query("ALTER TABLE audit.payload ENABLE ALWAYS TRIGGER no_change");
  await study.admin.query("COMMIT");
  expect((await study.admin.query("SELECT problem FROM audit.verify()")).rows).toEqual([{ problem: "values taken away" }]);
  expect((await verified(await exported("elsewhere"))).problems).toEqual([expect.stringMatching(/its values are gone, and no redaction says so/)]);
  await study.admin.query(`BEGIN; SELECT set_config('app.session_token', '${study.tokens.elsewhere}', true), set_config('app.action', 'trail.redact', true), set_config('app.reason', 'a name', true);
    DO $$ DECLARE e audit.event; BEGIN e.table_name := 'audit.payload'; e.row_id := '${id}'; e.op := 'R'; e.site_id := '${other.siteId}'; e.patient_id := '${other.id}';
      PERFORM audit.append(e, '{"payload_hash": {"old": "${hash}", "new": null}}'); END $$; COMMIT`);
  expect((await study.admin.query("SELECT problem FROM audit.verify()")).rows).toEqual([]);
  const { problems, rows } = await verified(await exported("elsewhere"));
  expect([problems, rows.map(({ chain, whole, redacted }) => [chain, whole, redacted])]).toEqual([[], [[`patient ${other.number}`, true, 1]]]);
});

test("a reason that was lawfully redacted leaves the chain whole too, also where single events are chosen; another text in its place does not [D10 R21]", async () => {
  const entry = patient.entries["demography"]!;
  const { rows: [{ id }] } = await study.admin.query("SELECT max(id)::text AS id FROM audit.event WHERE row_id = $1 AND reason = 'misread'", [entry]);
  const reason = (text: string) => study.admin.query(`BEGIN; ALTER TABLE audit.event DISABLE TRIGGER no_change; UPDATE audit.event SET reason = '${text}' WHERE id = ${id}; ALTER TABLE audit.event ENABLE ALWAYS TRIGGER no_change; COMMIT`);
  await reason("[redacted]");
  await study.admin.query(`BEGIN; SELECT set_config('app.session_token', '${study.tokens.coordinator}', true), set_config('app.action', 'trail.redact', true);
    DO $$ DECLARE r audit.event; v jsonb; BEGIN r.table_name := 'audit.payload'; r.row_id := '${id}'; r.op := 'R'; r.site_id := '${patient.siteId}'; r.patient_id := '${patient.id}';
      SELECT jsonb_build_object('payload_hash', jsonb_build_object('new', encode(e.payload_hash, 'hex')), 'content_hash', jsonb_build_object('new', encode(sha256(l.prev_hash || audit.canonical(e, l.seq)), 'hex')))
        INTO v FROM audit.event e JOIN audit.link l ON l.event_id = e.id WHERE e.id = ${id};
      PERFORM audit.append(r, v); END $$; COMMIT`);
  const found = async () => [(await study.admin.query("SELECT problem FROM audit.verify()")).rows.map(({ problem }) => problem), (await verified(await exported("coordinator"))).problems, (await verified(await exported("coordinator", { entry }))).problems];
  expect(await found()).toEqual([[], [], []]);
  await reason("something else");
  expect(await found()).toEqual([["content altered"], ...[0, 1].map(() => [expect.stringMatching(/who, what, when or why was altered/)])]);
  await reason("[redacted]");
});

describe("the CSV", () => {
  const csv = async (who: Person, filters: TrailFilters) => parse(await text(exports.trailCsv(study.tokens[who], filters) as never), { columns: true }) as Record<string, string>[];
  test("holds every event that its reader reads, with the hash of its link [R14]", async () => {
    const { rows } = await study.admin.query("SELECT e.id::text AS id, encode(l.hash, 'hex') AS hash FROM audit.event e JOIN audit.link l ON l.event_id = e.id WHERE e.patient_id = $1 ORDER BY e.id DESC", [patient.id]);
    expect((await csv("coordinator", { patient: patient.number })).map(({ EVENT, HASH }) => ({ id: EVENT, hash: HASH }))).toEqual(rows);
  });
  test("windows that follow each other are together the whole, without a gap or a repeat, to the microsecond [R14]", async () => {
    const midnight = "2024-06-11T05:00:00.000000Z"; // at the site, Chicago
    await study.admin.query("BEGIN; ALTER TABLE audit.event DISABLE TRIGGER ALL");
    const ids = (await study.admin.query<{ id: string }>("SELECT id::text AS id FROM audit.event WHERE patient_id = $1 ORDER BY id LIMIT 4", [patient.id])).rows.map(({ id }) => id);
    for (const [at, microseconds] of [-86_400_000_000, -1, 0, 86_399_999_999].entries()) await study.admin.query("UPDATE audit.event SET occurred_at = $1::timestamptz + $2 * interval '1 microsecond' WHERE id = $3", [midnight, microseconds, ids[at]]);
    await study.admin.query("ALTER TABLE audit.event ENABLE ALWAYS TRIGGER no_change, ENABLE ALWAYS TRIGGER no_truncate, ENABLE ALWAYS TRIGGER link; COMMIT");
    const ofDays = async (from?: string, to?: string) => (await csv("coordinator", { patient: patient.number, from, to })).map(({ EVENT }) => EVENT!);
    const [whole, before, first, second, after] = [await ofDays(), await ofDays(undefined, "2024-06-09"), await ofDays("2024-06-10", "2024-06-10"), await ofDays("2024-06-11", "2024-06-11"), await ofDays("2024-06-12")];
    expect([before, first.toSorted(), second.toSorted()]).toEqual([[], ids.slice(0, 2).toSorted(), ids.slice(2).toSorted()]);
    expect([...before, ...first, ...second, ...after].toSorted()).toEqual(whole.toSorted());
  });
});

test("each event names the application that wrote it, and an altered name is found [R87]", async () => {
  const { default: pg } = await import("pg");
  const client = new pg.Client(Object.assign(new URL(process.env["APP_DATABASE_URL"]!), { search: "?application_name=ecrf/9.9.9%2Babc" }).href);
  await client.connect();
  await client.query(`BEGIN; SELECT ctx.enter('${study.tokens.elsewhere}', '${randomUUID()}', 'entry.save', '', false); UPDATE app.entry SET answers = '{"age": 50}', version = version + 1 WHERE id = '${other.entries["demography"]}'; COMMIT`);
  await client.end();
  expect((await study.admin.query("SELECT app_version FROM audit.event ORDER BY id DESC LIMIT 1")).rows).toEqual([{ app_version: "9.9.9+abc" }]);
  const lines = await exported("elsewhere");
  expect((await verified(lines)).problems).toEqual([]);
  expect((await verified(lines.replace("9.9.9+abc", "9.9.8+abc"))).problems).toEqual([expect.stringMatching(/was altered/)]);
});
