import type { AnyField } from "@/lib/crf/any-field";
import type { Form } from "@/lib/crf/define-form";
import { exampleAnswer } from "@/lib/crf/example-answer";
import { firedChecks } from "@/lib/crf/fired-checks";
import { contextFor, type CheckContext } from "@/lib/study/checks/check-context";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import type { CheckCase } from "@/lib/study/forms/check-case";
import { CHECK_CASES } from "@/lib/study/forms/check-cases";
import { formById, forms } from "@/lib/study/study";

const TODAY = "2025-01-31";
const AHEAD = { date: "2025-02-01", partialDate: "2025-02", dateTime: "2025-02-01T09:00" } as const;

type Question = readonly [id: string, message: string];

const contextOf = (form: Form, { answers, others = [], visit, patient = {} }: CheckCase): CheckContext => {
  const entry = exampleEntry(form.id, visit ?? null, answers, 99);
  return contextFor(exampleRecord([entry, ...others], patient), entry, TODAY);
};

const asked = (form: Form, example: CheckCase): readonly Question[] =>
  firedChecks(form as unknown as Form<Form["fields"], CheckContext>, example.answers, contextOf(form, example)).map(({ id, message }) => [id, message]);

/** Answers under which a field does not apply and holds a value all the same, tried from the fields its condition reads. */
function strayAnswers(form: Form, name: string, field: AnyField): Readonly<Record<string, unknown>> {
  const others = (field.when?.reads ?? []).flatMap((read) => {
    const other = form.fields[read];
    const values = other?.kind === "choice" ? Object.keys(other.options) : other === undefined ? [] : [exampleAnswer(other)];
    return [{}, ...values.map((value) => ({ [read]: value }))];
  });
  return { ...others.find((answers) => field.when?.holds(answers) === "no"), [name]: exampleAnswer(field) };
}

/** What the checks that follow from a field ask: a date that lies ahead, an answer where none applies. */
function ofField(form: Form, name: string, field: AnyField): readonly Question[] {
  const ahead = field.kind in AHEAD ? asked(form, { answers: { [name]: AHEAD[field.kind as keyof typeof AHEAD] } }).filter(([id]) => id.endsWith(`.${name}.future`)) : [];
  const stray = field.when === undefined ? [] : asked(form, { answers: strayAnswers(form, name, field) }).filter(([id]) => id.endsWith(`.${name}.applies`));
  return [...ahead, ...stray];
}

let known: ReadonlyMap<string, string> | null = null;

/** For every check an example of its question, as a site would read it. Found once: the definitions do not change while they are read. */
export const exampleQuestions = (): ReadonlyMap<string, string> => (known ??= findQuestions());

function findQuestions(): ReadonlyMap<string, string> {
  const ofCases = CHECK_CASES.flatMap(([formId, id, { no }]) => asked(formById(formId) as unknown as Form, no).filter(([fired]) => fired === id));
  const ofFields = (forms as unknown as readonly Form[]).flatMap((form) => Object.entries(form.fields).flatMap(([name, field]) => ofField(form, name, field)));
  return new Map([...ofCases, ...ofFields]);
}
