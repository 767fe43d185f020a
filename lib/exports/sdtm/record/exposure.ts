import { cenersenInfusionOf, dayOf, figureOf, textOf } from "@/lib/study/derive/record-reading";
import { bagRate } from "@/lib/study/dosing/infusion-bag-amount";
import { COURSES, dosingVisitOf, type Course } from "@/lib/study/visits";
import { missingReason, type CutEntry, type PatientView } from "./patient-view";

export type Drug = "CENERSEN" | "IDARUBICIN" | "CYTARABINE";

/** A stretch of time with one dose, or in which a drug was due and not given. Times are those of the clock at the site. */
export interface ExposureInterval {
  readonly course: Course;
  readonly drug: Drug;
  readonly category: "INFUSION" | "INTERRUPTION" | "DAILY DOSE";
  readonly given: boolean;
  readonly from: string | null;
  readonly to: string | null;
  /** mg an hour of an infusion, else mg; null while not recorded. */
  readonly dose: string | null;
  /** Why the dose is missing; null where it stands or is blank. */
  readonly doseMissing: string | null;
  readonly lot: string | null;
  readonly lotMissing: string | null;
  readonly adjustment: string | null;
  readonly reason: string | null;
  readonly reasonMissing: string | null;
  readonly deviation: string | null;
}

const NOTHING = { dose: null, doseMissing: null, lot: null, lotMissing: null, adjustment: null, reason: null, reasonMissing: null, deviation: null } as const;

const ADJUSTMENTS: Readonly<Record<string, string>> = {
  toxicity: "TOXICITY", laboratory: "LABORATORY VALUE", patient_decision: "PATIENT DECISION", administrative_error: "ADMINISTRATIVE ERROR", supply: "DRUG SUPPLY", other: "OTHER",
};
const adjustmentOf = (entry: CutEntry): string | null => ADJUSTMENTS[textOf(entry, "changeReason") ?? ""] ?? null;

interface Bag { readonly from: string | null; readonly to: string | null; readonly rate: string | null; readonly lot: string | null; readonly lotMissing: string | null }

const bagOf = (entry: CutEntry): Bag => ({
  from: textOf(entry, "hungAt"), to: textOf(entry, "endedAt"), lot: textOf(entry, "lotNumber"), lotMissing: missingReason(entry, "lotNumber"),
  rate: bagRate(figureOf(entry, "rateMgPerHour"), figureOf(entry, "rateMlPerHour"), figureOf(entry, "concentrationMgPerMl")),
});

type Stretch = readonly [from: string | null, to: string | null];

const holds = (outer: { readonly from: string | null; readonly to: string | null }, [from, to]: Stretch): boolean =>
  outer.from !== null && from !== null && outer.from <= from && (outer.to === null || (to !== null && to <= outer.to));

/** The infusion cut at every interruption and change of bag; an infusion that has not stopped ends with an open stretch. */
function stretchesOf(start: string | null, stop: string | null, marks: readonly (string | null)[]): readonly Stretch[] {
  if (start === null) return [[null, stop]];
  const inside = marks.filter((mark) => mark !== null).filter((mark) => start < mark && (stop === null || mark < stop));
  const points: readonly (string | null)[] = [...new Set([start, ...inside.toSorted()]), stop];
  return points.slice(1).map((to, index) => [points[index] ?? null, to]);
}

function infusionIntervals(view: PatientView, course: Course, infusion: CutEntry): readonly ExposureInterval[] {
  const visit = dosingVisitOf(course);
  const here = (form: string) => view.entries(form).filter((entry) => entry.visit === visit && entry.notDoneReason === null);
  const pauses = here("infusion_interruption").map((entry) => ({ entry, from: textOf(entry, "stoppedAt"), to: textOf(entry, "resumedAt") }));
  const bags = here("infusion_bag").map(bagOf);
  const common = { ...NOTHING, course, drug: "CENERSEN" } as const;
  const marks = [...pauses, ...bags].flatMap(({ from, to }) => [from, to]);
  const run = stretchesOf(textOf(infusion, "startAt"), textOf(infusion, "stopAt"), marks).filter((stretch) => !pauses.some((pause) => holds(pause, stretch)));
  const intervals = run.map(([from, to], index): ExposureInterval => {
    const bag = bags.find((one) => holds(one, [from, to]));
    const dose = bag?.rate ?? figureOf(infusion, "rateMgPerHour");
    return {
      ...common, category: "INFUSION", given: true, from, to, dose, doseMissing: dose === null ? missingReason(infusion, "rateMgPerHour") : null, lot: bag?.lot ?? null, lotMissing: bag?.lotMissing ?? null,
      ...(index === 0 ? { adjustment: adjustmentOf(infusion), deviation: textOf(infusion, "deviationReason") } : {}),
    };
  });
  const stood = pauses.map(({ entry, from, to }): ExposureInterval => ({ ...common, category: "INTERRUPTION", given: false, from, to, reason: textOf(entry, "reason"), reasonMissing: missingReason(entry, "reason") }));
  return [...intervals, ...stood];
}

const notGiven = (course: Course, drug: Drug, category: ExposureInterval["category"], { notDoneReason }: CutEntry): ExposureInterval => ({ ...NOTHING, course, drug, category, given: false, from: null, to: null, reason: notDoneReason });

function cenersen(view: PatientView, course: Course): readonly ExposureInterval[] {
  const infusion = cenersenInfusionOf(view.record, course) as CutEntry | undefined;
  if (infusion === undefined) return [];
  return infusion.notDoneReason === null ? infusionIntervals(view, course, infusion) : [notGiven(course, "CENERSEN", "INFUSION", infusion)];
}

/** A dose recorded as 0 was due and not given: its reason stands with it, and no dose. */
function dailyDose(course: Course, drug: Drug, entry: CutEntry): ExposureInterval {
  if (entry.notDoneReason !== null) return notGiven(course, drug, "DAILY DOSE", entry);
  const [day, mg] = [dayOf(entry, "doseDate"), figureOf(entry, "doseMg")];
  const given = mg === null || Number(mg) !== 0;
  const common = { ...NOTHING, course, drug, category: "DAILY DOSE", from: day, to: day, deviation: textOf(entry, "deviationReason") } as const;
  if (!given) return { ...common, given, reason: adjustmentOf(entry) ?? "NOT STATED" };
  return { ...common, given, dose: mg, doseMissing: missingReason(entry, "doseMg"), adjustment: adjustmentOf(entry) };
}

const daily = (view: PatientView, course: Course, drug: "IDARUBICIN" | "CYTARABINE"): readonly ExposureInterval[] =>
  view.entries(`${drug.toLowerCase()}_dose`).filter(({ visit }) => visit === dosingVisitOf(course)).map((entry) => dailyDose(course, drug, entry));

/** Every interval of exposure, by course and drug, in time. */
export function exposureOf(view: PatientView): readonly ExposureInterval[] {
  return COURSES.flatMap((course) =>
    [cenersen(view, course), daily(view, course, "IDARUBICIN"), daily(view, course, "CYTARABINE")].flatMap((intervals) =>
      intervals.toSorted((one, other) => ((one.from ?? "9999") < (other.from ?? "9999") ? -1 : (one.from ?? "9999") > (other.from ?? "9999") ? 1 : 0))));
}
