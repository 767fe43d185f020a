import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { guideFor, type GuidedRole, type GuideForm, type GuidePatient, type GuideStep } from "@/lib/study/first-patient";

export interface GuideView { readonly role: GuidedRole; readonly patient: string | null; readonly steps: readonly GuideStep[]; readonly isPutAway: boolean }

interface Noted { putAway: boolean; begun: Date | null }
type Did = Record<"declared" | "confirmed" | "signed" | "answered" | "asked" | "closed" | "verified" | "decided", boolean>;

const GUIDED: readonly GuidedRole[] = ["coordinator", "investigator", "monitor"];

/** How far this person has come with a first patient, from what they have really done. Null for roles without one, and where it was put away unless `always`. */
export async function readGuide(tx: Tx, actor: Actor, always = false): Promise<GuideView | null> {
  const role = GUIDED.find((each) => actor.grants.some((grant) => grant.role === each));
  if (!role) return null;
  const [noted] = await tx.$queryRaw<Noted[]>`
    SELECT coalesce((SELECT g.notice = 'guide.dismiss' FROM app.guidance g WHERE g.by_id = ${actor.id}::uuid AND g.notice LIKE 'guide.%' ORDER BY g.at DESC LIMIT 1), false) AS "putAway",
      (SELECT max(g.at) FROM app.guidance g WHERE g.by_id = ${actor.id}::uuid AND g.notice = 'guide.begin') AS begun`;
  if (noted?.putAway && !always) return null;
  const since = noted?.begun ?? new Date(0);
  const [did, patient] = [await readDeeds(tx, actor.id, since), await readPatient(tx, actor.id, role, since)];
  return { role, patient: patient?.number ?? null, steps: guideFor({ role, patient, did }), isPutAway: noted?.putAway ?? false };
}

/** From the records themselves, each of which names who made it. */
async function readDeeds(tx: Tx, me: string, since: Date): Promise<Did> {
  const [did] = await tx.$queryRaw<Did[]>`
    SELECT EXISTS (SELECT FROM app.signature_declaration d WHERE d.by_id = ${me}::uuid) AS declared,
      EXISTS (SELECT FROM app.signature s WHERE s.by_id = ${me}::uuid AND s.meaning = 'eligibility' AND s.at > ${since}) AS confirmed,
      EXISTS (SELECT FROM app.signature s WHERE s.by_id = ${me}::uuid AND s.meaning <> 'eligibility' AND s.at > ${since}) AS signed,
      EXISTS (SELECT FROM app.discrepancy_message m WHERE m.by_id = ${me}::uuid AND m.step = 'answered' AND m.at > ${since}) AS answered,
      EXISTS (SELECT FROM app.discrepancy q WHERE q.by_id = ${me}::uuid AND q.origin = 'manual' AND q.at > ${since}) AS asked,
      EXISTS (SELECT FROM app.discrepancy_message m WHERE m.by_id = ${me}::uuid AND m.step = 'closed' AND m.at > ${since}) AS closed,
      EXISTS (SELECT FROM app.verification v WHERE v.by_id = ${me}::uuid AND v.at > ${since}) AS verified,
      EXISTS (SELECT FROM app.exposure_review r WHERE r.by_id = ${me}::uuid AND r.at > ${since}) AS decided`;
  if (!did) throw new Error("The question has no answer");
  return did;
}

/** Whom they learn with: a coordinator the first patient they added, an investigator the one they confirmed or else the newest, a monitor any. */
async function readPatient(tx: Tx, me: string, role: GuidedRole, since: Date): Promise<GuidePatient | null> {
  const own = role === "coordinator";
  const [found] = await tx.$queryRaw<{ id: string; number: string; status: string; isConfirmed: boolean }[]>`
    SELECT p.id, p.number, p.status, EXISTS (SELECT FROM app.signature s WHERE s.patient_id = p.id AND s.meaning = 'eligibility') AS "isConfirmed"
    FROM app.patient p LEFT JOIN audit.event e ON ${own} AND e.table_name = 'app.patient' AND e.row_id = p.id::text AND e.op = 'I' AND e.account_id = ${me}::uuid AND e.occurred_at > ${since}
    WHERE NOT ${own} OR e.id IS NOT NULL
    ORDER BY EXISTS (SELECT FROM app.signature s WHERE s.patient_id = p.id AND s.meaning = 'eligibility' AND s.by_id = ${me}::uuid AND s.at > ${since}) DESC,
      CASE WHEN ${own} THEN p.created_at END, CASE WHEN ${role === "investigator"} THEN p.created_at END DESC, p.number LIMIT 1`;
  if (!found) return null;
  const forms = await tx.$queryRaw<GuideForm[]>`
    SELECT e.id AS "entryId", v.code AS visit, e.form_id AS "formId", e.progress IN ('complete', 'not_done') AS "isDone", e.progress <> 'not_started' AS "isBegun"
    FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id WHERE e.patient_id = ${found.id}::uuid AND e.removed_at IS NULL AND NOT e.optional ORDER BY e.form_id, e.row_no`;
  return { number: found.number, status: found.status, isConfirmed: found.isConfirmed, forms };
}
