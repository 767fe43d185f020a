import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { readAwaitingAdjudication } from "@/lib/review/read-awaiting-adjudication";
import type { Tx } from "@/lib/server/db";
import { ITS_PATIENT } from "@/lib/server/of-patient-sql";
import { sql } from "@/lib/server/sql";
import { sayReasons, type AdjudicationReason } from "@/lib/study/response/adjudication";
import { visitByCode } from "@/lib/study/visits";
import type { FoundLine } from "./review-line";

const titleOf = (visit: string): string => visitByCode(visit)?.title ?? visit;
const stateOf = (state: string) => ({ state, stands: state });
const ON_BOUND: readonly AdjudicationReason[] = ["boundary_platelets", "boundary_neutrophils", "regeneration"];
const adjudication = (actor: Actor, siteId: string, patient: string) => ({ label: can(actor, "response.adjudicate", { siteId }) ? "Adjudicate" : "Responses", href: `/patients/${patient}#responses` });

/** Responses that the criteria leave open, by a count on its bound or blasts that may be regeneration. One statement. */
export async function readBoundaryLines(tx: Tx, actor: Actor): Promise<readonly FoundLine[]> {
  const waiting = await readAwaitingAdjudication(tx);
  return waiting.filter(({ reasons }) => reasons.some((reason) => ON_BOUND.includes(reason))).map(({ patientId, siteId, patientNumber, siteCode, visitId, visit, on, derived, investigator, reasons, fallen }): FoundLine => ({
    list: "boundary", subject: visitId, patientId, siteId, patient: patientNumber, site: siteCode, on, what: `Response at ${titleOf(visit)}`, detail: [sayReasons(reasons), `criteria ${derived}, investigator ${investigator ?? "not yet"}`].join(" · "),
    tone: "open", ...stateOf(fallen ? "decided before, on other data" : "waits for a decision"), href: `/patients/${patientNumber}#responses`, act: adjudication(actor, siteId, patientNumber),
  }));
}

interface Row {
  readonly patientId: string; readonly siteId: string; readonly patient: string; readonly site: string; readonly visitId: string; readonly visit: string; readonly on: string | null;
  readonly investigator: string | null; readonly derived: string; readonly standing: string; readonly deciding: string | null; readonly entryId: string | null; readonly field: string | null;
  readonly byName: string | null; readonly queryId: string | null; readonly queryState: "open" | "answered" | null;
}

/** Every response in which the investigator differs from the criteria, also one that the site is still asked about or that is decided. One statement. */
export async function readDisagreementLines(tx: Tx, actor: Actor): Promise<readonly FoundLine[]> {
  const rows = await tx.$queryRaw<Row[]>(sql`
    WITH of AS MATERIALIZED (SELECT patient_id, subject FROM app.finding WHERE kind = 'agreement' AND value = 'disagree'
      UNION SELECT patient_id, subject FROM app.finding WHERE kind = 'response' AND value IS NOT NULL AND trace -> 'reasons' @> '"disagreement"')
    SELECT p.id AS "patientId", p.site_id AS "siteId", p.number AS patient, s.code AS site, v.id AS "visitId", v.code AS visit, r.trace ->> 'on' AS "on", a.trace ->> 'investigator' AS investigator, a.trace ->> 'derived' AS derived, a.trace ->> 'standing' AS standing,
      a.trace -> 'deciding' ->> 'label' AS deciding, a.trace -> 'source' ->> 'entryId' AS "entryId", a.trace -> 'source' ->> 'field' AS field, r.trace -> 'adjudication' ->> 'byName' AS "byName", q.id AS "queryId", q.state AS "queryState"
    FROM of ${ITS_PATIENT}
      CROSS JOIN LATERAL (SELECT f.trace FROM app.finding f WHERE f.patient_id = of.patient_id AND f.kind = 'response' AND f.subject = of.subject AND f.value IS NOT NULL LIMIT 1) r
      CROSS JOIN LATERAL (SELECT f.trace FROM app.finding f WHERE f.patient_id = of.patient_id AND f.kind = 'agreement' AND f.subject = of.subject AND f.trace ->> 'investigator' IS NOT NULL LIMIT 1) a
      CROSS JOIN LATERAL (SELECT t.id, t.code FROM app.visit t WHERE t.patient_id = of.patient_id AND t.code = of.subject LIMIT 1) v
      LEFT JOIN LATERAL (SELECT d.id, d.state FROM app.discrepancy d JOIN app.entry e ON e.id = d.entry_id WHERE d.patient_id = of.patient_id AND e.visit_id = v.id AND d.rule_id = 'RA01' AND d.state <> 'closed' ORDER BY d.at DESC LIMIT 1) q ON true
    ORDER BY p.number, r.trace ->> 'on', v.code`);
  return rows.map((row) => disagreementLine(actor, row));
}

function disagreementLine(actor: Actor, { patientId, siteId, patient, site, visitId, visit, on, investigator, derived, standing, deciding, entryId, field, byName, queryId, queryState }: Row): FoundLine {
  const state = byName !== null ? `${standing}, decided by ${byName}` : queryState === "open" ? "the site is asked" : queryState === "answered" ? "the site answered" : "waits for a decision";
  return {
    list: "disagreement", subject: visitId, patientId, siteId, patient, site, on, what: `${titleOf(visit)}: investigator ${investigator}, criteria ${derived}`, detail: deciding === null ? "" : `decided by: ${deciding}`,
    tone: byName !== null ? "settled" : "open", ...stateOf(state), href: entryId === null ? `/patients/${patient}#responses` : `/entries/${entryId}#${field ?? ""}`,
    act: queryId !== null && queryState === "open" ? { label: "Query", href: `/queries/${queryId}` } : adjudication(actor, siteId, patient),
  };
}
