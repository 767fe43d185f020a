import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";
import { confirm, done, inSql, newEligiblePatient, newPatient, said, save, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";
import { eligibilityStatement, waiverStatement } from "./statements";

const loadActs = async () => ({ ...(await import("@/lib/server/act")), ...(await import("./waive-criterion")), ...(await import("@/lib/patients/randomise-patient")) });
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let patient: TestPatient;
beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
});
afterAll(() => study.close());

const AGE = "Age 18 or over";
const WHY = "18 in a week; agreed with the ethics committee";
const waive = (criterion: string, who: Person = "data_manager", more: object = {}) =>
  acts.perform(acts.waiveCriterion, study.tokens[who], sent({ patientId: patient.id, criterion, reason: WHY, password: TEST_PASSWORD, ...more }));
const randomise = () => acts.perform(acts.randomisePatient, study.tokens.coordinator, sent({ patientId: patient.id }));
const findings = async (kind: string) => (await study.admin.query<{ subject: string; value: string; trace: { criteria?: { id: string; state: string; note: string | null }[] } }>("SELECT subject, value, trace FROM app.finding WHERE patient_id = $1 AND kind = $2 AND value IS NOT NULL ORDER BY subject", [patient.id, kind])).rows;
const eligibility = async () => (await findings("eligibility"))[0]?.value;
const deviations = async () => (await findings("deviation")).map(({ subject, value }) => `${subject} ${value}`);
const rows = async () => (await study.admin.query("SELECT criterion, reason, statement, by_name FROM app.eligibility_waiver WHERE patient_id = $1", [patient.id])).rows;

/** Null: of every site. */
async function dataManagerOf(site: string | null): Promise<void> {
  await study.admin.query("BEGIN");
  await study.admin.query("SELECT set_config('app.session_token', 'system', true), set_config('app.action', 'test', true)");
  await study.admin.query("UPDATE app.membership m SET site_id = $1 FROM auth.account a WHERE a.id = m.account_id AND a.username = 'data_manager'", [site]);
  await study.admin.query("COMMIT");
}

/** Everything is met but the age. */
async function tooYoung(): Promise<void> {
  patient = await newEligiblePatient(study);
  done(await save(study, patient.entries["demography"], { age: [61, 17] }, { reason: "misread" }));
}
beforeEach(tooYoung);

describe("a waiver", () => {
  test("lets the patient in by that criterion only: stated, signed for, a deviation at once", async () => {
    expect(await eligibility()).toBe("not_eligible");
    expect(said(await randomise())).toBe("not_eligible");
    expect(done(await waive("AGE"))).toEqual({ eligibility: "waived" });
    expect(await rows()).toEqual([{ criterion: "AGE", reason: WHY, statement: waiverStatement(AGE, patient.number), by_name: "Test data_manager" }]);
    expect(await deviations()).toEqual(["waiver:AGE eligibility"]);
    const [found] = await findings("eligibility");
    expect(found?.trace.criteria?.find(({ id }) => id === "AGE")).toMatchObject({ state: "failed", note: expect.stringMatching(/^17 years is below 18; waived by Test data_manager on .* because: 18 in a week/) });

    expect(said(await randomise()), "an investigator has not confirmed yet").toBe("not_eligible");
    done(await confirm(study, patient));
    const { rows: [signed] } = await study.admin.query("SELECT statement FROM app.signature WHERE patient_id = $1", [patient.id]);
    expect(signed).toEqual({ statement: eligibilityStatement([{ label: AGE, reason: WHY, byName: "Test data_manager" }]) });
    expect(said(await randomise())).toBe("done");
    const { rows: [form] } = await study.admin.query("SELECT answers, progress, row_no FROM app.entry WHERE patient_id = $1 AND form_id = 'randomisation'", [patient.id]);
    expect(form).toMatchObject({ progress: "complete", row_no: 1, answers: { enteredAs: "waived", stratum: "refractory", protocolVersion: "2007" } });
    expect(await deviations()).toContain("waiver:AGE eligibility"); // beside what the calendar of a test departs from
  });

  test("settles the question of the check that asked for the value", async () => {
    const open = async () => (await study.admin.query("SELECT FROM app.discrepancy WHERE patient_id = $1 AND rule_id = 'DM01' AND state = 'open'", [patient.id])).rowCount;
    expect(await open()).toBe(1);
    done(await waive("AGE"));
    expect(await open()).toBe(0);
  });

  test("is no deviation once the value is met, and counts again when it is not; the row stays", async () => {
    done(await waive("AGE"));
    done(await save(study, patient.entries["demography"], { age: [17, 18] }, { reason: "misread" }));
    expect([await eligibility(), await deviations(), (await rows()).length]).toEqual(["eligible", [], 1]);
    done(await save(study, patient.entries["demography"], { age: [18, 17] }, { reason: "misread" }));
    expect([await eligibility(), await deviations(), (await rows()).length]).toEqual(["waived", ["waiver:AGE eligibility"], 1]);
  });

  test("covers no other criterion that fails later, even after the confirmation", async () => {
    done(await waive("AGE"));
    done(await confirm(study, patient));
    done(await save(study, patient.entries["cardiac"], { lvefPercent: ["60", "50"] }, { reason: "misread" }));
    expect(await eligibility()).toBe("not_eligible");
    expect(said(await randomise())).toBe("not_eligible");
    await expect(inSql(study.tokens.coordinator, "SELECT * FROM ctx.randomise($1)", [patient.id])).rejects.toThrow(/not eligible/);
  });
});

