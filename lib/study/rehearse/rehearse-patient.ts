import { firedChecks, type FiredCheck } from "@/lib/crf/fired-checks";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { contextFor, type StudyForm } from "@/lib/study/checks/check-context";
import { derivePatient } from "@/lib/study/derive-patient";
import { isStarted } from "@/lib/study/derive/record-reading";
import type { Finding, FindingKind, PatientRecord, ProtocolVersionId } from "@/lib/study/patient-record";
import { changedDoses, type ChangedDose } from "@/lib/study/rehearse/changed-doses";
import { changedVisits, type ChangedVisit } from "@/lib/study/rehearse/changed-visits";
import { movesOf, type EntryMove } from "@/lib/study/rehearse/move-entry";
import { supposedRecord, type Supposition } from "@/lib/study/rehearse/supposed-record";
import { formById, forms } from "@/lib/study/study";

/** A verification or signature that stands on a value. */
export interface StandingMark {
  readonly entryId: string;
  readonly field: string;
  readonly kind: "verification" | "casebook" | "eligibility";
  readonly byName: string;
}

export interface AskedAt extends Pick<FiredCheck, "id" | "message"> {
  readonly entryId: string;
  readonly formId: string;
}

export interface ChangedResult {
  readonly kind: FindingKind;
  readonly subject: string;
  /** Null for a result that is not derived on that side. */
  readonly from: string | null;
  readonly to: string | null;
}

/** What would change for one patient who consents to another version. */
export interface PatientRehearsal {
  readonly patientId: string;
  readonly number: string;
  readonly from: ProtocolVersionId;
  readonly moves: readonly EntryMove[];
  /** Begun entries whose form has another version under the new protocol, and that keep theirs. */
  readonly kept: number;
  readonly opens: readonly AskedAt[];
  readonly closes: readonly AskedAt[];
  readonly results: readonly ChangedResult[];
  readonly doses: readonly ChangedDose[];
  readonly visits: readonly ChangedVisit[];
  /** Verifications and signatures on values that would leave. */
  readonly falls: readonly StandingMark[];
  /** Decisions of a reviewer that rest on what would change. */
  readonly decisions: number;
}

export interface RehearsalContext {
  readonly today: CalendarDate;
  readonly hashOf: (text: string) => string;
  readonly standing: readonly StandingMark[];
  /** Other forms than the study's. */
  readonly among?: readonly StudyForm[];
}

/** Runs the definitions of both versions over one record. Pure: nothing is changed, and the same record gives the same answer. */
export function rehearsePatient(before: PatientRecord, supposition: Supposition, { today, hashOf, standing, among = forms }: RehearsalContext): PatientRehearsal {
  const { record: after, moves } = supposedRecord(before, supposition, among);
  const [asked, thenAsked] = [before, after].map((record) => questionsAt(record, today, among)) as [readonly AskedAt[], readonly AskedAt[]];
  const [derived, thenDerived] = [before, after].map((record) => derivePatient(record, { hashOf })) as [readonly Finding[], readonly Finding[]];
  const lost = new Set(moves.flatMap(({ entryId, lost }) => lost.map(({ field }) => `${entryId}.${field}`)));
  return {
    patientId: before.patientId, number: before.number, from: before.protocolVersion, moves,
    kept: movesOf(before, supposition.to, "move", among).filter(({ begun }) => begun).length - moves.filter(({ begun }) => begun).length,
    opens: thenAsked.filter(notAmong(asked)), closes: asked.filter(notAmong(thenAsked)),
    results: changedResults(derived, thenDerived),
    doses: changedDoses(before, after, supposition.to),
    visits: changedVisits(before, after),
    falls: standing.filter(({ entryId, field }) => lost.has(`${entryId}.${field}`)),
    decisions: fallenDecisions(before, derived, thenDerived),
  };
}

const notAmong = (others: readonly AskedAt[]) => ({ entryId, id }: AskedAt) => !others.some((other) => other.entryId === entryId && other.id === id);

function questionsAt(record: PatientRecord, today: CalendarDate, among: readonly StudyForm[]): readonly AskedAt[] {
  return record.entries.filter(isStarted).flatMap((entry) => {
    const form = formById(entry.formId, entry.formVersion, among);
    const fired = form ? firedChecks(form, entry.answers, contextFor(record, entry, today)) : [];
    return fired.map(({ id, message }) => ({ id, message, entryId: entry.id, formId: entry.formId }));
  });
}

const sameSubject = (one: Finding) => (other: Finding) => one.kind === other.kind && one.subject === other.subject;

function changedResults(before: readonly Finding[], after: readonly Finding[]): readonly ChangedResult[] {
  const changed = before.map((finding) => ({ kind: finding.kind, subject: finding.subject, from: finding.value, to: after.find(sameSubject(finding))?.value ?? null }));
  const come = after.filter((finding) => !before.some(sameSubject(finding))).map(({ kind, subject, value }) => ({ kind, subject, from: null, to: value }));
  return [...changed, ...come].filter(({ from, to }) => from !== to);
}

const inputsOf = (findings: readonly Finding[], kind: FindingKind, subject: string): unknown =>
  (findings.find((finding) => finding.kind === kind && finding.subject === subject)?.trace as { readonly inputsHash?: unknown } | undefined)?.inputsHash;

/** A decision stands while its inputs stand. */
function fallenDecisions({ exposureReviews, adjudications }: PatientRecord, before: readonly Finding[], after: readonly Finding[]): number {
  const taken = [
    ...exposureReviews.map(({ entryId, inputsHash }) => ({ kind: "exposure" as const, subject: entryId, inputsHash })),
    ...adjudications.map(({ visit, inputsHash }) => ({ kind: "response" as const, subject: visit, inputsHash })),
  ];
  return taken.filter(({ kind, subject, inputsHash }) => inputsOf(before, kind, subject) === inputsHash && inputsOf(after, kind, subject) !== inputsHash).length;
}
