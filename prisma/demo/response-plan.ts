import { addDays, type CalendarDate } from "@/lib/kernel/calendar-date";
import { formById } from "@/lib/study/study";
import { chance, type Chance } from "./chance";
import { chemistryDuring } from "./chemistry-plan";
import type { CohortRow } from "./cohort";
import type { Enrolment } from "./enrolment";
import { bloodReport, type BloodPicture } from "./laboratory";
import { typed, unknown, type TypedForm, type VisitNotDone } from "./typed-form";

/** What the marrow, the blood and the examination show at one visit. From this the response is derived; it is not said. */
interface Picture extends BloodPicture {
  /** Null: no marrow was taken. */
  readonly marrowBlastsPct: number | null;
  readonly emptyMarrow?: boolean;
  readonly diseaseSite?: string;
}

interface Assessment {
  readonly visit: string;
  readonly day: number;
  readonly picture: Picture;
  readonly investigator: "CR" | "CRp" | "NR" | "NE";
  readonly secondCourse?: "Y";
  readonly comment?: string;
}

/** Died before the second assessment. */
export const DIED_EARLY: readonly number[] = [19, 32, 37, 52];
/** Red cells three days before the marrow that showed the remission: a CR here, not under IWG 2003. */
export const TRANSFUSED_LATE = 13;
/** Of whom nobody sent the counts of recovery. */
const NOT_COUNTED: readonly number[] = [12, 40];
/** In remission, and given a second course (`course-2-plan.ts`). */
const SECOND_COURSE: readonly number[] = [7, 13, 27];
const LATE_WITHOUT_WORD = 45;
const LATE_AND_EXPLAINED = 50;
const WRONG_UNIT = 51;
const LATE_TEXT = "Admitted elsewhere with pneumonia; the assessment was done on the first day back.";
const windowCheckOf = (formId: string): string => {
  const check = formById(formId)?.checks.find(({ says }) => says.endsWith("lies inside the planned days of the visit"));
  if (!check) throw new Error(`${formId} has no check of the visit's planned days`);
  return check.id;
};

export const recovered = (luck: Chance): BloodPicture =>
  ({ white: luck.whole(31, 68) * 100, segmentedPct: luck.whole(42, 64), bandsPct: luck.whole(0, 4), blastsPct: 0, platelets: luck.whole(108, 290) * 1000, haemoglobinTenths: luck.whole(92, 121) });
const low = (luck: Chance): BloodPicture =>
  ({ white: luck.whole(6, 14) * 100, segmentedPct: luck.whole(12, 30), bandsPct: luck.whole(0, 3), blastsPct: 0, platelets: luck.whole(9, 34) * 1000, haemoglobinTenths: luck.whole(74, 94) });
const leukaemic = (luck: Chance): BloodPicture =>
  ({ white: luck.whole(12, 140) * 100, segmentedPct: luck.whole(8, 26), bandsPct: luck.whole(0, 3), blastsPct: luck.whole(3, 44), platelets: luck.whole(11, 46) * 1000, haemoglobinTenths: luck.whole(74, 96) });

/** Every assessment of one patient, so that the best of them is what the cohort says. */
function assessmentsOf(row: CohortRow, luck: Chance): readonly Assessment[] {
  const d14: Assessment = row.bestResponse === "NR" && !luck.oneIn(3)
    ? { visit: "D14", day: luck.whole(14, 20), picture: { ...leukaemic(luck), marrowBlastsPct: luck.whole(12, 66) }, investigator: "NR" }
    : { visit: "D14", day: luck.whole(14, 20), picture: { ...low(luck), marrowBlastsPct: luck.whole(1, 4), emptyMarrow: true }, investigator: "NR", comment: "Hypocellular, no recovery yet." };
  if (DIED_EARLY.includes(row.subject)) return [d14];
  const late = [LATE_WITHOUT_WORD, LATE_AND_EXPLAINED].includes(row.subject);
  const day = late ? luck.whole(45, 48) : row.subject === TRANSFUSED_LATE ? 29 : luck.whole(28, 38);
  const d28 = row.bestResponse === "NR" ? noResponse(row, day, luck) : response(row, day, luck);
  return [d14, ...d28];
}

function response(row: CohortRow, day: number, luck: Chance): readonly Assessment[] {
  const clear = { ...recovered(luck), marrowBlastsPct: luck.whole(1, 4) };
  const at = { visit: "D28", day } as const;
  if (row.subject === 22) return [{ ...at, picture: { ...clear, platelets: 96_000 }, investigator: "CR", comment: "Platelets all but recovered." }];
  if (row.bestResponse === "CRp") return [{ ...at, picture: { ...clear, platelets: luck.whole(42, 88) * 1000 }, investigator: "CRp" }];
  if (row.subject !== 6) return [{ ...at, picture: clear, investigator: "CR" }];
  return [
    { ...at, picture: { ...clear, platelets: 82_000 }, investigator: "CRp", comment: "To be repeated when platelets recover." },
    { visit: "UNS1", day: day + 15, picture: { ...recovered(luck), platelets: 143_000, marrowBlastsPct: 2 }, investigator: "CR" },
  ];
}

