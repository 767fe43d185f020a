import type { CasebookView } from "@/lib/entries/read-casebook";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { firstCenersenDayOf } from "@/lib/study/derive/record-reading";
import type { Finding, ResponseProfile, TracedCriterion } from "@/lib/study/patient-record";
import type { Signatures } from "@/lib/signatures/read-signatures";
import type { UnsignedValue } from "@/lib/signatures/read-unsigned";
import type { AdjudicationReason } from "@/lib/study/response/adjudication";
import { inOrder } from "@/lib/study/visits";

/** What the parts of the page read. */
export interface Casebook extends Omit<CasebookView, "findings"> {
  readonly findings: readonly Finding[];
  readonly ruleVersion: string;
  readonly signatures: Signatures;
  /** What changed or came since the casebook was signed; empty before that. */
  readonly unsigned: readonly UnsignedValue[];
  /** The calendar day at the site. */
  readonly today: CalendarDate;
  /** D1; null before cenersen. */
  readonly first: CalendarDate | null;
}

export function casebookOf({ view, signatures, unsigned, today }: { readonly view: CasebookView; readonly signatures: Signatures; readonly unsigned: readonly UnsignedValue[]; readonly today: CalendarDate }): Casebook {
  const findings = view.findings.map(({ kind, subject, value, trace }) => ({ kind, subject, value: value ?? "", trace }));
  const order = inOrder(view.visits.map(({ code }) => code));
  const visits = view.visits.toSorted((one, other) => order.indexOf(one.code) - order.indexOf(other.code));
  return { ...view, visits, findings, ruleVersion: view.findings[0]?.ruleVersion ?? "", signatures, unsigned, today, first: firstCenersenDayOf(view.record) };
}

interface Adjudicated { readonly verdict: string; readonly reason: string; readonly byName: string; readonly at: string }

export interface ResponseTrace {
  readonly on: CalendarDate | null;
  /** The study's. */
  readonly profile: ResponseProfile;
  readonly inputsHash: string;
  /** By the rules, before anybody adjudicated. */
  readonly derived: string;
  readonly reasons: readonly AdjudicationReason[];
  readonly awaiting: boolean;
  readonly adjudication: Adjudicated | null;
  readonly fallen: Adjudicated | null;
  readonly profiles: Readonly<Record<ResponseProfile, { readonly status: string; readonly because: string; readonly criteria: readonly TracedCriterion[] }>>;
  readonly investigator: { readonly response: string; readonly agrees: boolean; readonly source: { readonly entryId: string; readonly field: string } | null } | null;
}

export interface AssessedResponse extends ResponseTrace {
  readonly visit: string;
  /** What stands: adjudicated, or by the study's criteria. */
  readonly status: string;
  readonly finding: Finding;
}

/** The responses of all assessed visits, oldest first; those without a day come last. */
export function responsesOf(findings: readonly Finding[]): readonly AssessedResponse[] {
  const day = ({ on }: ResponseTrace) => on ?? "9999";
  return findings.filter(({ kind }) => kind === "response").map((finding) => ({ ...(finding.trace as ResponseTrace), visit: finding.subject, status: finding.value, finding }))
    .toSorted((one, other) => (day(one) < day(other) ? -1 : day(one) > day(other) ? 1 : 0));
}

interface Best { readonly status: string; readonly on: CalendarDate | null; readonly studyDay: number | null; readonly visit: string | null; readonly firstRemissionOn: CalendarDate | null }

/** The best overall response under each profile; null while nothing was derived. */
export function bestOf(findings: readonly Finding[]): Readonly<Record<ResponseProfile, Best>> | null {
  const found = findings.find(({ kind }) => kind === "best_response");
  return (found?.trace as { readonly profiles?: Readonly<Record<ResponseProfile, Best>> } | undefined)?.profiles ?? null;
}
