import { Decimal } from "decimal.js";
import type { Quantity } from "@/lib/crf/fields/quantity";
import { sayDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { CheckContext } from "@/lib/study/checks/check-context";
import { courseOf, plannedDaily, rowsBeside } from "@/lib/study/checks/dosing-context";
import { whenKnown } from "@/lib/study/checks/truth";
import { dosePlanOf } from "@/lib/study/derive/dose-plan";
import { rowsOfCourse } from "@/lib/study/derive/dose-record";
import { dayOf, entriesOfForm, figureOf, quantityOf } from "@/lib/study/derive/record-reading";
import { compareDose } from "@/lib/study/dosing/dose-given";
import { dosingRules } from "@/lib/study/dosing/dosing-rules";
import { bilirubinLimit, exceedsLifetimeIdarubicin, perSquareMetre } from "@/lib/study/dosing/idarubicin-limits";
import type { DoseCheck } from "@/lib/study/forms/daily-dose-fields";
import { dailyDoseForm } from "@/lib/study/forms/daily-dose-form";
import { isExplained } from "@/lib/study/forms/dose-change";
import { ANALYTES } from "@/lib/study/laboratory/analytes";
import { inBaseUnit, sayUnit } from "@/lib/study/laboratory/convert-value";
import { COURSES } from "@/lib/study/visits";

const MICROMOL_PER_MG_DL = ANALYTES.bilirubin.units["mg/dL"];
const { bilirubinHalvesIdarubicin: halves, bilirubinStopsIdarubicin: stops, lifetimeIdarubicin: lifetime } = dosingRules;

interface Bilirubin {
  readonly mgPerDl: Decimal;
  readonly reported: Quantity;
  readonly on: CalendarDate;
}

/** The latest bilirubin of the day of the dose or before it; null when none is recorded. */
function bilirubinBefore({ record }: CheckContext, day: CalendarDate | null): Bilirubin | null {
  if (day === null) return null;
  const found = entriesOfForm(record, "chemistry").flatMap((sample) => {
    const [on, reported] = [dayOf(sample, "sampleDate"), quantityOf(sample, "bilirubin")];
    const common = inBaseUnit("bilirubin", reported);
    return on === null || on > day || reported === null || common === null ? [] : [{ on, reported, mgPerDl: common.dividedBy(MICROMOL_PER_MG_DL) }];
  });
  return found.toSorted((one, other) => (one.on < other.on ? 1 : -1))[0] ?? null;
}

const sayBilirubin = (bilirubin: Bilirubin | null): string => `Bilirubin was ${bilirubin?.reported.value} ${sayUnit(bilirubin?.reported.unit ?? "")} on ${sayDate(bilirubin?.on ?? "")}`;

const notAtHighBilirubin: DoseCheck = {
  id: "ID08",
  on: ["doseMg", "doseDate", "changeReason", "deviationReason"],
  says: `No idarubicin at a bilirubin above ${stops.aboveMgPerDl} mg/dL, or a reason is recorded`,
  protocol: `Dosing, idarubicin: ${stops.source}`,
  holds: (answers, context) =>
    whenKnown([answers.doseMg, bilirubinBefore(context, answers.doseDate)], (mg, { mgPerDl }) => bilirubinLimit(mgPerDl) !== "stops" || new Decimal(mg).isZero() || isExplained(answers)),
  asks: ({ doseMg, doseDate }, context) =>
    `${sayBilirubin(bilirubinBefore(context, doseDate))}, and ${doseMg} mg were given on ${sayDate(doseDate ?? "")}. The label gives none above ${stops.aboveMgPerDl} mg/dL. Check both values, or record why it was given.`,
};

/** Half the planned dose, or up to the tolerance above it. */
const isHalved = (mg: string, plannedMg: string): boolean => {
  const half = new Decimal(plannedMg).times(halves.percent).dividedBy(100);
  return new Decimal(mg).lte(half) || compareDose(half, mg).verdict === "within";
};

const halvedAtRaisedBilirubin: DoseCheck = {
  id: "ID09",
  on: ["doseMg", "doseDate", "changeReason", "deviationReason"],
  says: `Idarubicin is given at ${halves.percent} % at a bilirubin of ${halves.fromMgPerDl} to ${halves.toMgPerDl} mg/dL, or a reason is recorded`,
  protocol: `Dosing, idarubicin: ${halves.source}`,
  holds: (answers, context) =>
    whenKnown([answers.doseMg, bilirubinBefore(context, answers.doseDate), plannedDaily(context, "idarubicin")], (mg, { mgPerDl }, plan) =>
      bilirubinLimit(mgPerDl) !== "halves" || isHalved(mg, plan.mgPerDay) || isExplained(answers)),
  asks: ({ doseMg, doseDate }, context) =>
    `${sayBilirubin(bilirubinBefore(context, doseDate))}, and ${doseMg} of ${plannedDaily(context, "idarubicin")?.mgPerDay} mg were given on ${sayDate(doseDate ?? "")}. The label gives ${halves.percent} % from ${halves.fromMgPerDl} to ${halves.toMgPerDl} mg/dL. Check both values, or record why.`,
};

/** All idarubicin of this record until and with this dose, per m²; null while a surface is not known. */
function cumulativeWith(context: CheckContext, doseMg: string | null): string | null {
  if (doseMg === null) return null;
  const here = courseOf(context);
  const doses = COURSES.filter((course) => course <= here).flatMap((course) => {
    const plan = dosePlanOf(context.record, course);
    const bodySurfaceM2 = plan.state === "ready" ? plan.bodySurface.m2.toFixed(2) : null;
    const rows = course === here ? rowsBeside(context, "idarubicin_dose").filter(({ rowNo }) => rowNo < context.rowNo) : rowsOfCourse(context.record, "idarubicin_dose", course);
    const amounts = [...rows.map((row) => figureOf(row, "doseMg") ?? "0"), ...(course === here ? [doseMg] : [])];
    return amounts.map((mg) => ({ mg, bodySurfaceM2 }));
  });
  return perSquareMetre(doses);
}

const belowLifetimeDose: DoseCheck = {
  id: "ID10",
  on: ["doseMg"],
  says: `All idarubicin of this trial stays within ${lifetime.mgPerM2} mg/m²; what was given before it is not recorded here`,
  protocol: `Dosing, idarubicin: ${lifetime.source}`,
  holds: ({ doseMg }, context) => whenKnown([cumulativeWith(context, doseMg)], (mgPerM2) => !exceedsLifetimeIdarubicin(mgPerM2)),
  asks: ({ doseMg }, context) =>
    `With these ${doseMg} mg idarubicin adds up to ${cumulativeWith(context, doseMg)} mg/m², above the highest recommended lifetime dose of ${lifetime.mgPerM2} mg/m² (earlier anthracyclines come on top). Check the doses, or say why it was given.`,
};

export const idarubicinDose = dailyDoseForm({
  id: "idarubicin_dose", drug: "idarubicin", title: "Idarubicin doses", shortTitle: "Ida", checks: "ID", highestMg: 500, howGiven: "over 10 to 15 minutes into a vein",
  own: [notAtHighBilirubin, halvedAtRaisedBilirubin, belowLifetimeDose],
});
