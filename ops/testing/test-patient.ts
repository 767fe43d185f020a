import "server-only";
import { randomUUID } from "node:crypto";
import type { ActionResult } from "@/lib/kernel/action-result";
import { TEST_PASSWORD, type TestStudy } from "./test-database";

/** Patients for database tests, made and filled through the acts themselves. The server is imported late: it reads its addresses when it is loaded. */
export interface TestPatient {
  readonly id: string;
  readonly number: string;
  readonly siteId: string;
  /** The screening visit. */
  readonly visitId: string;
  /** The entry of each screening form. */
  readonly entries: Readonly<Record<string, string>>;
}
export type Person = keyof TestStudy["tokens"];
type Answers = Readonly<Record<string, unknown>>;

export const sent = <Input extends object>(input: Input) => ({ requestId: randomUUID(), reason: null, ...input });
/** "done", or the code or kind of what was said instead. */
export const said = (result: ActionResult<unknown>): string => (result.ok ? "done" : result.fault.kind === "refused" ? result.fault.code : result.fault.kind);
export function done<Value>(result: ActionResult<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

/** As the web server's own database role, in somebody's session or (null) in nobody's, past every check of the application; leaves nothing behind. */
export async function inSql(token: string | null, statement: string, values?: readonly unknown[]) {
  const { default: pg } = await import("pg");
  const client = new pg.Client(process.env["APP_DATABASE_URL"]);
  await client.connect();
  try {
    await client.query("BEGIN");
    if (token !== null) await client.query("SELECT ctx.enter($1, 'r', 'test', 'because', false)", [token]);
    return await client.query(statement, values && [...values]);
  } finally {
    await client.end();
  }
}

export async function newPatient(study: TestStudy, who: Person = "coordinator", site: "101" | "102" = "101"): Promise<TestPatient> {
  const { perform } = await import("@/lib/server/act");
  const { createPatient } = await import("@/lib/patients/create-patient");
  const { number } = done(await perform(createPatient, study.tokens[who], sent({ siteId: study.sites[site] })));
  const { rows } = await study.admin.query<{ patient: string; visit: string; form: string; entry: string }>(
    "SELECT p.id AS patient, e.visit_id AS visit, e.form_id AS form, e.id AS entry FROM app.patient p JOIN app.entry e ON e.patient_id = p.id WHERE p.number = $1", [number]);
  const [first] = rows;
  if (!first) throw new Error("A patient without forms");
  return { id: first.patient, number, siteId: study.sites[site], visitId: first.visit, entries: Object.fromEntries(rows.map(({ form, entry }) => [form, entry])) };
}

/** One save, as the screen sends it: every field with the value that was seen and the new one. */
export async function save(study: TestStudy, entryId: string | undefined, changes: Readonly<Record<string, readonly [from: unknown, to: unknown]>>,
  { who = "coordinator", ...more }: { who?: Person; reason?: string; requestId?: string; explanations?: readonly { ruleId: string; text: string }[]; reasons?: Readonly<Record<string, string>>; replies?: readonly { discrepancyId: string; body: string }[] } = {}) {
  const { perform } = await import("@/lib/server/act");
  const { saveAnswers } = await import("@/lib/entries/save-answers");
  const travelling = Object.fromEntries(Object.entries(changes).map(([field, [from, to]]) => [field, { from, to }]));
  return perform(saveAnswers, study.tokens[who], sent({ entryId, changes: travelling, explanations: [], ...more }));
}

/** Blank fields of one screening form. */
export const fill = async (study: TestStudy, patient: TestPatient, formId: string, answers: Answers, more: Parameters<typeof save>[3] = {}) =>
  done(await save(study, patient.entries[formId], Object.fromEntries(Object.entries(answers).map(([field, to]) => [field, [null, to]])), more));

const mgDl = (value: string) => ({ value, unit: "mg/dL" });
const unitsPerLitre = (value: string) => ({ value, unit: "U/L" });
const ELIGIBLE: Readonly<Record<string, Answers>> = {
  consent: { consentDate: "2024-09-02" },
  demography: { age: 61, sex: "F" },
  aml_history: { diseaseStatus: "refractory", inductionCourses: 1, salvageCourses: 0 },
  vital_signs: { measuredOn: "2024-09-02", zubrod: "1" },
  chemistry: {
    sampleDate: "2024-09-03", bilirubin: mgDl("0.8"), bilirubinUln: mgDl("1"), alt: unitsPerLitre("30"), altUln: unitsPerLitre("40"),
    creatinine: mgDl("0.9"), creatinineUln: mgDl("1.2"), magnesium: mgDl("2"), magnesiumLower: mgDl("1.7"), magnesiumUpper: mgDl("2.2"),
  },
  cardiac: { examinedOn: "2024-09-03", lvefPercent: "60" },
  eligibility: { leukaemicInfiltration: "N", lifeExpectancy: "Y", ableToComply: "Y", contraception: "Y", interferingAgents: "N", severeCondition: "N" },
};

/** A patient who meets every criterion; nobody has confirmed it yet. */
export async function newEligiblePatient(study: TestStudy): Promise<TestPatient> {
  const patient = await newPatient(study);
  for (const [formId, answers] of Object.entries(ELIGIBLE)) await fill(study, patient, formId, answers);
  return patient;
}

/** Eligible, confirmed and randomised: the visits of treatment stand in the casebook. */
export async function newRandomisedPatient(study: TestStudy): Promise<TestPatient> {
  const { perform } = await import("@/lib/server/act");
  const { randomisePatient } = await import("@/lib/patients/randomise-patient");
  const patient = await newEligiblePatient(study);
  done(await confirm(study, patient));
  done(await perform(randomisePatient, study.tokens.coordinator, sent({ patientId: patient.id })));
  return patient;
}

/** The entry of a form at a visit; undefined while it does not stand there. */
export const entryOfVisit = async (study: TestStudy, { id }: TestPatient, code: string, formId: string): Promise<string | undefined> => (await study.admin.query<{ id: string }>(
  "SELECT e.id FROM app.entry e JOIN app.visit v ON v.id = e.visit_id WHERE e.patient_id = $1 AND v.code = $2 AND e.form_id = $3", [id, code, formId])).rows[0]?.id;

export const visitAt = async (study: TestStudy, { id }: TestPatient, code: string): Promise<string | undefined> =>
  (await study.admin.query<{ id: string }>("SELECT id FROM app.visit WHERE patient_id = $1 AND code = $2", [id, code])).rows[0]?.id;

export async function confirm(study: TestStudy, patient: TestPatient) {
  const { perform } = await import("@/lib/server/act");
  const { confirmEligibility } = await import("@/lib/signatures/confirm-eligibility");
  return perform(confirmEligibility, study.tokens.investigator, sent({ patientId: patient.id, username: "investigator", password: TEST_PASSWORD }));
}
