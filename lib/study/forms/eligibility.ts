import { sayDate } from "@/lib/kernel/calendar-date";
import type { Check, Form, KnownOf } from "@/lib/crf/define-form";
import { defineForm, entriesOf, type CheckContext } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";
import { normalLimit } from "@/lib/study/derive/normal-limits";
import { quantityOf } from "@/lib/study/derive/record-reading";
import { isWaived } from "@/lib/study/eligibility/is-waived";
import { sayLab } from "@/lib/study/eligibility/lab-criteria";
import { inBaseUnit } from "@/lib/study/laboratory/convert-value";
import { comment, yesNo } from "@/lib/study/study-fields";

const section = { inclusion: "Inclusion", exclusion: "Exclusion" };
const answerTo = (code: string) => `IE.IEORRES where IETESTCD=${code}`;

const fields = {
  leukaemicInfiltration: yesNo({
    label: "Abnormal liver or kidney values are due to leukaemic infiltration",
    help: "Where organs are infiltrated, the limits of bilirubin and creatinine do not apply.",
    section: section.inclusion, criticality: "safety", required: true, missing: ["not_applicable"], sdtm: "FA.FAORRES where FATESTCD=INFILTR",
  }),
  lifeExpectancy: yesNo({ label: "Life expectancy of more than 4 weeks", help: "The investigator's judgement, counted from the start of treatment; documented in the chart.", section: section.inclusion, criticality: "evaluability", required: true, sdtm: answerTo("LIFEEXP") }),
  ableToComply: yesNo({
    label: "Able to comply with follow-up and the management of toxicity", help: "The investigator's judgement that the patient can come to the visits and have toxicity treated.", section: section.inclusion, criticality: "evaluability", required: true, sdtm: answerTo("COMPLY"),
  }),
  contraception: yesNo({
    label: "Effective contraception", help: "For men and women. Not applicable where a pregnancy is not possible.", section: section.inclusion, criticality: "safety", required: true, missing: ["not_applicable"], sdtm: answerTo("CONTRAC"),
  }),
  interferingAgents: yesNo({
    label: "Prior agents that could interfere with the study treatment", help: "Say in the comment which, when the answer is yes.", section: section.exclusion, criticality: "evaluability", required: true, sdtm: answerTo("INTERFER"),
  }),
  severeCondition: yesNo({ label: "Another severe medical condition", help: "One that in the investigator's judgement makes this treatment unsafe.", section: section.exclusion, criticality: "safety", required: true, sdtm: answerTo("SEVERE") }),
  comment: comment("Comment", "CO.COVAL where COREF=ELIGIBILITY"),
} as const;

type Asked = Exclude<keyof typeof fields, "comment" | "leukaemicInfiltration">;
type EligibilityAnswers = KnownOf<Form<typeof fields, CheckContext>>;

/** An answer that keeps a patient out stands beside a randomisation without a waiver: one of the two is wrong, or a deviation happened. */
const notRandomisedWith = (id: string, name: Asked, criterion: string, excluding: "Y" | "N"): Check<typeof fields, CheckContext> => ({
  id,
  on: [name],
  says: `A randomised patient has not answered ${excluding === "Y" ? "Yes" : "No"} to: ${fields[name].label}`,
  protocol: "Eligibility",
  holds: (answers: EligibilityAnswers, { record }) => whenKnown([answers[name], record.randomisedOn], (answer) => answer !== excluding || isWaived(record, criterion)),
  asks: (_answers, { record }) =>
    `"${fields[name].label}" is answered ${excluding === "Y" ? "Yes" : "No"}, but the patient was randomised on ${sayDate(record.randomisedOn ?? "")}. Correct the answer, or report the deviation.`,
});

/** Whether bilirubin and creatinine of screening lie within their upper limits, typed or of the site, and what they are; null while one of the four is not known. */
function organValues(context: CheckContext): { readonly areNormal: boolean; readonly says: string } | null {
  const sample = entriesOf(context, "chemistry").find(({ visit }) => visit === "SCR");
  const pairs = (["bilirubin", "creatinine"] as const).map((analyte) => {
    const [value, limit] = [quantityOf(sample, analyte), normalLimit(context.record, sample, `${analyte}Uln`)];
    return { analyte, value, common: inBaseUnit(analyte, value), upper: inBaseUnit(analyte, limit) };
  });
  if (pairs.some(({ common, upper }) => common === null || upper === null)) return null;
  const areNormal = pairs.every(({ common, upper }) => common !== null && upper !== null && common.lte(upper));
  return { areNormal, says: pairs.map(({ analyte, value }) => `${analyte} of ${sayLab(value)}`).join(" and ") };
}

export const eligibility = defineForm({
  id: "eligibility",
  title: "Eligibility",
  shortTitle: "Elig",
  version: 1,
  repeats: false,
  fields,
  checks: [
    notRandomisedWith("EL01", "lifeExpectancy", "LIFE_EXPECTANCY", "N"),
    notRandomisedWith("EL02", "ableToComply", "COMPLIANCE", "N"),
    notRandomisedWith("EL03", "contraception", "CONTRACEPTION", "N"),
    notRandomisedWith("EL04", "interferingAgents", "NO_INTERFERING_AGENTS", "Y"),
    notRandomisedWith("EL05", "severeCondition", "NO_SEVERE_CONDITION", "Y"),
    {
      id: "EL20",
      on: ["leukaemicInfiltration"],
      says: "Values said to be abnormal by leukaemic infiltration are abnormal",
      protocol: "Eligibility, organ function",
      holds: ({ leukaemicInfiltration }, context) => whenKnown([leukaemicInfiltration, organValues(context)], (infiltrated, { areNormal }) => infiltrated !== "Y" || !areNormal),
      asks: (_answers, context) => `Abnormal values are said to be due to infiltration, but ${organValues(context)?.says ?? ""} at screening lie within their limits. Correct the answer, or the values.`,
    },
  ],
});
