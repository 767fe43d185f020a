import { sayDate } from "@/lib/kernel/calendar-date";
import type { Check, Form, KnownOf } from "@/lib/crf/define-form";
import { defineForm, type CheckContext } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";
import { comment, yesNo } from "@/lib/study/study-fields";

const section = { inclusion: "Inclusion", exclusion: "Exclusion" };
const criterion = (code: string) => `IE.IEORRES where IETESTCD=${code}`;

const fields = {
  leukaemicInfiltration: yesNo({
    label: "Abnormal liver or kidney values are due to leukaemic infiltration",
    help: "Where organs are infiltrated, the limits of bilirubin and creatinine do not apply.",
    section: section.inclusion, criticality: "safety", required: true, missing: ["not_applicable"], sdtm: criterion("INFILTR"),
  }),
  lifeExpectancy: yesNo({ label: "Life expectancy of more than 4 weeks", section: section.inclusion, criticality: "evaluability", required: true, sdtm: criterion("LIFEEXP") }),
  ableToComply: yesNo({
    label: "Able to comply with follow-up and the management of toxicity", section: section.inclusion, criticality: "evaluability", required: true, sdtm: criterion("COMPLY"),
  }),
  contraception: yesNo({ label: "Effective contraception", section: section.inclusion, criticality: "safety", required: true, missing: ["not_applicable"], sdtm: criterion("CONTRAC") }),
  interferingAgents: yesNo({
    label: "Prior agents that could interfere with the study treatment", section: section.exclusion, criticality: "evaluability", required: true, sdtm: criterion("INTERFER"),
  }),
  severeCondition: yesNo({ label: "Another severe medical condition", section: section.exclusion, criticality: "safety", required: true, sdtm: criterion("SEVERE") }),
  comment: comment("Comment", "CO.COVAL where RDOMAIN=IE"),
} as const;

type Asked = Exclude<keyof typeof fields, "comment" | "leukaemicInfiltration">;
type EligibilityAnswers = KnownOf<Form<typeof fields, CheckContext>>;

/** An answer that keeps a patient out stands beside a randomisation: one of the two is wrong, or a deviation happened. */
const notRandomisedWith = (id: string, name: Asked, excluding: "Y" | "N"): Check<typeof fields, CheckContext> => ({
  id,
  on: [name],
  says: `A randomised patient has not answered ${excluding === "Y" ? "Yes" : "No"} to: ${fields[name].label}`,
  protocol: "Eligibility",
  holds: (answers: EligibilityAnswers, { record }) => whenKnown([answers[name], record.randomisedOn], (answer) => answer !== excluding),
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
    notRandomisedWith("EL01", "lifeExpectancy", "N"),
    notRandomisedWith("EL02", "ableToComply", "N"),
    notRandomisedWith("EL03", "contraception", "N"),
    notRandomisedWith("EL04", "interferingAgents", "Y"),
    notRandomisedWith("EL05", "severeCondition", "Y"),
  ],
});
