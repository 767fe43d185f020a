import { groupBy } from "@/lib/kernel/group-by";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { FindingKind, ProtocolVersionId } from "@/lib/study/patient-record";
import type { EntryMove, FormPolicy } from "@/lib/study/rehearse/move-entry";
import type { PatientRehearsal, StandingMark } from "@/lib/study/rehearse/rehearse-patient";
import type { Course } from "@/lib/study/visits";

/** Numbers of patients, the first few in words. */
export interface Concerned {
  readonly patients: number;
  readonly examples: readonly string[];
}

export interface FormSummary extends Concerned {
  readonly formId: string;
  readonly from: number;
  readonly to: number;
  /** Entries in that version, and how many of them hold anything. */
  readonly entries: number;
  readonly begun: number;
  /** Begun entries that must be answered again, and how many questions those are. */
  readonly reopened: number;
  readonly questions: number;
  /** Values whose field is gone, and values that the new version does not accept. */
  readonly dropped: number;
  readonly refused: number;
}

/** A question that begun entries would be asked anew. */
export interface QuestionSummary extends Concerned { readonly formId: string; readonly title: string; readonly label: string; readonly count: number }
export interface CheckSummary extends Concerned { readonly id: string; readonly formId: string; readonly count: number }
export interface ResultSummary extends Concerned { readonly kind: FindingKind; readonly from: string | null; readonly to: string | null; readonly count: number }
export interface DoseSummary extends Concerned { readonly course: Course; readonly drug: string; readonly from: string; readonly to: string }
export interface VisitSummary extends Concerned { readonly code: string; readonly title: string; readonly comes: readonly string[]; readonly leaves: readonly string[]; readonly moved: number }
export interface FallSummary extends Concerned { readonly kind: StandingMark["kind"]; readonly byName: string; readonly values: number }

/** What would change if every patient rehearsed consented to the version. */
export interface Rehearsal {
  readonly version: ProtocolVersionId;
  readonly consentedOn: CalendarDate;
  readonly policy: FormPolicy;
  /** Patients who would move, and of them those for whom anything changes. */
  readonly patients: number;
  readonly changed: number;
  readonly forms: readonly FormSummary[];
  readonly questions: readonly QuestionSummary[];
  /** Begun entries that keep the version they were filled under. */
  readonly kept: number;
  readonly opens: readonly CheckSummary[];
  readonly closes: readonly CheckSummary[];
  readonly results: readonly ResultSummary[];
  readonly doses: readonly DoseSummary[];
  readonly visits: readonly VisitSummary[];
  readonly falls: readonly FallSummary[];
  readonly decisions: number;
}

const EXAMPLES = 5;

interface Of<Item> { readonly number: string; readonly item: Item }

const itemsOf = <Item>(patients: readonly PatientRehearsal[], read: (patient: PatientRehearsal) => readonly Item[]): readonly Of<Item>[] =>
  patients.flatMap((patient) => read(patient).map((item) => ({ number: patient.number, item })));

function concerned(items: readonly Of<unknown>[]): Concerned {
  const numbers = [...new Set(items.map(({ number }) => number))].toSorted();
  return { patients: numbers.length, examples: numbers.slice(0, EXAMPLES) };
}

/** Groups of equal items, the largest first; equal sizes in the order of their names. */
function summarise<Item, Summary extends Concerned>(items: readonly Of<Item>[], keyOf: (item: Item) => string, sum: (items: readonly Item[], first: Item) => Omit<Summary, keyof Concerned>): readonly Summary[] {
  const groups = [...groupBy(items, ({ item }) => keyOf(item))].toSorted(([one, many], [other, others]) => others.length - many.length || (one < other ? -1 : 1));
  return groups.flatMap(([, group]) => (group[0] ? [{ ...sum(group.map(({ item }) => item), group[0].item), ...concerned(group) } as Summary] : []));
}

const total = <Item>(items: readonly Item[], count: (item: Item) => number): number => items.reduce((sum, item) => sum + count(item), 0);

const lostOf = (moves: readonly EntryMove[], why: "dropped" | "refused"): number => total(moves, ({ lost }) => lost.filter((value) => value.why === why).length);

const formSummary = (moves: readonly EntryMove[], { formId, from, to }: EntryMove): Omit<FormSummary, keyof Concerned> => ({
  formId, from, to, entries: moves.length, begun: moves.filter(({ begun }) => begun).length, reopened: moves.filter(({ asked }) => asked.length > 0).length,
  questions: total(moves, ({ asked }) => asked.length), dropped: lostOf(moves, "dropped"), refused: lostOf(moves, "refused"),
});

const concerns = ({ moves, opens, closes, results, doses, visits, falls }: PatientRehearsal): boolean => moves.length + opens.length + closes.length + results.length + doses.length + visits.length + falls.length > 0;

/** Adds the rehearsals of patients up. Pure, and independent of their order. */
export function addUp(patients: readonly PatientRehearsal[], { version, consentedOn, policy }: Pick<Rehearsal, "version" | "consentedOn" | "policy">): Rehearsal {
  const checks = (read: (patient: PatientRehearsal) => PatientRehearsal["opens"]) =>
    summarise<PatientRehearsal["opens"][number], CheckSummary>(itemsOf(patients, read), ({ formId, id }) => `${formId} ${id}`, (items, { id, formId }) => ({ id, formId, count: items.length }));
  return {
    version, consentedOn, policy, patients: patients.length, changed: patients.filter(concerns).length,
    forms: summarise(itemsOf(patients, ({ moves }) => moves), ({ formId, from, to }) => `${formId} ${from} ${to}`, formSummary),
    questions: summarise(itemsOf(patients, ({ moves }) => moves.flatMap(({ formId, title, asked }) => asked.map((label) => ({ formId, title, label })))), ({ formId, label }) => `${formId} ${label}`,
      (items, { formId, title, label }) => ({ formId, title, label, count: items.length })),
    kept: total(patients, ({ kept }) => kept),
    opens: checks(({ opens }) => opens),
    closes: checks(({ closes }) => closes),
    results: summarise(itemsOf(patients, ({ results }) => results), ({ kind, from, to }) => `${kind} ${from} ${to}`, (items, { kind, from, to }) => ({ kind, from, to, count: items.length })),
    doses: summarise(itemsOf(patients, ({ doses }) => doses), ({ course, drug, from, to }) => `${course} ${drug} ${from} ${to}`, (_, { course, drug, from, to }) => ({ course, drug, from, to })),
    visits: summarise(itemsOf(patients, ({ visits }) => visits), ({ code, comes, leaves }) => `${code} ${comes.join()} ${leaves.join()}`, (items, { code, title, comes, leaves }) =>
      ({ code, title, comes, leaves, moved: items.filter(({ from, to }) => from !== to).length })),
    falls: summarise(itemsOf(patients, ({ falls }) => falls), ({ kind, byName }) => `${kind} ${byName}`, (items, { kind, byName }) => ({ kind, byName, values: items.length })),
    decisions: total(patients, ({ decisions }) => decisions),
  };
}
