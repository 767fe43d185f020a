import { date } from "@/lib/crf/fields/date";
import { decimal } from "@/lib/crf/fields/decimal";
import type { Check } from "@/lib/crf/define-form";
import { defineForm, type CheckContext } from "@/lib/study/checks/check-context";
import { doseTolerance } from "@/lib/study/dosing/dose-given";
import type { PlannedDailyDose } from "@/lib/study/dosing/planned-doses";
import { doseAsPlanned, givenToArm, noDayLeftOut, notTooMany, oncePerDay, onPlannedDay } from "@/lib/study/forms/daily-dose-checks";
import { changeReason, deviationReason } from "@/lib/study/forms/dose-change";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

interface DailyDoseForm {
  readonly id: "idarubicin_dose" | "cytarabine_dose";
  readonly drug: PlannedDailyDose["drug"];
  readonly title: string;
  readonly shortTitle: string;
  /** Two letters before the number of each check. */
  readonly checks: string;
  readonly highestMg: number;
  readonly howGiven: string;
  /** Checks of this drug alone, numbered from 08. */
  readonly own: readonly DoseCheck[];
}

type DoseFields = ReturnType<typeof doseFields>;
export type DoseCheck = Check<DoseFields, CheckContext>;

const doseFields = ({ drug, highestMg, howGiven }: Pick<DailyDoseForm, "drug" | "highestMg" | "howGiven">) => {
  const where = `where EXTRT=${drug.toUpperCase()}`;
  return {
    doseDate: date({ label: "Day of the dose", help: "The day on which it was given, or on which it was due and was not given.", criticality: "evaluability", required: true, sdtm: `EX.EXSTDTC ${where}` }),
    doseMg: decimal({
      label: "Dose given", help: `The whole dose of the day, ${howGiven}. A dose that was left out is recorded as 0, with the reason.`,
      unit: "mg", possible: [0, highestMg], criticality: "safety", required: true, missing: ["unknown"], sdtm: `EX.EXDOSE ${where}`,
    }),
    changeReason: changeReason(where),
    deviationReason: deviationReason(`Expected when the dose differs by more than ${doseTolerance.askAbovePct.value} %, or was given on another day.`),
  };
};

/** The fields and checks of a drug that is given once a day, a row for each day. */
export function dailyDoseForm({ id, drug, title, shortTitle, checks, own, ...rest }: DailyDoseForm) {
  return defineForm({
    id,
    title,
    shortTitle,
    version: 1,
    repeats: true,
    fields: doseFields({ drug, ...rest }),
    checks: [
      onPlannedDay(`${checks}01`, drug),
      oncePerDay(`${checks}02`, id),
      notTooMany(`${checks}03`, drug, id),
      doseAsPlanned(`${checks}04`, drug, "ask"),
      doseAsPlanned(`${checks}05`, drug, "deviation"),
      ...(isGivenToAll(drug) ? [] : [givenToArm(`${checks}06`, drug)]),
      noDayLeftOut(`${checks}07`, drug, id),
      ...own,
    ],
  });
}

const isGivenToAll = (drug: string): boolean =>
  Object.values(protocolVersions).every(({ arms }) => Object.values(arms).every(({ chemotherapy }) => chemotherapy.some((dose) => dose.drug === drug)));
