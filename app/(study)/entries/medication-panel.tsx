import { MedicationTimeline } from "@/app/_figures/medication-timeline";
import { Callout } from "@/app/_ui/callout";
import { addDays, daysBetween } from "@/lib/kernel/calendar-date";
import { earliestDay, latestDay } from "@/lib/kernel/partial-date";
import { exposureWindowOf } from "@/lib/study/derive/exposure-windows";
import { exposureOf, type Exposure } from "@/lib/study/inhibitors/exposure-of";
import { takenDates, textAnswer } from "@/lib/study/inhibitors/medication-answers";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";

interface Props {
  /** Without the row that is being typed. */
  readonly record: PatientRecord;
  readonly answers: RecordEntry["answers"];
  readonly entryId: string;
}

/** While a medication is typed: what it is recognised as, where it lies against the exposure window, and whether it will count. */
export function MedicationPanel({ record, answers, entryId }: Props) {
  const name = textAnswer(answers, "medication");
  if (name === null) return null;
  const window = exposureWindowOf(record);
  const others = record.entries.filter(({ id, formId }) => formId === "concomitant_medication" && id !== entryId).map((entry) => entry.answers);
  const exposure = exposureOf({ medication: answers, window, otherMedications: others });
  return (
    <div className="medication-panel stack" aria-live="polite">
      {window && (
        <div className="card card-pad scroll" tabIndex={0} role="group" aria-label="Timeline">
          <MedicationTimeline name={name} says={sayOverlap(exposure)} first={addDays(window.firstDay, 1)} window={{ from: window.firstDay, to: window.lastDay }} {...dosesOf(record)} medication={barOf(answers, exposure)} />
        </div>
      )}
      <Verdict exposure={exposure} />
    </div>
  );
}

const TITLES: Readonly<Record<Exposure["value"], string>> = {
  exposed: "This row will count as an inhibitor exposure.",
  possible: "This may be an inhibitor exposure.",
  uncoded: "No dictionary knows this name.",
  outside: "An inhibitor, outside the exposure window.",
  none: "No inhibitor of cenersen.",
};
const NEXT: Readonly<Record<Exposure["value"], string>> = {
  exposed: "Saving is fine: record what was taken. The monitor decides with a reason; the patient stays in the trial and in every analysis.",
  possible: "Give dose, unit and frequency if the chart has them. Saving is fine; the monitor decides.",
  uncoded: "Saving is fine: the monitor is shown the name and asks if it is not clear. Check the spelling, or add the substance in brackets.",
  outside: "It is recorded and does not count as exposure.",
  none: "",
};

function Verdict({ exposure: { value, trace } }: { exposure: Exposure }) {
  if (value === "none") return <p className="dim">{TITLES.none} {trace.reasons.join(" ")}</p>;
  return <Callout tone="exposure" icon={value} title={TITLES[value]}>{trace.reasons.join(" ")} {NEXT[value]}</Callout>;
}

function sayOverlap({ value, trace }: Exposure): string {
  const days = trace.overlapDays.length;
  if (value === "outside" || trace.overlap === "NO") return "outside the window";
  return days === 0 ? "dates leave it open" : `${days} ${days === 1 ? "day" : "days"} inside`;
}

/** From the earliest to the latest day that the dates can mean, at most to what the figure shows. */
function barOf(answers: RecordEntry["answers"], { value }: Exposure) {
  const { start, stop, ongoing } = takenDates(answers);
  if (start === null && stop === null) return null;
  const from = earliestDay(start ?? stop ?? "");
  const to = stop !== null ? latestDay(stop) : ongoing ? null : latestDay(start ?? "");
  return to !== null && daysBetween(from, to) < 0 ? null : { from, to, mark: value };
}

function dosesOf(record: PatientRecord) {
  const all = (formId: string) => record.entries.filter((entry) => entry.formId === formId).map(({ answers }) => answers);
  const text = (answers: RecordEntry["answers"], field: string) => textAnswer(answers, field);
  return {
    infusion: all("cenersen_infusion").flatMap((answers) => { const from = text(answers, "startAt"); return from ? [{ from, to: text(answers, "stopAt") }] : []; }),
    idarubicin: all("idarubicin_dose").flatMap((answers) => text(answers, "doseDate") ?? []),
  };
}
