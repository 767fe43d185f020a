import type { Check } from "@/lib/crf/define-form";
import { date } from "@/lib/crf/fields/date";
import { decimal } from "@/lib/crf/fields/decimal";
import type { CheckContext } from "@/lib/study/checks/check-context";
import { doseTolerance } from "@/lib/study/dosing/dose-given";
import type { PlannedDailyDose } from "@/lib/study/dosing/planned-doses";
import { changeReason, deviationReason } from "@/lib/study/forms/dose-change";

interface DailyDrug {
  readonly drug: PlannedDailyDose["drug"];
  readonly highestMg: number;
  readonly howGiven: string;
}

/** What a row of a drug that is given once a day holds. */
export const dailyDoseFields = ({ drug, highestMg, howGiven }: DailyDrug) => {
  const where = `where ECTRT=${drug.toUpperCase()}`;
  return {
    doseDate: date({ label: "Day of the dose", help: "The day on which it was given, or on which it was due and was not given.", criticality: "evaluability", required: true, sdtm: `EC.ECSTDTC ${where}` }),
    doseMg: decimal({
      label: "Dose given", help: `The whole dose of the day, ${howGiven}. A dose that was left out is recorded as 0, with the reason.`,
      unit: "mg", possible: [0, highestMg], criticality: "safety", required: true, missing: ["unknown"], sdtm: `EC.ECDOSE ${where}`,
    }),
    changeReason: changeReason(where),
    deviationReason: deviationReason(`Expected when the dose differs by more than ${doseTolerance.askAbovePct.value} %, or was given on another day.`),
  };
};

/** A check on such a row. */
export type DoseCheck = Check<ReturnType<typeof dailyDoseFields>, CheckContext>;
