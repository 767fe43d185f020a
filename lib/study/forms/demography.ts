import { choice } from "@/lib/crf/fields/choice";
import { integer } from "@/lib/crf/fields/integer";
import { isMissingAnswer } from "@/lib/crf/missing";
import { defineForm, entriesOf, textIn, type CheckContext } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";
import { eligibilityRules } from "@/lib/study/eligibility/eligibility-rules";
import { isWaived } from "@/lib/study/eligibility/is-waived";

const LOWEST_AGE = eligibilityRules.ageAtLeast.value;
const ASKED_BELOW_AGE = eligibilityRules.contraceptionAskedBelowAge.value;

/** Whether contraception was called not applicable; null while it is not answered. */
function contraceptionIsNotApplicable(context: CheckContext): boolean | null {
  const answer = entriesOf(context, "eligibility").map(({ answers }) => answers["contraception"] ?? null).find((given) => given !== null) ?? null;
  return answer === null ? null : isMissingAnswer(answer) && answer.missing === "not_applicable";
}

/** The sex that a karyotype names: "46,XY[20]" is male. Null where lost or gained sex chromosomes leave it open. */
function sexIn(karyotype: string | null): "M" | "F" | null {
  const [, chromosomes] = /^\d{2},(XY|XX)(?:[,[/]|$)/.exec((karyotype ?? "").replace(/\s/g, "")) ?? [];
  return chromosomes === "XY" ? "M" : chromosomes === "XX" ? "F" : null;
}
const SEX = { M: "male", F: "female" } as const;

export const demography = defineForm({
  id: "demography",
  title: "Demography",
  shortTitle: "Demog",
  version: 1,
  repeats: false,
  fields: {
    age: integer({
      label: "Age at consent",
      help: "Completed years. It decides the length of cytarabine in arm C.",
      unit: "years",
      possible: [0, 120],
      criticality: "evaluability",
      required: true,
      sdtm: "DM.AGE",
    }),
    sex: choice({ label: "Sex", help: "From the identity document or the chart. Haemoglobin's reference range and the calculated creatinine clearance depend on it.", options: { M: "Male", F: "Female" }, criticality: "evaluability", required: true, sdtm: "DM.SEX" }),
  },
  checks: [
    {
      id: "DM01",
      on: ["age"],
      says: `Age is at least ${LOWEST_AGE} years`,
      protocol: "Eligibility, age",
      holds: ({ age }, { record }) => (isWaived(record, "AGE") ? "yes" : whenKnown([age], (years) => years >= LOWEST_AGE)),
      asks: ({ age }) => `Age is ${age} years; the trial takes patients from ${LOWEST_AGE} years. Correct the age, or ask the sponsor for a waiver.`,
    },
    {
      id: "DM03",
      on: ["sex", "age"],
      says: `Contraception is not called "not applicable" for a woman below ${ASKED_BELOW_AGE} years`,
      protocol: "Eligibility, contraception",
      holds: ({ sex, age }, context) => whenKnown([sex, age, contraceptionIsNotApplicable(context)], (which, years, notApplicable) => !notApplicable || which === "M" || years >= ASKED_BELOW_AGE),
      asks: ({ age }) => `Contraception is answered "not applicable" on the form Eligibility for a woman of ${age} years. Correct sex, age or that answer, or say why it does not apply.`,
    },
    {
      id: "DM10",
      on: ["sex"],
      says: "Sex agrees with the sex chromosomes of the karyotype",
      protocol: "Classification of AML",
      holds: ({ sex }, context) => whenKnown([sex, sexIn(textIn(context, "aml_history", "karyotype"))], (here, there) => here === there),
      asks: ({ sex }, context) =>
        `Sex is ${SEX[sex ?? "M"]}, and the karyotype of the AML history reads ${textIn(context, "aml_history", "karyotype")}. Correct one of them, or explain, for example by a transplant.`,
    },
  ],
});
