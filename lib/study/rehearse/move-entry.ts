import { answerSchema } from "@/lib/crf/answer-schema";
import { completeness } from "@/lib/crf/completeness";
import type { Form } from "@/lib/crf/define-form";
import { isStarted } from "@/lib/study/derive/record-reading";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import { formById, forms } from "@/lib/study/study";
import type { StudyForm } from "@/lib/study/checks/check-context";
import type { ProtocolVersion } from "@/lib/study/versions/protocol-version";

/** What becomes of forms that are already begun: they keep the version they were filled under, or move to the one that the new protocol asks for. */
export type FormPolicy = "keep" | "move";

/** A value that the new version of a form has no place for. It stays in the trail. */
export interface LostValue {
  readonly field: string;
  readonly label: string;
  /** As shown. */
  readonly value: string;
  /** The new version has no such field, or does not accept the value. */
  readonly why: "dropped" | "refused";
  /** Why it is refused, in the words of the form; null for a field that is gone. */
  readonly says: string | null;
}

/** One entry on its way from one version of its form to another. */
export interface EntryMove {
  readonly entryId: string;
  readonly formId: string;
  readonly title: string;
  readonly visit: string | null;
  readonly rowNo: number;
  readonly from: number;
  readonly to: number;
  /** False for an empty form, which changes its version and nothing else. */
  readonly begun: boolean;
  /** What the entry holds afterwards. */
  readonly answers: RecordEntry["answers"];
  readonly lost: readonly LostValue[];
  /** Labels of questions that are expected now and were not open before. */
  readonly asked: readonly string[];
  /** How many expected questions have no answer afterwards. */
  readonly open: number;
}

/** Why the form would not store these answers, by field: the first sentence of each. */
function refusals(form: Form, answers: RecordEntry["answers"]): ReadonlyMap<string, string> {
  const parsed = answerSchema(form).safeParse(answers);
  const issues = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => [String(path[0] ?? ""), message] as const);
  return new Map(issues.toReversed());
}

/** Takes one entry to another version of its form: what the new version knows and accepts stays as it is, and nothing is converted. */
export function moveEntry(entry: RecordEntry, old: StudyForm, next: StudyForm): EntryMove {
  const [from, to] = [old as unknown as Form, next as unknown as Form];
  const held = Object.entries(entry.answers).filter(([, answer]) => answer !== null && answer !== undefined);
  const known = Object.fromEntries(held.filter(([field]) => to.fields[field] !== undefined));
  const refused = refusals(to, known);
  const answers = Object.fromEntries(Object.entries(known).filter(([field]) => !refused.has(field)));
  const lost = held.filter(([field]) => !Object.hasOwn(answers, field)).map(([field, answer]): LostValue => ({
    field, label: from.fields[field]?.label ?? field, value: from.fields[field]?.show(answer) ?? String(answer), why: Object.hasOwn(known, field) ? "refused" : "dropped", says: refused.get(field) ?? null,
  }));
  const openBefore = completeness(from, entry.answers).missing;
  const openAfter = completeness(to, answers).missing;
  const asked = openAfter.filter((field) => !openBefore.includes(field)).map((field) => to.fields[field]?.label ?? field);
  return { entryId: entry.id, formId: entry.formId, title: to.title, visit: entry.visit, rowNo: entry.rowNo, from: entry.formVersion, to: to.version, begun: held.length > 0, answers, lost, asked, open: openAfter.length };
}

/** The entries that another protocol version moves to another version of their form. Empty ones always move; begun ones by the policy. */
export function movesOf(record: PatientRecord, to: ProtocolVersion, policy: FormPolicy, among: readonly StudyForm[] = forms): readonly EntryMove[] {
  return record.entries.flatMap((entry) => {
    const [old, next] = [formById(entry.formId, entry.formVersion, among), formById(entry.formId, to.forms[entry.formId] ?? 1, among)];
    if (!old || !next || old.version === next.version || (policy === "keep" && isStarted(entry))) return [];
    const move = moveEntry(entry, old, next);
    return [isStarted(entry) ? move : { ...move, asked: [] }];
  });
}
