import { Callout } from "@/app/_ui/callout";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import type { State } from "@/app/_ui/state-drawings";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { sayNumber } from "@/lib/crf/number-text";
import { sayDate, sayStudyDay } from "@/lib/kernel/calendar-date";
import { atBeginning } from "@/lib/kernel/in-sentence";
import type { CourseDoseTrace } from "@/lib/study/derive/dose-course";
import { infusionRecordOf } from "@/lib/study/derive/dose-record";
import { cenersenInfusionOf } from "@/lib/study/derive/record-reading";
import type { CourseDay } from "@/lib/study/dosing/course-dose";
import { bagGiven } from "@/lib/study/dosing/infusion-bag-amount";
import type { Finding, PatientRecord } from "@/lib/study/patient-record";
import { dosingVisitOf, type Course } from "@/lib/study/visits";

interface PlanTrace {
  readonly bsa: string | null;
  readonly says: string | null;
  readonly drugs: readonly { readonly drug: string; readonly says: string; readonly days?: number; readonly fromDay?: number; readonly hours?: number }[];
  readonly questions: readonly string[];
  readonly waitingFor: readonly string[];
}
interface Props {
  readonly record: PatientRecord;
  readonly findings: readonly Finding[];
  readonly course: Course;
  readonly formId: string;
}

/** The drug that a dosing form is about; of the others only the sum is said. */
const DRUG_OF: Readonly<Record<string, string>> = { cenersen_infusion: "cenersen", infusion_interruption: "cenersen", infusion_bag: "cenersen", idarubicin_dose: "idarubicin", cytarabine_dose: "cytarabine" };

/** Beside a dosing form: what the protocol plans in this course, day by day for the drug being recorded, what was given and what is left. */
export function DosePanel({ record, findings, course, formId }: Props) {
  const visit = dosingVisitOf(course);
  const plan = findings.find(({ kind, subject }) => kind === "planned_dose" && subject === visit)?.trace as PlanTrace | undefined;
  if (!plan) return null;
  const doses = findings.filter(({ kind, subject }) => kind === "course_dose" && subject.startsWith(`${visit}:`)).map(({ trace }) => trace as CourseDoseTrace);
  const own = doses.find(({ drug, planned }) => drug === DRUG_OF[formId] && planned !== null);
  const drugs = own ? plan.drugs.filter(({ drug }) => drug === own.drug) : plan.drugs;
  return (
    <Card title="Planned doses" note={plan.bsa ? `body surface ${plan.bsa} m²` : "waiting"}>
      <div className="card-pad stack">
        {plan.waitingFor.length > 0 && <p className="dim">Waiting for {plan.waitingFor.join(" and ")}.</p>}
        {plan.says && <p className="dim">{plan.says}</p>}
        <dl className="stack">
          {drugs.map(({ drug, says, days, fromDay, hours }) => (
            <div key={drug}><dt><b>{atBeginning(drug)}</b> <span className="dim">{hours ? `${hours} h from D1` : `${days} days from D${fromDay}`}</span></dt><dd>{says}</dd></div>
          ))}
        </dl>
        {plan.questions.map((question) => <Callout key={question} tone="soft">{question}</Callout>)}
      </div>
      {own && own.days.length > 0 && <DayTable dose={own} />}
      {own && (
        <div className="card-pad stack">
          <p>{sayLeft(own)}</p>
          {formId === "infusion_bag" && <Bags record={record} course={course} />}
          {own.drug === "cenersen" && <InfusionVerdict finding={findings.find(({ kind, subject }) => kind === "dose_given" && subject === cenersenInfusionOf(record, course)?.id)} />}
          {doses.filter((dose) => dose !== own && dose.planned !== null).map(({ drug, givenSoFar, planned }) => (
            <p key={drug} className="dim">{atBeginning(drug)}: {sayNumber(givenSoFar)} of {sayNumber(planned)} mg.</p>
          ))}
        </div>
      )}
    </Card>
  );
}

const MARKS: Readonly<Record<CourseDay["verdict"], { readonly state: State | null; readonly says: string }>> = {
  within: { state: "met", says: "as planned" }, ask: { state: "overdue", says: "check" }, deviation: { state: "failed", says: "deviation" }, missed: { state: "not_done", says: "not given" },
  moved: { state: null, says: "on another day" }, unplanned: { state: "overdue", says: "not planned" }, part: { state: null, says: "" }, unknown: { state: "not_started", says: "not recorded" },
};

/** The days of the drug, what each was to be and what it was. */
function DayTable({ dose: { drug, days } }: { dose: CourseDoseTrace }) {
  const columns = [{ key: "day", label: "Day" }, { key: "given", label: "mg given of planned", numeric: true }, { key: "verdict", label: "Verdict", unseen: true }];
  return (
    <DataTable caption={`${atBeginning(drug)} by day`} columns={columns} dense>
      {days.map(({ day, date, planned, given, verdict, differencePct }) => {
        const { state, says } = MARKS[verdict];
        return (
          <tr key={day}>
            <th scope="row" className="nowrap">{sayStudyDay(day)} {date && <span className="dim">{sayDate(date).slice(0, 6)}</span>}</th>
            <td className="number nowrap">{given === null ? "–" : <b>{sayNumber(given)}</b>}{planned !== null && <span className="dim"> of {sayNumber(planned)}</span>}</td>
            <td className="nowrap">{state && <StateIcon state={state} label="" small />} {verdict === "ask" || verdict === "deviation" ? `${differencePct?.replace("-", "−")} %, ${says}` : says}</td>
          </tr>
        );
      })}
    </DataTable>
  );
}

/** What of the plan is still to be given, or what the course came to. */
function sayLeft({ drug, days, planned, intensity, says }: CourseDoseTrace): string {
  const left = days.filter(({ verdict, planned: mg }) => verdict === "unknown" && mg !== null);
  if (intensity !== null || drug === "cenersen" || left.length === 0) return `${says}.`;
  return `Left: ${left.map(({ day, planned: mg }) => `${sayNumber(mg ?? "0")} mg on ${sayStudyDay(day)}`).join(", ")}; ${sayNumber(planned)} mg in the course.`;
}

/** Line by line, what went out of each bag, and the rate in mg/h where it is one of its own or the pump's is in mL/h. */
function Bags({ record, course }: { record: PatientRecord; course: Course }) {
  const { bags = [] } = infusionRecordOf(record, course);
  return (
    <ol className="dim">
      {bags.map((bag, index) => (
        <li key={index}>Bag {index + 1}: {bagGiven(bag)?.toFixed() ?? "amount not known yet"}{bagGiven(bag) && " mg"}{bag.rateMgPerHour !== null && `, at ${bag.rateMgPerHour} mg/h`}</li>
      ))}
    </ol>
  );
}

function InfusionVerdict({ finding }: { finding: Finding | undefined }) {
  if (!finding) return null;
  const { says } = finding.trace as { readonly says: string };
  return finding.value === "deviation" || finding.value === "ask"
    ? <Callout tone="soft" title={finding.value === "deviation" ? "A deviation." : "Please check."}>{says}</Callout>
    : <p>{says}.</p>;
}
