import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Scope } from "@/lib/access/permissions";
import { addRow } from "@/lib/entries/add-row";
import { saveAnswers } from "@/lib/entries/save-answers";
import { createPatient } from "@/lib/patients/create-patient";
import { randomisePatient } from "@/lib/patients/randomise-patient";
import { perform, type Act } from "@/lib/server/act";
import { confirmEligibility } from "@/lib/signatures/confirm-eligibility";
import { waiveCriterion } from "@/lib/signatures/waive-criterion";
import { addUnscheduledVisit } from "@/lib/visits/add-unscheduled-visit";
import { markVisitNotDone } from "@/lib/visits/mark-visit-not-done";
import type { Enrolment, SiteCode } from "./enrolment";
import { planPatient } from "./patient-plan";
import { WEAK_HEART } from "./screening-plan";
import { AT_SITE, type Cast, type Username } from "./people";
import type { Turns } from "./turns";
import type { TypedForm } from "./typed-form";

/** By subject: a criterion that the sponsor let pass. */
const WAIVED: Readonly<Record<number, { readonly criterion: string; readonly reason: string }>> = {
  [WEAK_HEART]: { criterion: "LVEF", reason: "48 % by echo, 55 % by MUGA a month before; no symptoms. Agreed by the medical monitor for this patient." },
};

/** What everybody who types needs: who they are, and a connection to look things up with. */
export interface Desk {
  readonly admin: pg.Client;
  readonly cast: Cast;
}

export interface Entered {
  readonly id: string;
  readonly number: string;
  readonly siteCode: SiteCode;
}

/** Carries out one act as somebody, exactly as the browser would. Throws what the act refused. */
export async function doAs<Input extends { requestId: string; reason: string | null }, Subject extends Scope, Value>(
  { cast }: Desk, who: Username, act: Act<Input, Subject, Value>, input: Omit<Input, "requestId" | "reason"> & { readonly reason?: string },
): Promise<Value> {
  const result = await perform(act, cast.tokens[who], { requestId: randomUUID(), reason: null, ...input });
  if (!result.ok) throw new Error(`${act.verb} by ${who}: ${JSON.stringify(result.fault)}\n${JSON.stringify(input)}`);
  return result.value;
}

/** One patient from consent to follow-up. Numbers and randomisations follow the order of enrolment, whatever else goes on at the same time. */
export async function enterPatient(desk: Desk, enrolment: Enrolment, turns: { readonly numbers: Turns; readonly randomisations: Turns }): Promise<Entered> {
  const { order, row, siteCode } = enrolment;
  const plan = planPatient(enrolment);
  const { coordinator, investigator } = AT_SITE[siteCode];

  const patient = await turns.numbers.take(order, () => beginScreening(desk, siteCode));
  await typeForms(desk, patient, plan.screening);
  const waived = WAIVED[row.subject];
  if (waived) await doAs(desk, "dana", waiveCriterion, { patientId: patient.id, password: desk.cast.password, ...waived });
  await doAs(desk, investigator, confirmEligibility, { patientId: patient.id, username: investigator, password: desk.cast.password, seen: null });
  await turns.randomisations.take(order, async () => {
    const { arm } = await doAs(desk, coordinator, randomisePatient, { patientId: patient.id });
    if (arm !== row.arm) throw new Error(`${patient.number} was randomised to arm ${arm}; the list was read as ${row.arm}.`);
  });
  await dateRandomisation(desk, patient, enrolment.randomisedOn);
  for (let visit = 0; visit < plan.unscheduledVisits; visit++) await doAs(desk, coordinator, addUnscheduledVisit, { patientId: patient.id });
  for (const forms of [plan.treatment, plan.secondCourse, plan.afterwards]) await typeForms(desk, patient, forms);
  for (const { visit, reason } of plan.notDone) await doAs(desk, coordinator, markVisitNotDone, { visitId: await visitId(desk, patient, visit), reason });
  return patient;
}

export async function beginScreening(desk: Desk, siteCode: SiteCode): Promise<Entered> {
  const { number } = await doAs(desk, AT_SITE[siteCode].coordinator, createPatient, { siteId: desk.cast.siteIds[siteCode] });
  const { rows: [row] } = await desk.admin.query<{ id: string }>("SELECT id FROM app.patient WHERE number = $1", [number]);
  if (!row) throw new Error(`${number} was not created`);
  return { id: row.id, number, siteCode };
}

/** The forms of a visit stand there empty and are filled; rows of a log are added. The investigator assesses the response, the coordinator types the rest. */
export async function typeForms(desk: Desk, patient: Entered, forms: readonly TypedForm[]): Promise<void> {
  const { coordinator, investigator } = AT_SITE[patient.siteCode];
  const { rows } = await desk.admin.query<{ visit: string; visitId: string; formId: string; id: string | null }>(
    `SELECT v.code AS visit, v.id AS "visitId", e.form_id AS "formId", e.id FROM app.visit v LEFT JOIN app.entry e ON e.visit_id = v.id AND e.row_no = 1 WHERE v.patient_id = $1`, [patient.id]);
  for (const { visit, formId, answers, explanations = [] } of forms) {
    const who = formId === "response_assessment" ? investigator : coordinator;
    const standing = rows.find((row) => row.visit === visit && row.formId === formId)?.id;
    if (standing) {
      const changes = Object.fromEntries(Object.entries(answers).map(([field, to]) => [field, { from: null, to }]));
      await doAs(desk, who, saveAnswers, { entryId: standing, changes, explanations: [...explanations], reasons: {}, replies: [] });
    } else {
      const visitId = rows.find((row) => row.visit === visit)?.visitId ?? null;
      await doAs(desk, who, addRow, { entryId: randomUUID(), patientId: patient.id, visitId, formId, answers, explanations: [...explanations] });
    }
  }
}

async function visitId({ admin }: Desk, patient: Entered, code: string): Promise<string> {
  const { rows: [visit] } = await admin.query<{ id: string }>("SELECT id FROM app.visit WHERE patient_id = $1 AND code = $2", [patient.id, code]);
  if (!visit) throw new Error(`${patient.number} has no visit ${code}`);
  return visit.id;
}

/**
 * The database stamps a randomisation with its own clock and lets no act say otherwise. The invented trial ran years ago, so its
 * owner moves the day, by the system's account and with a reason that the trail keeps.
 */
async function dateRandomisation({ admin, cast }: Desk, { id }: Entered, on: string): Promise<void> {
  await admin.query(
    `WITH as_system AS MATERIALIZED (SELECT set_config('app.session_token', $3, true), set_config('app.action', 'demonstration.date', true), set_config('app.reason', 'The calendar of the invented trial', true))
     UPDATE app.patient p SET randomised_at = ($2 || ' 10:30')::timestamp AT TIME ZONE s.time_zone FROM app.site s, as_system WHERE p.id = $1 AND s.id = p.site_id`, [id, on, cast.systemToken]);
  await admin.query(
    `WITH as_system AS MATERIALIZED (SELECT set_config('app.session_token', $3, true), set_config('app.action', 'demonstration.date', true), set_config('app.reason', 'The calendar of the invented trial', true))
     UPDATE app.entry e SET answers = e.answers || jsonb_build_object('randomisedOn', $2::text, 'randomisedAt', '10:30'), version = e.version + 1 FROM as_system WHERE e.patient_id = $1 AND e.form_id = 'randomisation'`, [id, on, cast.systemToken]);
}