/** The reasons for no response are many; single patients show the limits themselves. */
function noResponse(row: CohortRow, day: number, luck: Chance): readonly Assessment[] {
  const at = { visit: "D28", day, investigator: "NR" } as const;
  const residual: Picture = { ...recovered(luck), marrowBlastsPct: luck.whole(8, 48), platelets: luck.whole(24, 90) * 1000 };
  switch (row.subject) {
    case 14:
      return [{ ...at, picture: { ...recovered(luck), white: 2000, segmentedPct: 48, bandsPct: 2, marrowBlastsPct: 3 }, investigator: "CR", comment: "ANC 1,000 and rising, counted as recovered." }];
    case 21:
      return [{ ...at, picture: { ...recovered(luck), platelets: 100_000, marrowBlastsPct: 2 }, comment: "Platelets exactly on the limit." }];
    case 33:
      return [{ ...at, picture: { ...recovered(luck), marrowBlastsPct: null }, investigator: "NE", comment: "Patient declined a second marrow." }];
    case 38:
      return [{ ...at, picture: { ...recovered(luck), marrowBlastsPct: 3, diseaseSite: "gums" } }];
    case 24:
      return [
        { ...at, picture: { ...residual, marrowBlastsPct: 9 }, comment: "Regeneration or residual disease: marrow to be repeated." },
        { visit: "UNS1", day: day + 10, picture: { ...leukaemic(luck), marrowBlastsPct: 31 }, investigator: "NR" },
      ];
    default:
      return [{ ...at, picture: luck.pick<() => Picture>([
        () => residual,
        () => ({ ...leukaemic(luck), marrowBlastsPct: luck.whole(14, 72) }),
        () => ({ ...leukaemic(luck), marrowBlastsPct: luck.whole(22, 81) }),
        () => ({ ...low(luck), marrowBlastsPct: luck.whole(1, 4) }),
        () => ({ ...recovered(luck), blastsPct: luck.whole(2, 9), marrowBlastsPct: luck.whole(2, 19) }),
      ])() }];
  }
}

/** The visits at which a response was assessed, form by form, with the counts of recovery between them. */
export function responses({ row, siteCode, dayOne }: Enrolment, luck: Chance): { readonly forms: readonly TypedForm[]; readonly notDone: readonly VisitNotDone[]; readonly unscheduled: number } {
  const assessments = assessmentsOf(row, luck).map((assessment): Assessment =>
    assessment.visit === "D28" && SECOND_COURSE.includes(row.subject) ? { ...assessment, secondCourse: "Y" } : assessment);
  const counted = !DIED_EARLY.includes(row.subject) && !NOT_COUNTED.includes(row.subject);
  return {
    forms: [
      ...assessments.flatMap((assessment) => responseForms(assessment, row, siteCode, dayOne, luck)),
      ...(counted ? [recoveryCounts(row, siteCode, dayOne)] : []),
      ...(DIED_EARLY.includes(row.subject) ? [] : chemistryDuring("D28", { row, siteCode }, addDays(dayOne, (assessments[1]?.day ?? 28) - 1))),
    ],
    notDone: NOT_COUNTED.includes(row.subject) ? [{ visit: "REC", reason: "Counts were taken by the family doctor only and not sent." }] : [],
    unscheduled: assessments.filter(({ visit }) => visit.startsWith("UNS")).length,
  };
}

/** Blood counts between the two marrows. */
function recoveryCounts(row: CohortRow, siteCode: Enrolment["siteCode"], dayOne: CalendarDate): TypedForm {
  const luck = chance(5000 + row.subject);
  const picture = row.bestResponse === "NR" ? leukaemic(luck) : { ...recovered(luck), platelets: luck.whole(35, 95) * 1000 };
  return typed("REC", "haematology", bloodReport(siteCode, addDays(dayOne, luck.whole(22, 26)), picture));
}

/** The forms of one assessed visit, `day` counted from the first cenersen day of its course. */
export function responseForms({ visit, day, picture, investigator, secondCourse, comment }: Assessment, row: CohortRow, siteCode: Enrolment["siteCode"], dayOne: CalendarDate, luck: Chance): readonly TypedForm[] {
  const on = addDays(dayOne, day - 1);
  const explanations = (formId: string) => (row.subject === LATE_AND_EXPLAINED && visit === "D28" ? [{ ruleId: windowCheckOf(formId), text: LATE_TEXT }] : []);
  const write = (formId: string, answers: TypedForm["answers"]) => typed(visit, formId, answers, explanations(formId));
  const report = bloodReport(siteCode, on, picture);
  return [
    write("haematology", row.subject === WRONG_UNIT && visit === "D14" ? { ...report, platelets: { value: String(picture.platelets / 1000), unit: "/uL" } } : report),
    write("marrow", picture.marrowBlastsPct === null ? { done: "N" } : {
      done: "Y", marrowDate: on, blastPct: String(picture.marrowBlastsPct), nucleatedCells: picture.emptyMarrow ? luck.whole(60, 190) : luck.pick([200, 250, 500]),
      spicules: picture.emptyMarrow ? luck.pick(["Y", "N"]) : "Y", auerRods: picture.marrowBlastsPct > 20 && luck.oneIn(5) ? "Y" : "N",
      ...(picture.emptyMarrow ? { biopsyCellularityPct: luck.oneIn(4) ? unknown : "5" } : luck.oneIn(3) ? { biopsyCellularityPct: String(luck.whole(4, 14) * 5) } : {}),
    }),
    write("extramedullary", picture.diseaseSite ? { disease: "Y", examinedOn: on, site: picture.diseaseSite } : { disease: "N", examinedOn: on }),
    write("response_assessment", { assessedOn: addDays(on, visit === "D28" && day > 39 ? 0 : luck.whole(0, 1)), investigatorResponse: investigator, ...(secondCourse ? { secondCourse } : {}), ...(comment ? { comment } : {}) }),
  ];
}
