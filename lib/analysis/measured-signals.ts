import { groupBy } from "@/lib/kernel/group-by";
import { sayValue, type Measured, type MeasuredForm } from "./measured-forms";
import { isOut, kindOf, type Fences } from "./outer-fences";
import type { MeasuredSignal } from "./signals";

/** Told of each form, or number of a form, that a signal counts, and whether it is a hit. (No list: there are hundreds of thousands.) */
export type See = (hit: boolean, form: MeasuredForm, answer: Measured | null) => void;
type Look = (forms: readonly MeasuredForm[], see: See, fences: Fences) => void;

const byDay = (one: MeasuredForm, other: MeasuredForm): number => (one.day !== other.day ? ((one.day ?? "") < (other.day ?? "") ? -1 : 1) : one.entryId < other.entryId ? -1 : 1);

const eachAnswer = (see: (form: MeasuredForm, answer: Measured) => void) => (forms: readonly MeasuredForm[]): void => {
  for (const form of forms) for (const answer of form.answers) see(form, answer);
};

const duplicates: Look = (forms, see) => {
  for (const alike of groupBy(forms.filter(({ numbers }) => numbers !== null), ({ form, numbers }) => `${form} ${numbers}`).values()) {
    const hit = alike.length > 1 && new Set(alike.map(({ patientId }) => patientId)).size > 1;
    for (const form of alike) see(hit, form, null);
  }
};

const carried: Look = (forms, see) => {
  const compared = forms.filter(({ numbers, day }) => numbers !== null && day !== null);
  for (const series of groupBy(compared, ({ patientId, form }) => `${patientId} ${form}`).values()) {
    const sorted = series.toSorted(byDay);
    for (const [nth, form] of sorted.entries()) if (nth > 0) see(form.numbers === sorted[nth - 1]?.numbers, form, null);
  }
};

interface Count { readonly form: MeasuredForm; readonly answer: Measured; readonly day: string; readonly said: string }

const repeated: Look = (forms, see) => {
  const counts: Count[] = [];
  eachAnswer((form, answer) => { if (answer.field.count && form.day !== null && answer.said !== null) counts.push({ form, answer, day: form.day, said: answer.said }); })(forms);
  for (const series of groupBy(counts, ({ form, answer }) => `${form.patientId} ${answer.field.field} ${answer.unit ?? ""}`).values()) {
    let before: Count | null = null;
    for (const count of series.toSorted((one, other) => byDay(one.form, other.form))) {
      if (before && count.day > before.day && digitsOf(count.said) >= 2) see(count.said === before.said, count.form, count.answer);
      before = count;
    }
  }
};

/** Without the zeros in front and the point. */
const digitsOf = (said: string): number => said.replace(/^0?\.?0*|\./g, "").length;

/** Of each signal what it counts, in the forms of one site; `fences` are those of all sites within reach. */
export const LOOKS: Readonly<Record<MeasuredSignal, Look>> = {
  missing: (forms, see) => eachAnswer((form, answer) => see(answer.missing, form, answer))(forms),
  digits: (forms, see) => eachAnswer((form, answer) => { if (answer.field.digit && answer.said !== null) see(answer.said.endsWith("0") || answer.said.endsWith("5"), form, answer); })(forms),
  duplicates, carried, repeated,
  outliers: (forms, see, fences) => eachAnswer((form, answer) => {
    const fence = answer.said === null ? undefined : fences.get(kindOf(answer));
    if (fence) see(isOut(fence, Number(answer.said)), form, answer);
  })(forms),
};

/** What is to be seen where a signal counts. */
export function sayHit(signal: MeasuredSignal, form: MeasuredForm, answer: Measured | null): string {
  if (answer === null) return form.numbers ?? "";
  if (signal === "missing") return "a reason instead of a value";
  return signal === "digits" ? (answer.said ?? "") : sayValue(answer);
}
