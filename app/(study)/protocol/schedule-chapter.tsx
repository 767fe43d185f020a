import { DataTable } from "@/app/_ui/data-table";
import { TextLink } from "@/app/_ui/text-link";
import { sayStudyDay } from "@/lib/kernel/calendar-date";
import { formById } from "@/lib/study/study";
import { logs, visitByCode, visits, type PlannedForm, type PlannedVisit } from "@/lib/study/visits";
import { HandbookCard } from "./handbook-card";

const COLUMNS = [{ key: "visit", label: "Visit" }, { key: "days", label: "Study days" }, { key: "forms", label: "Forms" }];

const titleOf = (formId: string) => formById(formId)?.title ?? formId;
const repeats = (formId: string) => formById(formId)?.repeats ?? false;

function sayDays({ window }: PlannedVisit): string {
  return window === null ? "any" : `${sayStudyDay(window.from)} to ${sayStudyDay(window.to)}`;
}

/** Which forms at which visit, within which days of the first cenersen day. */
export function ScheduleChapter() {
  const unscheduled = visitByCode("UNS1");
  const rows = unscheduled ? [...visits, { ...unscheduled, code: "UNS", title: "Unscheduled" }] : visits;
  return (
    <HandbookCard chapter="schedule" note="D1 is the first day of cenersen; there is no day 0">
      <DataTable caption="Visit schedule" columns={COLUMNS}>
        {rows.map((visit) => (
          <tr key={visit.code}><td className="nowrap"><b>{visit.title}</b><small>{visit.code}</small></td><td className="nowrap">{sayDays(visit)}</td><td><Forms forms={visit.forms} /></td></tr>
        ))}
        <tr><td><b>At any time</b><small>belongs to the patient</small></td><td>any</td><td><Forms forms={logs.map((formId) => ({ formId }))} /></td></tr>
      </DataTable>
      <p className="card-foot">The published texts give no schedule. The days follow the follow-on trial NCT00967512 and common practice, and are parameters of this study.</p>
    </HandbookCard>
  );
}

function Forms({ forms }: { readonly forms: readonly PlannedForm[] }) {
  return (
    <ul className="handbook-inline">
      {forms.map(({ formId, arms, optional }) => {
        const notes = [arms && `arms ${arms.join(", ")}`, optional && "if it happens", repeats(formId) && "a row each"].filter(Boolean);
        return <li key={formId}><TextLink href={`/protocol/forms/${formId}`}>{titleOf(formId)}</TextLink>{notes.length > 0 && <span className="dim"> ({notes.join(", ")})</span>}</li>;
      })}
    </ul>
  );
}
