import { useSuggestions } from "@/app/_crf/use-suggestions";
import { MedicationTimeline } from "@/app/_figures/medication-timeline";
import { Callout } from "@/app/_ui/callout";
import { addDays, daysBetween, sayDate } from "@/lib/kernel/calendar-date";
import { earliestDay, latestDay } from "@/lib/kernel/partial-date";
import { exposuresOfRows, type RowExposure } from "@/lib/study/derive/exposure-findings";
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
  const register = useSuggestions("drug_register", name ?? "", name !== null);
  if (name === null) return null;
  const row: RecordEntry = { id: entryId, formId: "concomitant_medication", formVersion: 1, visit: null, rowNo: Number.MAX_SAFE_INTEGER, answers };
  const ingredientsOf = register === null ? record.ingredientsOf : { ...record.ingredientsOf, [name]: register.compositions };
  const exposure = exposuresOfRows({ ...record, ingredientsOf, entries: [...record.entries.filter(({ id }) => id !== entryId), row] }).find((each) => each.entryId === entryId);
  if (exposure === undefined) return null;
  const window = exposure.trace.courses.find(({ value }) => value === exposure.value)?.window ?? null;
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

const TITLES: Readonly<Record<RowExposure["value"], string>> = {
  exposed: "This row will count as an inhibitor exposure.",
  possible: "This may be an inhibitor exposure.",
  uncoded: "No dictionary knows this name.",
  outside: "An inhibitor, outside the exposure window.",
  none: "No inhibitor of cenersen.",
};
const NEXT: Readonly<Record<RowExposure["value"], string>> = {
  exposed: "Saving is fine: record what was taken. The monitor decides with a reason; the patient stays in the trial and in every analysis.",
  possible: "Give dose, unit and frequency if the chart has them. Saving is fine; the monitor decides.",
  uncoded: "Saving is fine: the monitor is shown the name and asks if it is not clear. Check the spelling, or add the substance in brackets.",
  outside: "It is recorded and does not count as exposure.",
  none: "",
};

function Verdict({ exposure: { value, trace } }: { exposure: RowExposure }) {
  if (value === "none") return <p className="dim">{TITLES.none} {trace.reasons.join(" ")}</p>;
  const title = value === "outside" && trace.match.verdict === "uncoded" ? "No dictionary knows this name; it was taken outside the exposure window." : TITLES[value];
  return <Callout tone="exposure" icon={value} title={title}>{trace.reasons.join(" ")} {saySensitivity({ value, trace })}{NEXT[value]}</Callout>;
}

/** Where the other reading of "during treatment" would decide otherwise. */
function saySensitivity({ value, trace: { sensitivity } }: Pick<RowExposure, "value" | "trace">): string {
  if (sensitivity.value === value || sensitivity.window === null) return "";
  return `Counted until the end of chemotherapy (${sayDate(sensitivity.window.lastDay)}), as the sensitivity analysis does, it would be ${sensitivity.value}. `;
}

function sayOverlap({ value, trace }: RowExposure): string {
  const days = trace.overlapDays.length;
  if (value === "outside" || trace.overlap === "NO") return "outside the window";
  return days === 0 ? "dates leave it open" : `${days} ${days === 1 ? "day" : "days"} inside`;
}

/** From the earliest to the latest day that the dates can mean, at most to what the figure shows. */
function barOf(answers: RecordEntry["answers"], { value }: RowExposure) {
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
    idarubicin: all("idarubicin_dose").filter(({ doseMg }) => doseMg !== "0").flatMap((answers) => text(answers, "doseDate") ?? []),
  };
}
