import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, newPatient, save, type TestPatient } from "@/ops/testing/test-patient";

let study: TestStudy;
let patient: TestPatient, other: TestPatient;
beforeAll(async () => {
  study = await openTestStudy();
  patient = await newPatient(study);
  await fill(study, patient, "demography", { age: 61 });
  done(await save(study, patient.entries["demography"], { age: [61, 62] }, { reason: "misread" }));
});
afterAll(() => study.close());

const TABLES = ["event", "payload", "link", "checkpoint", "checkpoint_head"];
const problems = async () => (await study.admin.query<{ problem: string }>("SELECT problem FROM audit.verify()")).rows.map(({ problem }) => problem);
/** What the chain says after a superuser has switched every guard off and done this; rolled back. */
async function tampered(statement: string): Promise<readonly string[]> {
  await study.admin.query("BEGIN");
  await study.admin.query(TABLES.map((table) => `ALTER TABLE audit.${table} DISABLE TRIGGER ALL`).join(";"));
  try {
    await study.admin.query(statement);
    return await problems();
  } finally {
    await study.admin.query("ROLLBACK");
  }
}
const ofPatient = () => `chain_id = '${patient.id}'`;
const newest = () => `(SELECT max(id) FROM audit.event WHERE ${ofPatient()})`;
/** The last line of the patient's chain, removed with care: value, link, event, and the head moved back. */
const cutTail = () => `DELETE FROM audit.payload WHERE event_id = (SELECT event_id FROM audit.link WHERE ${ofPatient()} ORDER BY seq DESC LIMIT 1);
  WITH gone AS (DELETE FROM audit.link WHERE (chain_id, seq) = (SELECT chain_id, max(seq) FROM audit.link WHERE ${ofPatient()} GROUP BY 1) RETURNING *)
  UPDATE audit.chain_head h SET last_seq = gone.seq - 1, last_hash = gone.prev_hash FROM gone WHERE h.chain_id = gone.chain_id;
  DELETE FROM audit.event e WHERE ${ofPatient()} AND NOT EXISTS (SELECT FROM audit.link l WHERE l.event_id = e.id)`;
const removePatient = () => `DELETE FROM audit.payload USING audit.event e WHERE e.id = event_id AND e.${ofPatient()}; DELETE FROM audit.link WHERE ${ofPatient()};
  DELETE FROM audit.event WHERE ${ofPatient()}; DELETE FROM audit.chain_head WHERE ${ofPatient()}`;
const takeCheckpoint = async () => (await study.admin.query<{ chains: string }>("SELECT chains FROM audit.take_checkpoint()")).rows[0];

describe("nobody rewrites the trail in place", () => {
  test.each(["audit_owner", "ecrf_owner", "ecrf_definer", "postgres"])("not even %s [R07 R20 D09]", async (role) => {
    for (const table of TABLES.slice(0, 3)) {
      for (const statement of [`UPDATE audit.${table} SET ${table === "payload" ? "changes = '{}'" : table === "event" ? "reason = 'x'" : "hash = ''"}`, `DELETE FROM audit.${table}`, `TRUNCATE audit.${table} CASCADE`]) {
        await expect(study.admin.query(`BEGIN; SET LOCAL ROLE ${role}; ${statement}`), statement).rejects.toThrow(/not allowed|permission denied/);
        await study.admin.query("ROLLBACK");
      }
    }
  });
  test("and a replication role does not switch the guards off [R07 D09]", async () => {
    await expect(study.admin.query("BEGIN; SET LOCAL session_replication_role = replica; UPDATE audit.event SET reason = 'x'")).rejects.toThrow(/not allowed/);
    await study.admin.query("ROLLBACK");
  });
});

describe("who switches the guards off is found by the chain", () => {
  test("which is intact before", async () => expect(await problems()).toEqual([]));

  const cases: [string, () => string, string][] = [
    ["another author [D03]", () => `UPDATE audit.event SET username = 'mallory' WHERE id = ${newest()}`, "content altered"],
    ["another role", () => `UPDATE audit.event SET role = 'monitor' WHERE id = ${newest()}`, "content altered"],
    ["another reason", () => `UPDATE audit.event SET reason = 'none' WHERE id = ${newest()}`, "content altered"],
    ["a microsecond later [D02]", () => `UPDATE audit.event SET occurred_at = occurred_at + interval '1 microsecond' WHERE id = ${newest()}`, "content altered"],
    ["another patient", () => `UPDATE audit.event SET patient_id = NULL WHERE id = ${newest()}`, "content altered"],
    ["another value [D01]", () => `UPDATE audit.payload SET changes = replace(changes::text, '61', '60')::jsonb WHERE changes::text LIKE '%61%'`, "values altered"],
    ["values without their line [D07]", () => `DELETE FROM audit.payload WHERE event_id = ${newest()}`, "values taken away"],
    ["a line taken out of the middle [D04]", () => `DELETE FROM audit.link WHERE ${ofPatient()} AND seq = 2`, "gap"],
    ["a line slipped in [D06]", () => `INSERT INTO audit.event (xid, chain_id, occurred_at, account_id, username, full_name, action, table_name, row_id, op, fields, payload_hash)
      SELECT xid, chain_id, occurred_at, account_id, username, full_name, action, table_name, row_id, op, fields, payload_hash FROM audit.event WHERE id = ${newest()}`, "is not linked"],
    ["a head moved back [D05]", () => `UPDATE audit.chain_head SET last_seq = 1, last_hash = '\\x' WHERE ${ofPatient()}`, "head does not match"],
  ];
  test.each(cases)("%s", async (_, statement, problem) => {
    expect(await tampered(statement())).toContainEqual(expect.stringContaining(problem));
  });

  test("a tail cut with care needs a checkpoint to be seen; with one, the tail and the patient who never was are remembered [D05]", async () => {
    expect(await tampered(cutTail())).toEqual([]);
    await takeCheckpoint();
    expect(await tampered(cutTail())).toEqual([expect.stringMatching(/^checkpoint 1 remembers/)]);
    expect(await tampered(removePatient())).toEqual([expect.stringMatching(/^checkpoint 1 remembers/)]);
  });
  test("an altered checkpoint contradicts its own hash, and so does one taken away", async () => {
    expect(await tampered(`UPDATE audit.checkpoint_head SET last_seq = last_seq - 1 WHERE ${ofPatient()}`)).toContain("checkpoint 1 altered");
    expect(await tampered(`DELETE FROM audit.checkpoint_head WHERE ${ofPatient()}`)).toContain("checkpoint 1 altered");
  });
  test("the next checkpoint holds only what moved, and all is intact", async () => {
    other = await newPatient(study);
    expect((await takeCheckpoint())?.chains).toBe("1");
    expect((await takeCheckpoint())?.chains).toBe("0");
    expect(await problems()).toEqual([]);
    expect(other.number).not.toBe(patient.number);
  });
});

test("two patients' lines never wait for each other, and one patient's stand in one order", async () => {
  const saves = [patient, other].flatMap((one) => ["M", "F"].map((sex, at) => save(study, one.entries[at === 0 ? "demography" : "aml_history"], at === 0 ? { sex: [null, sex] } : { inductionCourses: [null, 1] })));
  (await Promise.all(saves)).forEach(done);
  expect(await problems()).toEqual([]);
  const { rows } = await study.admin.query("SELECT chain_id FROM audit.link GROUP BY 1 HAVING count(*) <> max(seq)");
  expect(rows).toEqual([]);
});
