import "server-only";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ActionResult } from "@/lib/kernel/action-result";
import { writeExports } from "@/ops/export-jobs";
import { administratorOf } from "@/ops/read-as";
import { openRunningStudy, type RunningStudy } from "@/ops/testing/running-study";
import { TEST_PASSWORD } from "@/ops/testing/test-database";
import { confirm, done, entryOfVisit, fill, newEligiblePatient, newPatient, newRandomisedPatient, save, sent, visitAt, type Person, type TestPatient } from "@/ops/testing/test-patient";
import { anchorKey } from "@/ops/verify/anchor-key.mjs";
import { anchorTrail } from "@/ops/verify/anchors.mjs";
import { addPerson, castCallers, sessionOf, tokenOf, type Caller } from "./callers";

/** One patient of a site with something of every kind, known by the names that inputs use. */
export interface Corner {
  readonly number: string;
  readonly ids: Readonly<Record<"siteId" | "patientId" | "visitId" | "entryId" | "logEntryId" | "discrepancyId" | "lockId", string>>;
  /** Words that were typed there and stand nowhere else. */
  readonly words: readonly string[];
}

/** The running application, everybody who calls, and a site on either side of the wall; `stage` holds what single acts need. */
export interface World {
  readonly study: RunningStudy;
  readonly callers: readonly Caller[];
  readonly here: Corner;
  readonly there: Corner;
  readonly stage: Readonly<Record<string, string>>;
}

export async function openWorld(): Promise<World> {
  const study = await openRunningStudy();
  const callers = await castCallers(study);
  const [here, there] = [await fillCorner(study, "101"), await fillCorner(study, "102")];
  const [patients, people] = [await stagePatients(study), await stagePeople(study)];
  return { study, callers, here, there, stage: { ...patients, ...people, ...await stageVerified(study, patients.toRemove), ...await stageVisitReport(study) } };
}

const as = async (study: RunningStudy, token: string, act: string, input: object): Promise<unknown> => {
  const { value } = await study.first.act(act, sent(input), token);
  return done(value as ActionResult<unknown>);
};
const one = async (study: RunningStudy, sql: string, ...values: unknown[]): Promise<string> => {
  const id = (await study.admin.query<{ id: string }>(sql, values)).rows[0]?.id;
  if (id === undefined) throw new Error(`Nothing found: ${sql}`);
  return id;
};

async function fillCorner(study: RunningStudy, site: "101" | "102"): Promise<Corner> {
  const here = site === "101";
  const [who, monitor]: [Person, Person] = here ? ["coordinator", "monitor"] : ["elsewhere", "monitor_elsewhere"];
  const words = ["medicine", "question", "answer", "explained"].map((each) => `${each}quell${site}`);
  const [medicine = "", question = "", answer = "", explained = ""] = words;
  await newPatient(study, who, site); // "-001" stands as an example on screens
  const patient = await newPatient(study, who, site);
  await fill(study, patient, "vital_signs", { pulse: 70, systolic: 80, diastolic: 120, heightCm: "180", weightKg: "30" }, { who, explanations: [{ ruleId: "VS01", text: explained }] });
  await fill(study, patient, "consent", { consentDate: "2024-09-02" }, { who });
  const logEntryId = await addMedication(study, study.tokens[who], patient.id, medicine);
  const entryId = patient.entries["vital_signs"] ?? "";
  const { id: discrepancyId } = await as(study, study.tokens[monitor], "raiseDiscrepancyAction", { entryId, field: "pulse", question }) as { id: string };
  const { id: answered } = await as(study, study.tokens[monitor], "raiseDiscrepancyAction", { entryId, field: "systolic", question: `${question} too` }) as { id: string };
  await as(study, study.tokens[who], "answerDiscrepancyAction", { discrepancyId: answered, body: answer });
  const frozen = patient.entries["cardiac"] ?? "";
  await as(study, study.tokens.data_manager, "placeLockAction", { kind: "freeze", over: { scope: "entry", entryId: frozen }, reason: "For tests" });
  const lockId = await one(study, "SELECT id FROM app.lock WHERE entry_id = $1", frozen);
  return { number: patient.number, words, ids: { siteId: study.sites[site], patientId: patient.id, visitId: patient.visitId, entryId, logEntryId, discrepancyId, lockId } };
}

async function addMedication(study: RunningStudy, token: string, patientId: string, medication: string): Promise<string> {
  const entryId = randomUUID();
  const answers = { medication, doseValue: "600", doseUnit: "mg", frequency: "daily", route: "oral", startDate: "2024-09-18", stopDate: "2024-09-19", ongoing: "N" };
  await as(study, token, "addRowAction", { entryId, patientId, visitId: null, formId: "concomitant_medication", answers, explanations: [] });
  return entryId;
}

