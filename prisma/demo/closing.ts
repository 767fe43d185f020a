import { randomUUID } from "node:crypto";
import { addRow } from "@/lib/entries/add-row";
import { removeRow } from "@/lib/entries/remove-row";
import { saveAnswers } from "@/lib/entries/save-answers";
import { makeCut } from "@/lib/exports/make-cut";
import { placeLock } from "@/lib/locks/place-lock";
import { verifyFields } from "@/lib/review/verify-fields";
import { signCasebook } from "@/lib/signatures/sign-casebook";
import { doAs, type Desk, type Entered } from "./enter-patient";
import { formOf, formsOf, patientNumbered, type Standing } from "./look-up";
import { AT_SITE, DEMONSTRATION_PASSWORD } from "./people";

/** Everything compared with the source, signed and locked: one patient of each site. */
const LOCKED: readonly string[] = ["101-004", "102-001", "103-001"];
const SIGNED: readonly string[] = ["101-001", "101-002", "101-005", "102-002", "102-004", "102-007", "103-002", "103-003", "103-005"];
/** Of the signed: a value was corrected afterwards, so that its signature no longer covers it. */
const CORRECTED = "101-002";
const FROZEN = "102-004";
/** Source verification begun: what the response rests on. */
const PARTLY_VERIFIED: readonly string[] = ["101-001", "101-005", "102-002", "102-003", "103-002", "103-003"];
const RESPONSE_FORMS: readonly string[] = ["marrow", "haematology", "extramedullary", "response_assessment"];
const REMOVED_FROM = "103-009";

/** Verification, signatures, locks and the first data cut, each by whom it belongs to. */
export async function closeCasebooks(desk: Desk): Promise<void> {
  await enterTwiceAndRemove(desk, await patientNumbered(desk, REMOVED_FROM));
  for (const number of LOCKED) {
    const patient = await patientNumbered(desk, number);
    for (const form of await formsOf(desk, patient)) await verify(desk, patient, form);
    await sign(desk, patient);
    await doAs(desk, "dana", placeLock, { kind: "freeze", over: { scope: "patient", patientId: patient.id }, reason: "Complete, verified and signed." });
    await doAs(desk, "dana", placeLock, { kind: "lock", over: { scope: "patient", patientId: patient.id }, reason: "Complete, verified and signed." });
  }
  for (const number of PARTLY_VERIFIED) {
    const patient = await patientNumbered(desk, number);
    const forms = await formsOf(desk, patient);
    for (const form of forms.filter(({ visit, formId }) => formId === "consent" || (visit === "D28" && RESPONSE_FORMS.includes(formId)))) await verify(desk, patient, form);
  }
  for (const number of SIGNED) await sign(desk, await patientNumbered(desk, number));
  await correct(desk, await patientNumbered(desk, CORRECTED));
  await doAs(desk, "dana", placeLock, { kind: "freeze", over: { scope: "patient", patientId: (await patientNumbered(desk, FROZEN)).id }, reason: "Frozen for the first interim look." });
  await doAs(desk, "dana", makeCut, { name: "Interim 1" });
}

const verify = (desk: Desk, { siteCode }: Entered, { entryId, answers }: Standing) =>
  doAs(desk, AT_SITE[siteCode].monitor, verifyFields, { entryId, seen: answers });

const sign = (desk: Desk, { id, siteCode }: Entered) =>
  doAs(desk, AT_SITE[siteCode].investigator, signCasebook, { patientId: id, password: DEMONSTRATION_PASSWORD });

async function correct(desk: Desk, patient: Entered): Promise<void> {
  const { entryId, answers } = await formOf(desk, patient, "haematology", "D14");
  const from = answers["haemoglobin"] as { readonly value: string; readonly unit: string };
  const to = { ...from, value: from.value.replace(/^(\d)(.*)$/, (_, first: string, rest: string) => `${first === "8" ? "9" : "8"}${rest}`) };
  await doAs(desk, AT_SITE[patient.siteCode].coordinator, saveAnswers, { entryId, changes: { haemoglobin: { from, to } }, explanations: [], reasons: {}, replies: [], reason: "Transcription error; the printed report was compared again." });
}

/** A row that was typed twice by mistake, and taken out with the reason. */
async function enterTwiceAndRemove(desk: Desk, patient: Entered): Promise<void> {
  const { coordinator } = AT_SITE[patient.siteCode];
  const { answers } = await formOf(desk, patient, "concomitant_medication", null);
  const entryId = randomUUID();
  await doAs(desk, coordinator, addRow, { entryId, patientId: patient.id, visitId: null, formId: "concomitant_medication", answers: { ...answers }, explanations: [] });
  await doAs(desk, coordinator, removeRow, { entryId, reason: "Entered twice." });
}
