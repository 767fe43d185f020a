import { sayDate } from "@/lib/kernel/calendar-date";
import type { Concerned, Rehearsal } from "@/lib/study/rehearse/rehearsal";

const some = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
const whom = ({ patients, examples }: Concerned): string => `${some(patients, "patient")}: ${examples.join(", ")}${patients > examples.length ? ", …" : ""}`;

/** A heading with its lines. Without lines it says "none": a reader sees what was looked at. */
export interface RehearsalPart { readonly title: string; readonly lines: readonly string[] }

const MARKS = { verification: "verification", casebook: "value under a casebook signature", eligibility: "value under a confirmation of eligibility" } as const;
const MARKS_MANY = { verification: "verifications", casebook: "values under a casebook signature", eligibility: "values under a confirmation of eligibility" } as const;

/** Results that are numbers have as many changes as patients; what they are about is enough then. */
const MANY_CHANGES = 6;

function resultLines({ results }: Rehearsal): readonly string[] {
  return [...new Set(results.map(({ kind }) => kind))].flatMap((kind) => {
    const ofKind = results.filter((result) => result.kind === kind);
    if (ofKind.length > MANY_CHANGES) return [`${kind}: ${some(ofKind.reduce((sum, { count }) => sum + count, 0), "result")} in ${ofKind.length} ways`];
    return ofKind.map(({ from, to, count, ...others }) => `${kind}: ${from ?? "not derived"} → ${to ?? "not derived"}, ${some(count, "time")} in ${whom(others)}`);
  });
}

/** What would have to be done, in order; what is not needed is not in it. */
export function stepsOf({ version, patients, policy, forms, opens, falls, decisions }: Rehearsal): readonly string[] {
  const reopened = forms.reduce((sum, form) => sum + form.reopened, 0);
  const fallen = (kinds: readonly string[]) => falls.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { values }) => sum + values, 0);
  const steps = [
    `Activate version ${version} at each site from its own day (page Versions).`,
    `Open version ${version} for enrolment, if new patients are to enter under it (page Versions).`,
    ...(patients > 0 ? [`Record the consent of ${some(patients, "patient")} in their casebooks${forms.length > 0 ? `, with begun forms that ${policy === "move" ? "move to" : "stay as they are; rehearse with --forms move for"} the new version` : ""}.`] : []),
    ...(reopened > 0 ? [`Answer the new questions of ${some(reopened, "entry", "entries")}.`] : []),
    ...(opens.length > 0 ? [`Answer ${some(opens.reduce((sum, { count }) => sum + count, 0), "question")} that the checks would ask.`] : []),
    ...(fallen(["verification"]) > 0 ? [`Verify ${some(fallen(["verification"]), "value")} against source again.`] : []),
    ...(fallen(["casebook", "eligibility"]) > 0 ? [`Sign again where ${some(fallen(["casebook", "eligibility"]), "signed value")} left.`] : []),
    ...(decisions > 0 ? [`Take ${some(decisions, "decision")} of reviewers again.`] : []),
  ];
  return steps.map((step, at) => `${at + 1}. ${step}`);
}

const formLines = ({ forms, kept }: Rehearsal): readonly string[] => [
  ...forms.map(({ formId, from, to, entries, begun, reopened, questions, dropped, refused, ...others }) =>
    `${formId} version ${from} → ${to}: ${some(entries, "entry", "entries")} (${begun} begun), ${reopened} to answer again (${some(questions, "question")}), ${some(dropped, "value")} without a field, ${some(refused, "value")} not accepted; ${whom(others)}`),
  ...(kept > 0 ? [`${some(kept, "begun entry keeps its", "begun entries keep their")} version`] : []),
];

/** What would change, part by part, in the order in which a reader asks. The steps to go ahead come last (`stepsOf`). */
export function partsOf(rehearsal: Rehearsal): readonly RehearsalPart[] {
  const { questions, opens, closes, doses, visits, falls, decisions } = rehearsal;
  const checkLines = (checks: Rehearsal["opens"]) => checks.map(({ id, formId, count, ...others }) => `${id} (${formId}): ${some(count, "time")} in ${whom(others)}`);
  return [
    { title: "Forms", lines: formLines(rehearsal) },
    { title: "New questions of begun forms", lines: questions.map(({ title, label, count, ...others }) => `${title}: ${label}, ${some(count, "time")} in ${whom(others)}`) },
    { title: "Checks that would ask", lines: checkLines(opens) },
    { title: "Checks that would no longer ask", lines: checkLines(closes) },
    { title: "Planned doses", lines: doses.map(({ course, drug, from, to, ...others }) => `course ${course}, ${drug}: ${from} → ${to}; ${whom(others)}`) },
    { title: "Visits", lines: visits.map(({ code, comes, leaves, moved, ...others }) =>
      `${code}: ${[...(moved > 0 ? [`other days for ${moved}`] : []), ...comes.map((form) => `${form} is added`), ...leaves.map((form) => `the empty ${form} leaves`)].join(", ")}; ${whom(others)}`) },
    { title: "Derived results", lines: resultLines(rehearsal) },
    { title: "Verifications and signatures that would fall", lines: falls.map(({ kind, byName, values, ...others }) => `${values} ${values === 1 ? MARKS[kind] : MARKS_MANY[kind]} by ${byName}; ${whom(others)}`) },
    { title: "Decisions of reviewers that would have to be taken again", lines: decisions > 0 ? [String(decisions)] : [] },
  ];
}

/** What was supposed, and for how many something changes. */
export const saySupposed = ({ consentedOn, policy, patients, changed }: Rehearsal): string =>
  `Supposed: ${some(patients, "patient")} who ${patients === 1 ? "is" : "are"} under another version consent${patients === 1 ? "s" : ""} on ${sayDate(consentedOn)}; forms that are begun ${policy === "move" ? "move to the new version" : "keep theirs"}. For ${changed} of them something changes.`;

/** The whole report as lines of text. `source` says which data were read. */
export const sayRehearsal = (rehearsal: Rehearsal, source: string): readonly string[] => [
  `Rehearsal of protocol version ${rehearsal.version}. Nothing was changed.`,
  `Data: ${source}.`,
  saySupposed(rehearsal),
  ...[...partsOf(rehearsal), { title: "To go ahead", lines: stepsOf(rehearsal) }].flatMap(({ title, lines }) => ["", title, ...(lines.length > 0 ? lines : ["none"]).map((line) => `  ${line}`)]),
];
