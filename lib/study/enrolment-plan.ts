/** How many patients the trial wants and over what time. Months count from the first patient randomised, at an even pace. */
export interface EnrolmentPlan {
  readonly patients: number;
  readonly months: number;
}

export const enrolmentPlan: EnrolmentPlan = { patients: 53, months: 36 };

export const enrolmentPlanSources: Readonly<Record<keyof EnrolmentPlan, { readonly says: string; readonly source: string }>> = {
  patients: { says: "53 patients are planned", source: "Assumption: the number that was randomised (Cortes, Cancer 2012;118:418); the target of the trial is not public" },
  months: { says: "They are enrolled within 36 months of the first, at an even pace", source: "Assumption: 11 patients were reported in 2004 and the registry says that NCT00074737 ended in May 2007; the planned pace is not public" },
};

const DAYS_PER_MONTH = 365.25 / 12;

/** Patients planned to be randomised so many days after the first one, in whole patients: 0 before it, all of them after the last month. */
export function plannedAfter(days: number, { patients, months }: EnrolmentPlan = enrolmentPlan): number {
  if (days < 0) return 0;
  return Math.min(patients, Math.floor((patients * days) / (months * DAYS_PER_MONTH)));
}
