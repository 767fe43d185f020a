import { DataTable } from "@/app/_ui/data-table";
import { TextLink } from "@/app/_ui/text-link";
import { editChecks } from "@/lib/crf/data-dictionary";
import type { Form } from "@/lib/crf/define-form";
import { ASKED_ELSEWHERE, CHRONOLOGY } from "@/lib/study/checks/chronology";
import { exampleQuestions } from "@/lib/study/checks/example-questions";
import { placeOf, STUDY_DATES, type StudyDate } from "@/lib/study/checks/study-dates";
import { formById, forms } from "@/lib/study/study";
import { HandbookCard } from "./handbook-card";

const COLUMNS = [{ key: "id", label: "Check" }, { key: "form", label: "Form" }, { key: "at", label: "Asks at" }, { key: "says", label: "What must hold, and how it asks" }, { key: "source", label: "Protocol" }];

const titleOf = (formId: string): string => formById(formId)?.title ?? formId;
const labelOf = (formId: string, field: string): string => forms.find(({ id }) => id === formId)?.fields[field]?.label ?? field;

/** Every check that asks, form by form, with an example of its question. */
export function ChecksChapter() {
  const all = editChecks(forms as unknown as readonly Form[]);
  const questions = exampleQuestions();
  return (
    <HandbookCard chapter="checks" note={`${all.length}; a check asks and never refuses, and an answer that is missing never asks`}>
      <DataTable caption="Edit checks" columns={COLUMNS} dense>
        {all.map(({ form, id, on, says, protocol }) => (
          <tr key={`${form}.${id}`}>
            <td className="mono handbook-id">{id}</td><td><TextLink href={`/protocol/forms/${form}`}>{titleOf(form)}</TextLink></td><td>{labelOf(form, on[0] ?? "")}</td>
            <td>{says}<small>{questions.get(id)}</small></td><td className="muted">{protocol}</td>
          </tr>
        ))}
      </DataTable>
    </HandbookCard>
  );
}

interface Order {
  readonly earlier: StudyDate;
  readonly later: StudyDate;
  readonly check: string;
  /** The form that asks, and with what it is done. */
  readonly asks: string;
}

const orders: readonly Order[] = [
  ...CHRONOLOGY.flatMap(({ id, at, not, others }) => others.map((other) => ({ earlier: not === "before" ? other : at, later: not === "before" ? at : other, check: id, asks: placeOf(at).form }))),
  ...ASKED_ELSEWHERE.map(({ id, earlier, later }) => ({ earlier, later, check: id, asks: forms.find(({ checks }) => checks.some((check) => check.id === id))?.id ?? "" })),
];

/** Which date may not lie before which, and the check that asks. One row per later date. */
export function ChronologyChapter() {
  const dates = (Object.keys(STUDY_DATES) as StudyDate[]).filter((date) => orders.some(({ later }) => later === date));
  return (
    <HandbookCard chapter="chronology" note={`${orders.length} pairs of dates; each contradiction is asked about once`}>
      <DataTable caption="Order of dates" columns={[{ key: "date", label: "Date" }, { key: "after", label: "Not before" }]} dense>
        {dates.map((date) => (
          <tr key={date}>
            <th scope="row">{STUDY_DATES[date]}</th>
            <td><ul className="handbook-inline">{orders.filter(({ later }) => later === date).map(({ earlier, check, asks }) => <li key={`${earlier}.${check}`}>{STUDY_DATES[earlier]} <span className="dim" title={`asked at ${titleOf(asks)}`}>{check}</span></li>)}</ul></td>
          </tr>
        ))}
      </DataTable>
      <p className="card-foot">A date of which only the month or year is known contradicts another only when every day it can mean does. The later-filled form asks.</p>
    </HandbookCard>
  );
}
