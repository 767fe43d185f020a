import { bars } from "@/app/_figures/reports/bars";
import { stacked } from "@/app/_figures/reports/drawing";
import type { Painted } from "@/app/_figures/reports/looks";
import { readSubjects } from "@/lib/analysis/reports/read-subjects";
import { doseSummaries, exposureByArm, exposureBySubstance, type ArmExposure } from "@/lib/study/reports/exposure-counts";
import type { ReportSubject } from "@/lib/study/reports/report-subject";
import { sayShare } from "@/lib/kernel/say-share";
import { sayArm, sayTreatment } from "../arm-look";
import { counted, NOTHING_YET, type ReportContent, type ReportKind, type ReportTable } from "../report";

export const exposure: ReportKind = {
  id: "exposure", title: "Exposure", group: "Conduct", verb: "exposure.read",
  answers: "Who took an inhibitor of cenersen in the window, which one, and how much of the planned study drugs was given?",
  empty: { title: "Nobody is randomised yet", says: "Medications and doses are counted from the first patient randomised." },
  read: async ({ tx, source }) => contentOf(await readSubjects(tx, source, { findings: ["patient_exposure", "exposure", "course_dose"], trace: ["substances"] })),
};

const LOOKS: Readonly<Record<"exposed" | "possible" | "none" | "open", Painted>> = { exposed: { look: "solid", ink: "exp" }, possible: { look: "hatch", ink: "exp" }, none: { look: "outline", ink: "ns" }, open: { look: "dash", ink: "ns" } };

export function contentOf(subjects: readonly ReportSubject[]): ReportContent {
  const arms = exposureByArm(subjects);
  const all = arms.reduce((sum, { patients }) => sum + patients, 0);
  if (all === 0) return NOTHING_YET;
  const substances = exposureBySubstance(subjects);
  const doses = doseSummaries(subjects);
  const exposed = arms.reduce((sum, arm) => sum + arm.exposed, 0);
  const byArm = bars({
    unit: "patients", legend: [{ ...LOOKS.exposed, label: "exposed" }, { ...LOOKS.possible, label: "possible, not decided" }, { ...LOOKS.none, label: "not exposed" }], labelWidth: 310,
    rows: arms.map((arm) => ({ label: `${sayArm(arm.arm)}, ${sayTreatment(arm.arm)}`, note: `${arm.exposed}/${arm.patients}`, parts: partsOf(arm) })),
  });
  const bySubstance = bars({
    unit: "patients", legend: [], labelWidth: 310,
    rows: [{ heading: "Substance in the window" }, ...substances.map(({ label, exposed: sure, possible }) => ({
      label, note: possible === 0 ? `${sure}` : `${sure} + ${possible}`,
      parts: [{ value: sure, ...LOOKS.exposed, says: `${label}: ${counted(sure, "patient")} exposed` }, { value: possible, ...LOOKS.possible, says: `${label}: ${counted(possible, "patient")} possible` }],
    }))],
  });
  return {
    says: `${exposed} of ${all} randomised (${sayShare(exposed, all)}) took an inhibitor of cenersen in the window${substances[0] ? `, most often ${substances[0].label}` : ""}.`,
    drawing: substances.length > 0 ? stacked([byArm, bySubstance]) : byArm,
    tables: [armTable(arms), {
      id: "substances", title: "Substances, a patient once each",
      columns: [{ name: "SUBSTANCE", label: "Substance" }, { name: "EXPOSED", label: "Exposed", numeric: true }, { name: "POSSIBLE", label: "Possible", numeric: true }],
      rows: substances.map(({ label, exposed: sure, possible }) => [label, sure, possible]),
    }, {
      id: "doses", title: "Relative dose intensity of course 1, %",
      columns: [{ name: "DRUG", label: "Drug" }, { name: "ARM", label: "Arm" }, { name: "PATIENTS", label: "Patients", numeric: true }, { name: "WAITING", label: "To come", numeric: true }, { name: "MEDIAN", label: "Median", numeric: true }, { name: "LEAST", label: "Least", numeric: true }, { name: "MOST", label: "Most", numeric: true }, { name: "BELOW_80", label: "Below 80 %", numeric: true }],
      rows: doses.map(({ drug, arm, known, waiting, median, least, most, below80 }) => [drug, sayArm(arm), known, waiting, median, least, most, below80]),
    }],
    notes: ["An inhibitor counts from the day before the first infusion of cenersen to the day after the last. A medication that the monitor decided on counts as decided; the substances are as the rules recognise them.", "Relative dose intensity: given of planned dose, per unit of time."],
  };
}

const partsOf = ({ arm, patients, exposed, possible, none }: ArmExposure) => {
  const says = (count: number, what: string) => `${sayArm(arm)}: ${count} of ${patients} ${what}`;
  return [
    { value: exposed, ...LOOKS.exposed, says: says(exposed, "exposed") }, { value: possible, ...LOOKS.possible, says: says(possible, "possible") },
    { value: none, ...LOOKS.none, says: says(none, "not exposed") }, { value: patients - exposed - possible - none, ...LOOKS.open, says: says(patients - exposed - possible - none, "not derived yet") },
  ];
};

const armTable = (arms: readonly ArmExposure[]): ReportTable => ({
  id: "arms", title: "By arm",
  columns: [{ name: "ARM", label: "Arm" }, { name: "PATIENTS", label: "Randomised", numeric: true }, { name: "EXPOSED", label: "Exposed", numeric: true }, { name: "POSSIBLE", label: "Possible", numeric: true }, { name: "NOT_EXPOSED", label: "Not exposed", numeric: true }, { name: "EXPOSED_PERCENT", label: "Exposed, %", numeric: true }],
  rows: arms.map(({ arm, patients, exposed, possible, none }) => [sayArm(arm), patients, exposed, possible, none, { shown: sayShare(exposed, patients), exact: patients === 0 ? null : Math.round((1e6 * exposed) / patients) / 1e4 }]),
});
