import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { PartialDate } from "@/lib/kernel/partial-date";
import type { LabValue } from "@/lib/study/laboratory/convert-value";
import type { DiseaseStatus } from "@/lib/study/patient-record";

export type YesNo = "Y" | "N";

/** What eligibility rests on, named as the fields of the screening forms are. Null is not known, never "no". */
export interface EligibilityInputs {
  readonly consentDate: CalendarDate | null;
  readonly age: number | null;
  readonly sex: "M" | "F" | null;
  readonly diseaseStatus: DiseaseStatus | null;
  readonly inductionCourses: number | null;
  readonly firstCrDate: PartialDate | null;
  readonly firstRelapseDate: PartialDate | null;
  readonly salvageCourses: number | null;
  /** Of the vital signs, the chemistry and the heart. */
  readonly measuredOn: CalendarDate | null;
  readonly sampleDate: CalendarDate | null;
  readonly examinedOn: CalendarDate | null;
  readonly weightKg: string | null;
  readonly zubrod: string | null;
  readonly bilirubin: LabValue | null;
  readonly bilirubinUln: LabValue | null;
  readonly alt: LabValue | null;
  readonly altUln: LabValue | null;
  readonly creatinine: LabValue | null;
  readonly creatinineUln: LabValue | null;
  /** mL/min */
  readonly creatinineClearance: string | null;
  readonly magnesium: LabValue | null;
  readonly magnesiumLower: LabValue | null;
  readonly magnesiumUpper: LabValue | null;
  readonly leukaemicInfiltration: YesNo | "not_applicable" | null;
  readonly lvefPercent: string | null;
  readonly lifeExpectancy: YesNo | null;
  readonly ableToComply: YesNo | null;
  readonly contraception: YesNo | "not_applicable" | null;
  readonly interferingAgents: YesNo | null;
  readonly severeCondition: YesNo | null;
}

/** What the schedule says, and how far the patient has come: not screening data, and nothing that a criterion waits for. */
export interface ScreeningDays {
  /** Study days between which screening examinations lie; day 1 is the first of cenersen, and there is no day 0. */
  readonly window: { readonly from: number; readonly to: number };
  readonly firstDay: CalendarDate | null;
  readonly randomisedOn: CalendarDate | null;
}
