import { applies } from "@/lib/crf/completeness";
import type { Form } from "@/lib/crf/define-form";
import type { RecordEntry } from "@/lib/study/patient-record";
import type { StudyForm } from "@/lib/study/checks/check-context";

/** Which version of its form an entry came from, and the fields whose values had no place in the new one. */
export interface FormMove {
  readonly from: number;
  readonly left: readonly string[];
}

/** Unanswered questions that an entry has because it moved to another version of its form, by field name, in form order. */
export interface NewQuestions {
  /** A value is expected, or why there is none. */
  readonly expected: readonly string[];
  /** May stay blank. */
  readonly others: readonly string[];
}

/** What the new version asks and the old one did not, and what it asks again because the value had no place in it; only what applies and is blank. */
export function newQuestions(old: StudyForm, next: StudyForm, answers: RecordEntry["answers"], left: readonly string[]): NewQuestions {
  const [before, now] = [old as unknown as Form, next as unknown as Form];
  const blank = Object.keys(now.fields).filter((name) => (before.fields[name] === undefined || left.includes(name)) && (answers[name] ?? null) === null && applies(now, name, answers));
  const isExpected = (name: string) => now.fields[name]?.required === true;
  return { expected: blank.filter(isExpected), others: blank.filter((name) => !isExpected(name)) };
}
