import "server-only";
import { completeness } from "@/lib/crf/completeness";
import type { Form } from "@/lib/crf/define-form";
import { newQuestionsOf, readFormMoves } from "@/lib/entries/read-new-questions";
import { groupBy } from "@/lib/kernel/group-by";
import { sayAge } from "@/lib/kernel/say-age";
import type { Tx } from "@/lib/server/db";
import { formById } from "@/lib/study/study";
import { minutesFor, type Task } from "./task";
import type { WaitingRow } from "./waiting-rows";

interface Split {
  /** One line for each patient whose forms an amendment asks more of. */
  readonly amended: readonly Task[];
  /** Keys of unfinished forms that something else is missing in. */
  readonly rest: ReadonlySet<string>;
}

/** Tells new questions of an amendment apart from blanks that were always there. Costs nothing while no form has a second version. */
export async function splitAmended(tx: Tx, rows: readonly WaitingRow[]): Promise<Split> {
  const blanks = rows.filter(({ kind }) => kind === "blank");
  const moves = await readFormMoves(tx, blanks.flatMap(({ entryId, formVersion }) => (entryId !== null && (formVersion ?? 1) > 1 ? [entryId] : [])));
  const looked = blanks.map((row) => ({ row, ...countsOf(row, moves) }));
  const byPatient = [...groupBy(looked.filter(({ asked }) => asked > 0), ({ row }) => row.patientId).values()];
  return { amended: byPatient.flatMap((found) => (found[0] ? [taskOf(found[0].row, found.length, found.reduce((sum, { asked }) => sum + asked, 0))] : [])), rest: new Set(looked.filter(({ asked, missing }) => asked === 0 || missing > asked).map(({ row }) => row.key)) };
}

function countsOf({ entryId, formId, formVersion, answers }: WaitingRow, moves: Awaited<ReturnType<typeof readFormMoves>>): { readonly asked: number; readonly missing: number } {
  const form = formId === null ? undefined : formById(formId, formVersion ?? undefined);
  const held = answers ?? {};
  if (!form || formId === null) return { asked: 0, missing: 0 };
  const { expected } = newQuestionsOf({ formId, formVersion: form.version, answers: held }, moves.get(entryId ?? ""));
  return { asked: expected.length, missing: completeness(form as unknown as Form, held).missing.length };
}

const taskOf = ({ patient, patientId, siteCode, since, today }: WaitingRow, forms: number, questions: number): Task => ({
  key: `amended ${patientId}`, kind: "amended", siteCode, patient, when: sayAge(since, today), minutes: minutesFor(questions), what: "New questions",
  detail: `${questions} ${questions === 1 ? "question" : "questions"} in ${forms} ${forms === 1 ? "form" : "forms"} that moved to a new version`, href: `/patients/${patient}/new-questions`,
});