describe("a waiver is refused", () => {
  test("to everybody but the sponsor's data manager, by the act and by the database", async () => {
    const write = "INSERT INTO app.eligibility_waiver (site_id, patient_id, criterion, reason, statement) VALUES ($1, $2, 'AGE', 'x', 'x')";
    for (const who of ["coordinator", "investigator", "monitor", "statistician", "administrator", "inspector", "elsewhere"] as const) {
      expect([who, said(await waive("AGE", who))]).toEqual([who, "not_permitted"]);
      await expect(inSql(study.tokens[who], write, [patient.siteId, patient.id]), who).rejects.toThrow(/row-level security/);
    }
    expect(await rows()).toEqual([]);
  });
  test("to a data manager of another site", async () => {
    await dataManagerOf(study.sites["102"]);
    const answer = await waive("AGE");
    await dataManagerOf(null);
    expect([said(answer), await rows()]).toEqual(["not_found", []]);
  });
  test("without the person's own password, or without a reason", async () => {
    expect(said(await waive("AGE", "data_manager", { password: "not mine" }))).toBe("wrong_password");
    expect(said(await waive("AGE", "data_manager", { reason: " " }))).toBe("invalid");
    expect(await rows()).toEqual([]);
  });
  test("for what is met, what is unknown, and what is no criterion, by the act and by the database", async () => {
    done(await save(study, patient.entries["cardiac"], { lvefPercent: ["60", null] }, { reason: "not done yet" }));
    for (const criterion of ["ZUBROD", "LVEF", "SHOE_SIZE"]) {
      expect([criterion, said(await waive(criterion))]).toEqual([criterion, "not_waivable"]);
      await expect(inSql(study.tokens.data_manager, "INSERT INTO app.eligibility_waiver (site_id, patient_id, criterion, reason, statement) VALUES ($1, $2, $3, 'x', 'x')", [patient.siteId, patient.id, criterion]), criterion).rejects.toThrow(/only a criterion that failed/);
    }
  });
  test("twice, and after randomisation", async () => {
    done(await waive("AGE"));
    expect(said(await waive("AGE"))).toBe("already_waived");
    done(await confirm(study, patient));
    done(await randomise());
    expect(said(await waive("AGE"))).toBe("not_in_screening");
    await expect(inSql(study.tokens.data_manager, "INSERT INTO app.eligibility_waiver (site_id, patient_id, criterion, reason, statement) VALUES ($1, $2, 'AGE', 'x', 'x')", [patient.siteId, patient.id])).rejects.toThrow(/while the patient is screened/);
  });
  test("a change, and a taking back: the row stands", async () => {
    done(await waive("AGE"));
    for (const change of ["UPDATE app.eligibility_waiver SET reason = 'x'", "DELETE FROM app.eligibility_waiver"]) await expect(inSql(study.tokens.data_manager, change)).rejects.toThrow(/permission denied/);
  });
});

test("a new patient, of whom nothing is known, has nothing to waive", async () => {
  patient = await newPatient(study);
  expect(said(await waive("AGE"))).toBe("not_waivable");
});
