import { DataTable } from "@/app/_ui/data-table";
import { doseTolerance } from "@/lib/study/dosing/dose-given";
import { dosingRules } from "@/lib/study/dosing/dosing-rules";
import { eligibilityFinding } from "@/lib/study/derive/eligibility-finding";
import { eligibilityRules } from "@/lib/study/eligibility/eligibility-rules";
import type { PatientRecord, TracedCriterion } from "@/lib/study/patient-record";
import { HandbookCard } from "./handbook-card";

/** A patient of whom nothing is known yet: asked about one, the criteria say what they are. */
const NOBODY: PatientRecord = { patientId: "", number: "", protocolVersion: "2007", versions: [], profile: "SEED", arm: null, randomisedOn: null, entries: [], exposureReviews: [], adjudications: [], waivers: [], labRanges: [], ingredientsOf: {} };
type Rules = typeof eligibilityRules;

/** Each figure in words, as the criteria use it. */
const FIGURES: Readonly<Record<keyof Rules, (rules: Rules) => string>> = {
  ageAtLeast: ({ ageAtLeast }) => `Age at least ${ageAtLeast.value} years`,
  firstRemission: ({ firstRemission }) => `First remission of ${firstRemission.reading} ${firstRemission.months} months`,
  refractoryAfterCourses: ({ refractoryAfterCourses }) => `Refractory to ${refractoryAfterCourses.value} induction course`,
  salvageCoursesAtMost: ({ salvageCoursesAtMost }) => `Salvage courses before: ${salvageCoursesAtMost.value}`,
  zubrodAtMost: ({ zubrodAtMost }) => `Zubrod at most ${zubrodAtMost.value}`,
  bilirubinTimesLimit: ({ bilirubinTimesLimit }) => `Bilirubin at most ${bilirubinTimesLimit.value} × the upper limit`,
  altTimesLimit: ({ altTimesLimit }) => `ALT at most ${altTimesLimit.value} × the upper limit`,
  creatinineTimesLimit: ({ creatinineTimesLimit }) => `Creatinine at most ${creatinineTimesLimit.value} × the upper limit`,
  borderlineCreatinineAboveTimesLimit: ({ borderlineCreatinineAboveTimesLimit }) => `Borderline creatinine: above ${borderlineCreatinineAboveTimesLimit.value} × the upper limit`,
  clearanceAtLeast: ({ clearanceAtLeast }) => `Creatinine clearance at least ${clearanceAtLeast.value} mL/min`,
  calculatedClearance: ({ calculatedClearance }) => `Without a recorded clearance: calculated by ${calculatedClearance.formula}`,
  contraceptionAskedBelowAge: ({ contraceptionAskedBelowAge }) => `Contraception "not applicable" is asked about in women below ${contraceptionAskedBelowAge.value} years`,
  lvefAbovePct: ({ lvefAbovePct }) => `Ejection fraction above ${lvefAbovePct.value} %`,
};

const criteria = (eligibilityFinding(NOBODY).trace as { readonly criteria: readonly TracedCriterion[] }).criteria;

/** The entry criteria, and where each figure in them is written. */
export function EligibilityChapter() {
  return (
    <HandbookCard chapter="eligibility" note={`${criteria.length} criteria; each is met, failed or unknown, and one that is unknown is never counted as met`}>
      <DataTable caption="Eligibility criteria" columns={[{ key: "id", label: "Criterion" }, { key: "says", label: "Met when" }]} dense>
        {criteria.map(({ id, label }) => <tr key={id}><td className="mono nowrap">{id}</td><td>{label}</td></tr>)}
      </DataTable>
      <section className="handbook-part">
        <h3>Where the figures come from</h3>
        <DataTable caption="Sources of the figures" columns={[{ key: "figure", label: "Figure" }, { key: "source", label: "Source" }]} dense>
          {(Object.keys(FIGURES) as (keyof Rules)[]).map((name) => <tr key={name}><td className="nowrap">{FIGURES[name](eligibilityRules)}</td><td className="muted">{eligibilityRules[name].source}</td></tr>)}
        </DataTable>
      </section>
    </HandbookCard>
  );
}

const { bodySurfaceFormula, bodySurfaceDecimals, doseStepMg, weightChangeAsksAbovePct, bilirubinHalvesIdarubicin: halves, bilirubinStopsIdarubicin, lifetimeIdarubicin } = dosingRules;

/** Each figure of dosing in words. */
const DOSING: Readonly<Record<keyof typeof dosingRules, string>> = {
  bodySurfaceFormula: `Body surface by ${bodySurfaceFormula.value === "mosteller" ? "Mosteller, √(cm × kg / 3600)" : "DuBois"}`,
  bodySurfaceDecimals: `Body surface to ${bodySurfaceDecimals.value} decimals, then the dose`,
  bodyWeight: "Actual body weight",
  doseStepMg: `Daily doses in steps of ${doseStepMg.value} mg; a course is the daily dose × days`,
  weightChangeAsksAbovePct: `A weight more than ${weightChangeAsksAbovePct.value} % from the one before it is asked about`,
  wallClock: "Times on the site's clock",
  bilirubinHalvesIdarubicin: `Idarubicin at ${halves.percent} % with bilirubin ${halves.fromMgPerDl} to ${halves.toMgPerDl} mg/dL`,
  bilirubinStopsIdarubicin: `No idarubicin with bilirubin above ${bilirubinStopsIdarubicin.aboveMgPerDl} mg/dL`,
  lifetimeIdarubicin: `Idarubicin in a lifetime up to ${lifetimeIdarubicin.mgPerM2} mg/m²`,
  relativeDoseIntensity: "Relative dose intensity = share of the dose × share of the time",
  shortestTime: "The time of a course is at least the planned one",
};

/** When a dose given differs from the one planned, and what the plan rests on. */
export function DosingChapter() {
  const { askAbovePct, deviationAbovePct } = doseTolerance;
  return (
    <HandbookCard chapter="dosing" note="a dose given is held against the dose planned, in exact decimals">
      <DataTable caption="Dose checks" columns={[{ key: "when", label: "Difference from the planned dose" }, { key: "then", label: "Then" }, { key: "source", label: "Source" }]} dense>
        <tr><td>at most {askAbovePct.value} %</td><td>within</td><td className="muted">{askAbovePct.source}</td></tr>
        <tr><td>above {askAbovePct.value} %, at most {deviationAbovePct.value} %</td><td>a reason is asked for</td><td className="muted">{askAbovePct.source}</td></tr>
        <tr><td>above {deviationAbovePct.value} %</td><td>a deviation</td><td className="muted">{deviationAbovePct.source}</td></tr>
      </DataTable>
      <section className="handbook-part">
        <h3>Where the figures come from</h3>
        <DataTable caption="Sources of the figures of dosing" columns={[{ key: "figure", label: "Figure" }, { key: "source", label: "Source" }]} dense>
          {(Object.keys(DOSING) as (keyof typeof DOSING)[]).map((name) => <tr key={name}><td>{DOSING[name]}</td><td className="muted">{dosingRules[name].source}</td></tr>)}
        </DataTable>
      </section>
    </HandbookCard>
  );
}
