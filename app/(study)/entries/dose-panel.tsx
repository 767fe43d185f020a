import { Callout } from "@/app/_ui/callout";
import { Card } from "@/app/_ui/card";
import { StateIcon, type State } from "@/app/_ui/state-icon";
import { sayDate, sayStudyDay } from "@/lib/kernel/calendar-date";
import type { CourseDoseTrace } from "@/lib/study/derive/dose-course";
import { infusionRecordOf } from "@/lib/study/derive/dose-record";
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
interface GivenTrace { readonly drug: string; readonly says: string }
interface Props {
  readonly record: PatientRecord;
  readonly findings: readonly Finding[];
  readonly course: Course;
  readonly formId: string;
}

/** The drug that a dosing form is about; the others are said in a line. */
const DRUG_OF: Readonly<Record<string, string>> = { cenersen_infusion: "cenersen", infusion_interruption: "cenersen", infusion_bag: "cenersen", idarubicin_dose: "idarubicin", cytarabine_dose: "cytarabine" };

const named = (drug: string): string => `${drug[0]?.toUpperCase()}${drug.slice(1)}`;

/** Beside a dosing form: what the protocol plans in this course, day by day for the drug being recorded, what was given and what is left. */
export function DosePanel({ record, findings, course, formId }: Props) {
  const visit = dosingVisitOf(course);
  const plan = findings.find(({ kind, subject }) => kind === "planned_dose" && subject === visit)?.trace as PlanTrace | undefined;
  if (!plan) return null;
  const here = new Set(record.entries.filter((entry) => entry.visit === visit).map(({ id }) => id));
  const given = findings.filter(({ kind, subject }) => kind === "dose_given" && here.has(subject));
  const dose = findings.find(({ kind, subject }) => kind === "course_dose" && subject === `${visit}:${DRUG_OF[formId]}`)?.trace as CourseDoseTrace | undefined;
  return (
    <Card title="Planned doses" note={plan.bsa ? `body surface ${plan.bsa} m²` : "waiting"}>
      <div className="card-pad stack">
        {plan.waitingFor.length > 0 && <p className="dim">Waiting for {plan.waitingFor.join(" and ")}.</p>}
        {plan.says && <p className="dim">{plan.says}</p>}
        <dl className="stack">
          {plan.drugs.map(({ drug, says, days, fromDay, hours }) => (
            <div key={drug}><dt><b>{named(drug)}</b> <span className="dim">{hours ? `${hours} h from D1` : `${days} days from D${fromDay}`}</span></dt><dd>{says}</dd></div>
          ))}
        </dl>
        {plan.questions.map((question) => <Callout key={question} tone="soft">{question}</Callout>)}
        {dose && dose.planned !== null && <CourseSoFar dose={dose} />}
        {formId === "infusion_bag" && <Bags record={record} course={course} />}
        {given.map((finding) => <Given key={finding.subject} finding={finding} />)}
      </div>
    </Card>
  );
}

const MARKS: Readonly<Record<CourseDay["verdict"], { readonly state: State; readonly says: string }>> = {
  within: { state: "met", says: "as planned" }, ask: { state: "overdue", says: "check" }, deviation: { state: "failed", says: "deviation" }, missed: { state: "not_done", says: "not given" },
  moved: { state: "not_planned", says: "on another day" }, unplanned: { state: "overdue", says: "not a planned day" }, part: { state: "in_progress", says: "" }, unknown: { state: "not_started", says: "not recorded" },
};

/** The days of the drug with what each was to be and was, then what is left of the plan. */
function CourseSoFar({ dose: { drug, days, planned, says, intensity } }: { dose: CourseDoseTrace }) {
  const left = days.filter(({ verdict, planned: mg }) => verdict === "unknown" && mg !== null);
  return (
    <>
      <h3>{named(drug)}, day by day</h3>
      <ol className="stack">
        {days.map(({ day, date, planned: mg, given, verdict }) => (
          <li key={day}>
            {verdict !== "part" && <StateIcon state={MARKS[verdict].state} label="" />} <b>{sayStudyDay(day)}</b> {date && <span className="dim">{sayDate(date)}</span>}{" "}
            {given === null ? `${mg} mg planned` : mg === null ? `${given} mg given` : `${given} of ${mg} mg`}{MARKS[verdict].says && <span className="dim">, {MARKS[verdict].says}</span>}
          </li>
        ))}
      </ol>
      <p>{left.length > 0 && drug !== "cenersen" ? `Left: ${left.map(({ day, planned: mg }) => `${mg} mg on ${sayStudyDay(day)}`).join(", ")}, of ${planned} mg in the course.` : intensity ? says : `${planned} mg in the course.`}</p>
    </>
  );
}

/** Line by line, what went out of each bag, and the rate in mg/h where the pump's is in mL/h. */
function Bags({ record, course }: { record: PatientRecord; course: Course }) {
  const { bags = [] } = infusionRecordOf(record, course);
  if (bags.length === 0) return null;
  return (
    <>
      <h3>Bags</h3>
      <ol className="stack">
        {bags.map((bag, index) => (
          <li key={index}><b>{index + 1}</b> {bagGiven(bag) === null ? <span className="dim">amount not known yet</span> : `${bagGiven(bag)?.toFixed()} mg`}{bag.rateMgPerHour !== null && <span className="dim">, at {bag.rateMgPerHour} mg/h</span>}</li>
        ))}
      </ol>
    </>
  );
}

function Given({ finding: { value, trace } }: { finding: Finding }) {
  const { drug, says } = trace as GivenTrace;
  return value === "deviation" || value === "ask"
    ? <Callout tone="soft" title={`${named(drug)}: ${value === "deviation" ? "a deviation" : "please check"}.`}>{says}</Callout>
    : <p><b>{named(drug)}</b> {says}</p>;
}