/** Patients of the first site at the very step that an act starts from. */
async function stagePatients(study: RunningStudy) {
  const [toConfirm, toRandomise, failed, toMove] = [await newEligiblePatient(study), await newEligiblePatient(study), await newPatient(study), await newPatient(study)];
  await confirm(study, toRandomise);
  await as(study, study.tokens.coordinator, "screenFailPatientAction", { patientId: failed.id, cause: "other", reason: "For tests" });
  await as(study, study.tokens.coordinator, "markNotDoneAction", { entryId: toMove.entries["marrow"], reason: "For tests" });
  const toWaive = await newEligiblePatient(study);
  await save(study, toWaive.entries["cardiac"], { lvefPercent: ["60", "45"] }, { reason: "misread" });
  return {
    toConfirm: toConfirm.id, toRandomise: toRandomise.id, failed: failed.id, toWaive: toWaive.id, ...await stageSignature(study, toWaive), toFail: toMove.id, notDoneEntry: toMove.entries["cardiac"] ?? "", missedForm: toMove.entries["marrow"] ?? "",
    imported: await stageImport(study, toMove), toImport: toMove.entries["chemistry"] ?? "", ...await stageQueries(study, toMove), ...await stageRedactions(study, toMove), ...await stageTreated(study),
  };
}

/** Values that were pasted. */
async function stageImport(study: RunningStudy, { entries }: TestPatient): Promise<string> {
  const values = [{ code: "alt", line: 1, named: "ALT", said: "45", unit: "U/L", asUnit: null, atLimit: false, from: null }];
  const forms = [{ entryId: entries["chemistry"], day: "2024-09-03", dayFrom: null, dayLine: 1, daySaid: "2024-09-03", values }];
  return (await as(study, study.tokens.coordinator, "importValuesAction", { kind: "paste", name: null, sha256: "0".repeat(64), lines: 1, why: null, decimal: null, leftOut: [], forms }) as { id: string }).id;
}

/** A form as the investigator has read it. */
async function stageSignature(study: RunningStudy, { id, entries }: TestPatient) {
  const signed = entries["vital_signs"] ?? "";
  const seen = await study.rolledBack(study.tokens.investigator, (tx) => tx.$queryRaw<{ seen: string }[]>`SELECT seen FROM ctx.signable(${id}::uuid, 'entry', NULL, NULL, ${signed}::uuid, false)`);
  return { toSign: id, signed, seen: seen[0]?.seen ?? "" };
}

async function stageQueries(study: RunningStudy, { entries }: TestPatient) {
  const ask = async (field: string) => (await as(study, study.tokens.monitor, "raiseDiscrepancyAction", { entryId: entries["vital_signs"], field, question: "For tests" }) as { id: string }).id;
  const [toAnswer, toClose, toReopen] = [await ask("pulse"), await ask("systolic"), await ask("diastolic")];
  await as(study, study.tokens.monitor, "closeDiscrepancyAction", { discrepancyId: toReopen, note: "For tests" });
  return { toAnswer, toClose, toReopen, toFreeze: entries["demography"] ?? "" };
}

/** Something typed that nobody asked about yet, and a request that was decided. */
async function stageRedactions(study: RunningStudy, { entries }: TestPatient) {
  const entry = entries["eligibility"] ?? "";
  const type = async (from: string | null, to: string) => {
    done(await save(study, entry, { comment: [from, to] }, { reason: "For tests" }));
    return one(study, "SELECT max(id)::text AS id FROM audit.event WHERE row_id = $1 AND 'answers.comment' = ANY (fields)", entry);
  };
  const [early, typed] = [await type(null, "first words"), await type("first words", "other words")];
  const { redactionId } = await as(study, study.tokens.coordinator, "askRedactionAction", { eventId: early, field: "answers.comment", what: "other", reason: "Copied from a letter" }) as { redactionId: string };
  await as(study, study.tokens.data_manager, "decideRedactionAction", { redactionId, approve: false, password: TEST_PASSWORD, reason: "It says nothing of anybody" });
  return { typed, decided: redactionId, commented: entry };
}

