import { sayDate } from "@/lib/kernel/calendar-date";
import { courseOf, prescribed, rowsAbove } from "@/lib/study/checks/dosing-context";
import { whenKnown } from "@/lib/study/checks/truth";
import { doseBasisOf } from "@/lib/study/derive/dose-plan";
import { isShortened } from "@/lib/study/dosing/planned-doses";
import type { DoseCheck } from "@/lib/study/forms/daily-dose-fields";
import { dailyDoseForm } from "@/lib/study/forms/daily-dose-form";
import { isExplained } from "@/lib/study/forms/dose-change";

/** The published texts disagree about the very age from which the course is shorter: what was decided is asked once, at the first dose. */
const ageDecided: DoseCheck = {
  id: "AC08",
  on: ["doseDate", "changeReason", "deviationReason"],
  says: "For a patient of exactly the age at which the course is shortened, what was decided is recorded",
  protocol: "Dosing, cytarabine by age",
  holds: (answers, context) => {
    const isFirst = courseOf(context) === 1 && rowsAbove(context, "cytarabine_dose").length === 0;
    return whenKnown([answers.doseDate, prescribed(context, "cytarabine")?.shortened, doseBasisOf(context.record).age], (_day, shortened, age) => !isFirst || age !== shortened.age || isExplained(answers));
  },
  asks: ({ doseDate }, context) => {
    const dose = prescribed(context, "cytarabine");
    if (dose?.shortened === undefined) return "";
    const { age, reading, days, source } = dose.shortened;
    const [planned, other] = isShortened(dose.shortened, age) ? [days, dose.days] : [dose.days, days];
    return `The patient is exactly ${age} years old (${source}). This study reads it as ${reading === "over" ? `over ${age}` : `${age} or over`} and plans ${planned} days; by the other reading it is ${other}. Record at the first dose, of ${sayDate(doseDate ?? "")}, which was decided, by whom and why.`;
  },
};

export const cytarabineDose = dailyDoseForm({
  id: "cytarabine_dose", drug: "cytarabine", title: "Cytarabine doses", shortTitle: "AraC", checks: "AC", highestMg: 20000, howGiven: "from the order or the infusion chart", own: [ageDecided],
});
