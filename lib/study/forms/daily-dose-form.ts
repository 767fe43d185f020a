import { date } from "@/lib/crf/fields/date";
import { decimal } from "@/lib/crf/fields/decimal";
import { text } from "@/lib/crf/fields/text";
import { knownValue } from "@/lib/crf/missing";
import type { Check } from "@/lib/crf/define-form";
import { addDays, sayDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import { defineForm, earlierRows, entriesOf, firstCenersenDay, type CheckContext } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";
import { dosePlanOf } from "@/lib/study/derive/dose-plan";
import { compareDose, doseTolerance, type DoseVerdict } from "@/lib/study/dosing/dose-given";
import type { PlannedDailyDose } from "@/lib/study/dosing/planned-doses";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

interface DailyDoseForm {
  readonly id: "idarubicin_dose" | "cytarabine_dose";
  readonly drug: PlannedDailyDose["drug"];
  readonly title: string;
  readonly shortTitle: string;
  /** Two letters before the number of each check. */
  readonly checks: string;
  readonly highestMg: number;
}

/** The fields and checks of a drug that is given once a day, a row for each day. */
export function dailyDoseForm({ id, drug, title, shortTitle, checks, highestMg }: DailyDoseForm) {
  const where = `where EXTRT=${drug.toUpperCase()}`;
  return defineForm({
    id,
    title,
    shortTitle,
    version: 1,
    repeats: true,
    fields: {
      doseDate: date({ label: "Given on", criticality: "evaluability", required: true, sdtm: `EX.EXSTDTC ${where}` }),
      doseMg: decimal({ label: "Dose given", help: "The whole dose of the day.", unit: "mg", possible: ["0.1", highestMg], criticality: "safety", required: true, missing: ["unknown"], sdtm: `EX.EXDOSE ${where}` }),
      deviationReason: text({
        label: "Why it differs from the plan", help: `Expected when the dose differs by more than ${doseTolerance.askAbovePct.value} %, or was given on another day.`,
        criticality: "safety", sdtm: `EX.EXADJ ${where}`,
      }),
    },
    checks: [
      onPlannedDay(`${checks}01`, drug),
      oncePerDay(`${checks}02`, id),
      notTooMany(`${checks}03`, drug, id),
      doseAsPlanned(`${checks}04`, drug, "ask"),
      doseAsPlanned(`${checks}05`, drug, "deviation"),
      ...(isGivenToAll(drug) ? [] : [givenToArm(`${checks}06`, drug)]),
    ],
  });
}

type DoseFields = {
  readonly doseDate: ReturnType<typeof date>;
  readonly doseMg: ReturnType<typeof decimal>;
  readonly deviationReason: ReturnType<typeof text>;
};
type DoseCheck = Check<DoseFields, CheckContext>;

const isGivenToAll = (drug: string): boolean =>
  Object.values(protocolVersions).every(({ arms }) => Object.values(arms).every(({ chemotherapy }) => chemotherapy.some((dose) => dose.drug === drug)));

/** How the version and arm give the drug, which does not wait for height or weight. */
const prescribed = ({ record }: CheckContext, drug: string) =>
  record.arm === null ? null : protocolVersions[record.protocolVersion].arms[record.arm].chemotherapy.find((dose) => dose.drug === drug) ?? null;

function planned(context: CheckContext, drug: string): PlannedDailyDose | null {
  const plan = dosePlanOf(context.record);
  return plan.state === "ready" ? plan.chemotherapy.find((dose) => dose.drug === drug) ?? null : null;
}

const givenToArm = (id: string, drug: string): DoseCheck => ({
  id,
  on: ["doseDate"],
  says: `The patient's arm receives ${drug}`,
  protocol: "Dosing, arms",
  holds: ({ doseDate }, context) => whenKnown([doseDate, context.record.arm], () => prescribed(context, drug) !== null),
  asks: (_answers, { record }) => `Arm ${record.arm} receives no ${drug}. Remove the row, or report the deviation.`,
});

function plannedDates(context: CheckContext, drug: string): { readonly from: CalendarDate; readonly to: CalendarDate } | null {
  const [firstDay, dose] = [firstCenersenDay(context), prescribed(context, drug)];
  if (firstDay === null || dose === null) return null;
  const from = addDays(firstDay, dose.fromDay - 1);
  return { from, to: addDays(from, (planned(context, drug)?.days ?? dose.days) - 1) };
}

const onPlannedDay = (id: string, drug: string): DoseCheck => ({
  id,
  on: ["doseDate", "deviationReason"],
  says: `${drug} is given on its planned days, or a reason is recorded`,
  protocol: "Dosing, days",
  holds: ({ doseDate, deviationReason }, context) =>
    whenKnown([doseDate, plannedDates(context, drug)], (day, { from, to }) => (from <= day && day <= to) || deviationReason !== null),
  asks: ({ doseDate }, context) => {
    const days = plannedDates(context, drug);
    return `Given on ${sayDate(doseDate ?? "")}; planned are ${sayDate(days?.from ?? "")} to ${sayDate(days?.to ?? "")}. Correct the date, or record why.`;
  },
});

const oncePerDay = (id: string, formId: string): DoseCheck => ({
  id,
  on: ["doseDate"],
  says: "One row holds the whole dose of a day",
  protocol: "Dosing, days",
  holds: ({ doseDate }, context) => whenKnown([doseDate], (day) => !earlierRows(context, formId).some(({ answers }) => knownValue(answers["doseDate"]) === day)),
  asks: ({ doseDate }) => `An earlier row holds a dose of ${sayDate(doseDate ?? "")}. Correct the date, or remove the row.`,
});

const notTooMany = (id: string, drug: string, formId: string): DoseCheck => ({
  id,
  on: ["doseDate", "deviationReason"],
  says: `${drug} is given on no more days than planned, or a reason is recorded`,
  protocol: "Dosing, days",
  holds: ({ doseDate, deviationReason }, context) => {
    const earlier = entriesOf(context, formId).filter(({ answers }) => typeof answers["doseDate"] === "string" && answers["doseDate"] < (doseDate ?? ""));
    return whenKnown([doseDate, planned(context, drug)], (_day, { days }) => earlier.length < days || deviationReason !== null);
  },
  asks: (_answers, context) => `${planned(context, drug)?.days} doses are planned, and this one comes on top. Check the rows, or record why.`,
});

const SAYS = {
  ask: `The dose differs by at most ${doseTolerance.askAbovePct.value} % from the plan (above ${doseTolerance.deviationAbovePct.value} % the next check asks), or a reason is recorded`,
  deviation: `The dose differs by at most ${doseTolerance.deviationAbovePct.value} % from the plan, or a reason is recorded`,
} as const;

const doseAsPlanned = (id: string, drug: string, verdict: Extract<DoseVerdict, "ask" | "deviation">): DoseCheck => ({
  id,
  on: ["doseMg", "deviationReason"],
  says: SAYS[verdict],
  protocol: "Dosing, tolerance",
  holds: ({ doseMg, deviationReason }, context) =>
    whenKnown([doseMg, planned(context, drug)], (given, plan) => compareDose(plan.mgPerDay, given).verdict !== verdict || deviationReason !== null),
  asks: ({ doseMg }, context) => {
    const { says } = compareDose(planned(context, drug)?.mgPerDay ?? null, doseMg);
    return verdict === "ask" ? `${says}. Check the dose, or record why.` : `${says}, which is a protocol deviation. Correct the dose, or record why.`;
  },
});