/** A treated patient: a medication to decide on, a response that the rules leave open, visits that took place and that did not. */
async function stageTreated(study: RunningStudy) {
  const patient = await newRandomisedPatient(study);
  const [C1, D14, D28, FU3] = await Promise.all(["C1", "D14", "D28", "FU3"].map((code) => visitAt(study, patient, code)));
  const put = async (visit: string, formId: string, answers: Readonly<Record<string, unknown>>) =>
    done(await save(study, await entryOfVisit(study, patient, visit, formId), Object.fromEntries(Object.entries(answers).map(([field, to]) => [field, [null, to]]))));
  await put("C1", "cenersen_infusion", { startAt: "2024-09-17T09:50", stopAt: "2024-09-21T09:50" });
  await put("D28", "marrow", { done: "Y", marrowDate: "2024-10-21", blastPct: "2", spicules: "Y", nucleatedCells: 300, auerRods: "N" });
  await put("D28", "haematology", { sampleDate: "2024-10-21", anc: { value: "1.5", unit: "10^9/L" }, platelets: { value: "100", unit: "10^9/L" }, blastsPct: "0" });
  await put("D28", "extramedullary", { examinedOn: "2024-10-21", disease: "N" });
  await put("D28", "response_assessment", { assessedOn: "2024-10-22" });
  const tylenol = await addMedication(study, study.tokens.coordinator, patient.id, "Tylenol");
  const toRemove = await addMedication(study, study.tokens.coordinator, patient.id, "Vitamin C");
  await as(study, study.tokens.coordinator, "markVisitNotDoneAction", { visitId: FU3, reason: "For tests" });
  const hash = (kind: string, subject: string | undefined) => one(study, "SELECT inputs_hash AS id FROM app.finding WHERE patient_id = $1 AND kind = $2 AND subject = $3", patient.id, kind, subject);
  return {
    treated: patient.id, C1: C1 ?? "", toMiss: D14 ?? "", toAdjudicate: D28 ?? "", missed: FU3 ?? "", tylenol, toRemove,
    tylenolHash: await hash("exposure", tylenol), responseHash: await hash("response", "D28"),
  };
}

/** What another monitor than the callers has verified: nobody of them takes it back, whatever the time. */
async function stageVerified(study: RunningStudy, entryId: string) {
  const verified = randomUUID();
  await as(study, tokenOf("spare"), "verifyFieldsAction", { requestId: verified, entryId, seen: { medication: "Vitamin C" } });
  return { verified };
}

async function stageVisitReport(study: RunningStudy) {
  const { id } = await as(study, study.tokens.monitor, "fileVisitReportAction", { siteId: study.sites["101"], kind: "remote", beganOn: "2024-01-01", endedOn: "2024-01-01", findings: [], password: TEST_PASSWORD }) as { id: string };
  return { visitReport: id };
}

/** A locked patient of the first site, with nothing in it. */
async function stageLock(study: RunningStudy): Promise<string> {
  const patient = await newPatient(study);
  for (const entryId of Object.values(patient.entries)) await as(study, study.tokens.coordinator, "markNotDoneAction", { entryId, reason: "For tests" });
  for (const kind of ["freeze", "lock"]) await as(study, study.tokens.data_manager, "placeLockAction", { kind, over: { scope: "patient", patientId: patient.id }, reason: "For tests" });
  return one(study, "SELECT id FROM app.lock WHERE patient_id = $1 AND kind = 'lock'", patient.id);
}

/** A signed checkpoint over everything so far, as the keeper of the trail takes one. */
async function anchorAll(study: RunningStudy): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "ecrf-anchors-"));
  await anchorTrail(study.admin, { file: path.join(folder, "anchors.jsonl"), key: anchorKey(folder, ""), every: "0" });
  rmSync(folder, { recursive: true });
}

async function stagePeople(study: RunningStudy) {
  const person = await addPerson(study.admin, "spare", [{ role: "monitor", site: null }]);
  const pending = await addPerson(study.admin, "pending", [{ role: "statistician", site: null }], "UPDATE app.membership SET trained_on = NULL WHERE account_id = $1");
  const open = await addPerson(study.admin, "open", []);
  const closed = await addPerson(study.admin, "closed", [], "UPDATE auth.account SET disabled_at = now() WHERE id = $1");
  const ofSite = await one(study, "SELECT id FROM auth.account WHERE username = $1", "coordinator");
  const membershipOf = (account: string) => one(study, "SELECT id FROM app.membership WHERE account_id = $1", account);
  const locked = await stageLock(study);
  const cuts = await stageCuts(study);
  await anchorAll(study);
  return { locked, ...cuts, person, open, closed, ofSite, toRevoke: await membershipOf(person), toTrain: await membershipOf(pending), session: await sessionOf(study.admin, tokenOf("pending")) };
}

/** A cut with its export as a table per form, and another that nobody had written yet. */
async function stageCuts(study: RunningStudy) {
  const make = async (name: string) => (await as(study, study.tokens.data_manager, "makeCutAction", { name }) as { cutId: string }).cutId;
  const [cut, unwritten] = [await make("Before the tests"), await make("Another before the tests")];
  await as(study, study.tokens.data_manager, "makeExportAction", { cutId: cut, format: "csv" });
  const { rows: [{ name }] } = await study.admin.query("SELECT current_database() AS name");
  const prisma = administratorOf(Object.assign(new URL(process.env["TEST_ADMIN_URL"] ?? ""), { pathname: `/${name}` }).href);
  await writeExports({ admin: study.admin, prisma });
  await prisma.$disconnect();
  return { cut, unwritten };
}
