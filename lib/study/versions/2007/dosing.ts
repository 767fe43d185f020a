import type { Arm } from "@/lib/study/patient-record";
import type { ArmDefinition, ContinuousInfusion, DailyDose } from "@/lib/study/versions/protocol-version";

export const abstracts = "ASCO 2004 #6617 and ASCO 2007 #7070";

export const cenersen: ContinuousInfusion = { drug: "cenersen", mgPerKgPerHour: "0.1", hours: 96, source: abstracts };

const idarubicin: DailyDose = { drug: "idarubicin", mgPerM2: "12", days: 3, fromDay: 2, source: abstracts };

const standardCytarabine: DailyDose = { drug: "cytarabine", mgPerM2: "100", days: 7, fromDay: 2, source: abstracts };

const highDoseCytarabine: DailyDose = {
  drug: "cytarabine",
  mgPerM2: "1000",
  days: 4,
  fromDay: 2,
  source: abstracts,
  shortened: { days: 3, age: 60, reading: "over", source: "ASCO 2007: 3 days over 60; ASCO 2004 says 60 or older" },
};

export const arms: Readonly<Record<Arm, ArmDefinition>> = {
  A: { code: "A", label: "Group 1", treatment: "cenersen + idarubicin", chemotherapy: [idarubicin] },
  B: { code: "B", label: "Group 2", treatment: "cenersen + idarubicin + cytarabine 100 mg/m²", chemotherapy: [idarubicin, standardCytarabine] },
  C: { code: "C", label: "Group 3", treatment: "cenersen + idarubicin + cytarabine 1 g/m²", chemotherapy: [idarubicin, highDoseCytarabine] },
};
