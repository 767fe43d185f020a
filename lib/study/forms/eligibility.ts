import { sayDate } from "@/lib/kernel/calendar-date";
import type { Check, Form, KnownOf } from "@/lib/crf/define-form";
import { defineForm, type CheckContext } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";
import { isWaived } from "@/lib/study/eligibility/is-waived";
import { comment, yesNo } from "@/lib/study/study-fields";

const section = { inclusion: "Inclusion", exclusion: "Exclusion" };
const answerTo = (code: string) => `IE.IEORRES where IETESTCD=${code}`;

const fields = {
  leukaemicInfiltration: yesNo({
    label: "Abnormal liver or kidney values are due to leukaemic infiltration",
    help: "Where organs are infiltrated, the limits of bilirubin and creatinine do not apply.",
    section: section.inclusion, criticality: "safety", required: true, missing: ["not_applicable"], sdtm: answerTo("INFILTR"),
  }),
  lifeExpectancy: yesNo({ label: "Life expectancy of more than 4 weeks", section: section.inclusion, criticality: "evaluability", required: true, sdtm: answerTo("LIFEEXP") }),
  ableToComply: yesNo({
    label: "Able to comply with follow-up and the management of toxicity", section: section.inclusion, criticality: "evaluability", required: true, sdtm: answerTo("COMPLY"),
  }),
  contraception: yesNo({
    label: "Effective contraception", help: "For men and women. Not applicable where a pregnancy is not possible.", section: section.inclusion, criticality: "safety", required: true, missing: ["not_applicable"], sdtm: answerTo("CONTRAC"),
  }),
  interferingAgents: yesNo({
    label: "Prior agents that could interfere with the study treatment", help: "Say in the comment which, when the answer is yes.", section: section.exclusion, criticality: "evaluability", required: true, sdtm: answerTo("INTERFER"),
  }),
  severeCondition: yesNo({ label: "Another severe medical condition", help: "One that in the investigator's judgement makes this treatment unsafe.", section: section.exclusion, criticality: "safety", required: true, sdtm: answerTo("SEVERE") }),
  comment: comment("Comment", "CO.COVAL where RDOMAIN=IE"),
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
  ],
});
