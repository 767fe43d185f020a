import type { Arm } from "@/lib/study/patient-record";
import type { ArmDefinition, ContinuousInfusion, DailyDose } from "@/lib/study/versions/protocol-version";

export const review = "Review description of the trial";

export const cenersen: ContinuousInfusion = {
  drug: "cenersen",
  mgPerKgPerHour: "0.1",
  hours: 168,
  source: `${review}: 7-day infusion. Assumption: the rate of the 2007 protocol, for the review names none`,
};

const chemotherapyFrom = { fromDay: 2, source: `${review}. Assumption: chemotherapy from day 2, as in the 2007 protocol` };

const idarubicin: DailyDose = { drug: "idarubicin", mgPerM2: "12", days: 3, ...chemotherapyFrom };

const lowerCytarabine: DailyDose = { drug: "cytarabine", mgPerM2: "500", days: 3, ...chemotherapyFrom };

const higherCytarabine: DailyDose = { drug: "cytarabine", mgPerM2: "1500", days: 3, ...chemotherapyFrom };

export const arms: Readonly<Record<Arm, ArmDefinition>> = {
  A: { code: "A", label: "Arm A", treatment: "cenersen + idarubicin", chemotherapy: [idarubicin] },
  B: { code: "B", label: "Arm B", treatment: "cenersen + idarubicin + cytarabine 0.5 g/m²", chemotherapy: [idarubicin, lowerCytarabine] },
  C: { code: "C", label: "Arm C", treatment: "cenersen + idarubicin + cytarabine 1.5 g/m²", chemotherapy: [idarubicin, higherCytarabine] },
};
