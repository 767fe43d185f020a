import { swimmerLanes, type SwimmerLane } from "@/app/_figures/reports/swimmer-lanes";
import { readSubjects } from "@/lib/analysis/reports/read-subjects";
import { patientCourse, type PatientCourse } from "@/lib/study/reports/patient-course";
import { ARMS, findingOf, randomisedOf, type ReportSubject } from "@/lib/study/reports/report-subject";
import { sayArm, sayTreatment } from "../arm-look";
import { counted, NOTHING_YET, type Cell, type ReportContent, type ReportKind } from "../report";

/** More lanes than these are no picture; the table has everybody. */
const MOST_LANES_OF_ARM = 60;

export const swimmer: ReportKind = {
  id: "swimmer", title: "Course of every patient", group: "Efficacy", verb: "efficacy.read",
  answers: "What happened to each patient after randomisation: treatment, remission, relapse, new therapy, death?",
  empty: { title: "Nobody is randomised yet", says: "Each patient gets a lane from the day of randomisation." },
  read: async ({ tx, source }) => contentOf(await readSubjects(tx, source, {
    findings: ["overall_survival", "disease_free_survival", "best_response"], trace: ["days", "from", "to"], forms: ["cenersen_infusion", "relapse", "new_therapy"],
  })),
};

interface Lane extends PatientCourse { readonly subject: ReportSubject; readonly best: string }

export function contentOf(subjects: readonly ReportSubject[]): ReportContent {
  const lanes = randomisedOf(subjects).flatMap((subject): readonly Lane[] => {
    const course = patientCourse(subject);
    return course ? [{ ...course, subject, best: findingOf(subject, "best_response")?.value ?? "NE" }] : [];
  });
  if (lanes.length === 0) return NOTHING_YET;
  const groups = ARMS.map((arm) => ({ arm, own: lanes.filter(({ subject, until }) => subject.arm === arm && until !== null).toSorted((one, other) => (other.until ?? 0) - (one.until ?? 0)) }));
  const left = groups.reduce((sum, { own }) => sum + Math.max(0, own.length - MOST_LANES_OF_ARM), 0);
  const [remitted, died] = [lanes.filter(({ remission }) => remission !== null).length, lanes.filter((lane) => lane.died).length];
  return {
    says: `Of ${counted(lanes.length, "patient")} randomised, ${remitted} reached a remission, ${lanes.filter(({ relapse }) => relapse !== null).length} relapsed and ${died} died.`,
    drawing: swimmerLanes(groups.map(({ arm, own }) => ({ label: `${sayArm(arm)}, ${sayTreatment(arm)}`, lanes: own.slice(0, MOST_LANES_OF_ARM).map(laneOf) }))),
    tables: [{
      id: "patients", title: "Patients, days from randomisation",
      columns: [{ name: "PATIENT", label: "Patient" }, { name: "SITE", label: "Site", fileOnly: true }, { name: "ARM", label: "Arm" }, { name: "BEST_RESPONSE", label: "Best response" }, { name: "OBSERVED_UNTIL_DAY", label: "Observed until", numeric: true }, { name: "DIED", label: "Died" },
        { name: "COURSE_1_DAY", label: "Course 1", numeric: true }, { name: "COURSE_2_DAY", label: "Course 2", numeric: true }, { name: "REMISSION_FROM_DAY", label: "Remission from", numeric: true }, { name: "REMISSION_TO_DAY", label: "to", numeric: true },
        { name: "RELAPSE_DAY", label: "Relapse", numeric: true }, { name: "NEW_THERAPY_DAY", label: "New therapy", numeric: true }],
      rows: lanes.map(({ subject, best, until, died: dead, courses, remission, relapse, newTherapy }): readonly Cell[] =>
        [subject.number, subject.site, subject.arm, best, until, { shown: dead ? "yes" : "no", exact: dead ? "Y" : "N" }, courses[0] ?? null, courses[1] ?? null, remission?.from ?? null, remission?.to ?? null, relapse, newTherapy]),
    }],
    notes: [
      "A lane ends at death, or where the patient was last known alive. Remission lasts from the first CR or CRp to relapse, death or the last assessment of the disease.",
      ...(left > 0 ? [`The longest ${MOST_LANES_OF_ARM} of each arm are drawn; ${left} more stand in the table.`] : []),
    ],
  };
}

const laneOf = ({ subject, best, until, ...course }: Lane): SwimmerLane => ({ label: subject.number, arm: subject.arm ?? "", best, until: until ?? 0, ...course });
