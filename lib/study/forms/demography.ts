import { choice } from "@/lib/crf/fields/choice";
import { integer } from "@/lib/crf/fields/integer";
import { defineForm } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";

export const LOWEST_AGE = 18;

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
    sex: choice({ label: "Sex", options: { M: "Male", F: "Female" }, criticality: "evaluability", required: true, sdtm: "DM.SEX" }),
  },
  checks: [
    {
      id: "DM01",
      on: ["age"],
      says: `Age is at least ${LOWEST_AGE} years`,
      protocol: "Eligibility, age",
      holds: ({ age }) => whenKnown([age], (years) => years >= LOWEST_AGE),
      asks: ({ age }) => `Age is ${age} years; the trial takes patients from ${LOWEST_AGE} years. Correct the age, or do not enrol.`,
    },
  ],
});
