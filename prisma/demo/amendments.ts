import { randomUUID } from "node:crypto";
import { addRow } from "@/lib/entries/add-row";
import { reconsentPatient } from "@/lib/entries/reconsent-patient";
import { setLabRange } from "@/lib/patients/set-lab-range";
import { activateVersion } from "@/lib/people/activate-version";
import { adjudicateResponse } from "@/lib/review/adjudicate-response";
import type { AnalyteCode } from "@/lib/study/laboratory/analytes";
import { notDone } from "./typed-form";
import { doAs, type Desk } from "./enter-patient";
import type { SiteCode } from "./enrolment";
import { patientNumbered } from "./look-up";
import { AT_SITE, DEMONSTRATION_PASSWORD } from "./people";

/** What the three laboratories call normal, in the units that they print. */
const RANGES: Readonly<Record<SiteCode, readonly (readonly [AnalyteCode, lower: string | null, upper: string | null, unit: string, sex?: "M" | "F"])[]>> = {
  "101": [["platelets", "140", "440", "K/uL"], ["haemoglobin", "13.5", "17.5", "g/dL", "M"], ["haemoglobin", "12.0", "15.5", "g/dL", "F"], ["creatinine", "0.6", "1.2", "mg/dL"], ["bilirubin", null, "1.2", "mg/dL"], ["alt", null, "56", "U/L"]],
  "102": [["platelets", "150", "400", "10^9/L"], ["haemoglobin", "8.6", "10.9", "mmol/L", "M"], ["haemoglobin", "7.4", "9.9", "mmol/L", "F"], ["creatinine", "53", "106", "umol/L"], ["potassium", "3.6", "5.0", "mmol/L"]],
  "103": [["wbc", "4000", "10800", "/mm3"], ["platelets", "150", "450", "10^3/uL"], ["magnesium", "1.6", "2.6", "mg/dL"]],
};

/** Before the first patient: the reference ranges of the sites' laboratories. */
export async function stateRanges(desk: Desk): Promise<void> {
  for (const [code, ranges] of Object.entries(RANGES) as [SiteCode, (typeof RANGES)[SiteCode]][]) {
    for (const [analyte, lower, upper, unit, sex = null] of ranges) {
      await doAs(desk, "dana", setLabRange, { siteId: desk.cast.siteIds[code], analyte, sex, ageFrom: null, ageTo: null, lower, upper, unit, validFrom: "2003-11-01", reason: "List of the laboratory, at the initiation visit" });
    }
  }
}

/** In follow-up, and consented to the other version: what was entered stays as it was. */
const RECONSENTED = { number: "103-007", on: "2006-11-20" };
const ACTIVATED_ON = "2006-10-02";

/** Towards the end: the other version at two sites, a patient who consents to it, a response adjudicated, two deviations recorded. */
export async function amend(desk: Desk): Promise<void> {
  for (const site of ["101", "103"] as const) {
    await doAs(desk, "ada", activateVersion, { siteId: desk.cast.siteIds[site], version: "review", activatedOn: ACTIVATED_ON, reason: "Approved by the ethics committee" });
  }
  const patient = await patientNumbered(desk, RECONSENTED.number);
  await doAs(desk, AT_SITE["103"].investigator, reconsentPatient, { patientId: patient.id, version: "review", consentedOn: RECONSENTED.on, forms: "keep", reason: "Amended information sheet, signed at the follow-up visit" });
  await adjudicateTheLimit(desk);
  await recordDeviations(desk);
}

/** Platelets of exactly 100,000 are neither CR nor CRp; a reviewer says what they are. The ANC of exactly 1,000 is left for whoever tries. */
async function adjudicateTheLimit(desk: Desk): Promise<void> {
  const { rows: [found] } = await desk.admin.query<{ visitId: string; inputsHash: string; site: SiteCode }>(
    `SELECT v.id AS "visitId", f.inputs_hash AS "inputsHash", left(p.number, 3) AS site FROM app.finding f JOIN app.patient p ON p.id = f.patient_id JOIN app.visit v ON v.patient_id = p.id AND v.code = f.subject
     WHERE f.kind = 'response' AND f.trace::text LIKE '%BOUNDARY_PLT_EQ_100000%' LIMIT 1`);
  if (!found) throw new Error("No response lies on the platelet limit");
  await doAs(desk, AT_SITE[found.site].monitor, adjudicateResponse, {
    visitId: found.visitId, seenInputsHash: found.inputsHash, verdict: "NR", password: DEMONSTRATION_PASSWORD, reason: "Read literally: neither above nor below 100,000. Seen in the laboratory's report; no second count within a week.",
  });
}

/** Two derived deviations from the dose, taken up by their sites. */
async function recordDeviations(desk: Desk): Promise<void> {
  const { rows } = await desk.admin.query<{ patientId: string; site: SiteCode; subject: string; says: string; on: string | null; reason: string | null }>(
    `SELECT f.patient_id AS "patientId", left(p.number, 3) AS site, f.subject, f.trace ->> 'says' AS says, f.trace ->> 'on' AS "on", f.trace ->> 'reason' AS reason
     FROM app.finding f JOIN app.patient p ON p.id = f.patient_id WHERE f.kind = 'deviation' AND f.value = 'dose' AND f.trace ->> 'on' IS NOT NULL ORDER BY p.number LIMIT 2`);
  for (const { patientId, site, subject, says, on, reason } of rows) {
    await doAs(desk, AT_SITE[site].coordinator, addRow, {
      entryId: randomUUID(), patientId, visitId: null, formId: "protocol_deviation", explanations: [],
      answers: { category: "dose", happenedOn: on, description: `${says}. ${reason ?? ""}`.trim(), answers: subject, important: "N", affectsSafety: "N", affectsData: "U", correctiveAction: notDone, reported: "N" },
    });
  }
}
