import "server-only";
import { can, type Verb } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { dayIn } from "@/lib/kernel/instant";
import { activatedOn } from "@/lib/people/site-versions";
import type { Patient } from "@/lib/patients/patient";
import { readRecord } from "@/lib/patients/patient-store";
import { readScreenFailure } from "@/lib/patients/read-screen-failure";
import type { ScreenFailure } from "@/lib/patients/screen-failure";
import type { Tx } from "@/lib/server/db";
import type { PatientRecord, ProtocolVersionId } from "@/lib/study/patient-record";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { type Head, type Held, type OpenQuery, readFindings, readHead, readOpenQueries, type StoredFinding } from "./casebook-rows";
import { readEntrySummaries, type EntrySummary } from "./read-entry-summaries";

/** A patient's casebook: who, what was derived and why, every visit and log with its forms. */
export interface CasebookView {
  readonly patient: Omit<Patient, "randomisedAt"> & { readonly randomisedAt: string | null; readonly siteCode: string; readonly siteName: string; readonly timeZone: string };
  readonly record: PatientRecord;
  readonly findings: readonly StoredFinding[];
  /** Those that are called for or hold anything, not done ones included. `reason` is of who added an unscheduled one. */
  readonly visits: readonly { readonly id: string; readonly code: string; readonly reason: string | null; readonly notDoneReason: string | null; readonly entries: readonly EntrySummary[] }[];
  readonly logs: readonly EntrySummary[];
  readonly queries: readonly (Omit<OpenQuery, "at"> & { readonly at: string })[];
  /** The standing statement that the patient does not enter; null for everybody else. */
  readonly screenFailure: ScreenFailure | null;
  /** Versions of the protocol that the patient could consent to now; none for who may not record it. */
  readonly offered: readonly { readonly version: ProtocolVersionId; readonly title: string; readonly activatedOn: CalendarDate }[];
  readonly held: Held;
  readonly mayEnter: boolean;
  readonly maySign: boolean;
  readonly mayConfirmEligibility: boolean;
  readonly mayRandomise: boolean;
  readonly mayWaive: boolean;
  readonly mayScreenFail: boolean;
  readonly mayResumeScreening: boolean;
  readonly mayAddVisit: boolean;
  readonly mayMarkVisitNotDone: boolean;
}

/** Who it is, for whoever may read the casebook; the rest is read beside it. */
export async function readCasebookHead(tx: Tx, actor: Actor, number: string): Promise<Head | null> {
  const head = await readHead(tx, number);
  return head && can(actor, "patient.read", head) ? head : null;
}

/** What this person may do with the casebook as it is held and stands. */
export const mayWith = (actor: Actor, { held, status, siteId }: Pick<Head, "held" | "status" | "siteId">) => {
  const free = (verb: Verb, of: boolean) => held === null && of && can(actor, verb, { siteId });
  return {
    mayEnter: free("entry.save", true), maySign: held !== "lock" && can(actor, "casebook.sign", { siteId }),
    mayConfirmEligibility: free("eligibility.confirm", status === "screening"), mayRandomise: free("patient.randomise", status === "screening"), mayWaive: free("eligibility.waive", status === "screening"),
    mayScreenFail: free("patient.screen_fail", status === "screening"), mayResumeScreening: free("patient.resume_screening", status === "screen_failed"),
    mayAddVisit: free("visit.add", status === "randomised"), mayMarkVisitNotDone: free("visit.mark_not_done", true),
  };
};

export async function readCasebook(tx: Tx, actor: Actor, number: string): Promise<CasebookView | null> {
  const head = await readCasebookHead(tx, actor, number);
  return head && readCasebookOf(tx, actor, head);
}

export async function readCasebookOf(tx: Tx, actor: Actor, { visits, held, ...patient }: Head): Promise<CasebookView> {
  const mayReconsent = held === null && can(actor, "patient.reconsent", patient);
  const [record, findings, entries, queries, screenFailure, offered] = await Promise.all([
    readRecord(tx, patient.id), readFindings(tx, patient.id), readEntrySummaries(tx, [patient.id]), readOpenQueries(tx, patient.id), patient.status === "screen_failed" ? readScreenFailure(tx, patient.id) : null,
    mayReconsent ? readOffered(tx, patient.siteId, patient.protocolVersion, dayIn(new Date().toISOString(), patient.timeZone)) : [],
  ]);
  return {
    patient: { ...patient, randomisedAt: patient.randomisedAt?.toISOString() ?? null }, record, findings, screenFailure, offered, held, ...mayWith(actor, { ...patient, held }),
    visits: visits.map((visit) => ({ ...visit, entries: entries.filter(({ visitId }) => visitId === visit.id) }))
      .filter((visit) => visit.notDoneReason !== null || visit.entries.some(({ removed }) => !removed)),
    logs: entries.filter(({ visitId }) => visitId === null),
    queries: queries.map(({ at, ...query }) => ({ ...query, at: at.toISOString() })),
  };
}

/** Every other version that is active at the site today. */
async function readOffered(tx: Tx, siteId: string, current: string, today: CalendarDate): Promise<CasebookView["offered"]> {
  const others = Object.values(protocolVersions).filter(({ id }) => id !== current);
  const days = await Promise.all(others.map(({ id }) => activatedOn(tx, siteId, id)));
  return others.flatMap(({ id, title }, at) => { const day = days[at] ?? null; return day !== null && day <= today ? [{ version: id, title, activatedOn: day }] : []; });
}
