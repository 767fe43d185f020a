import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { defineForm, textsIn } from "@/lib/study/checks/check-context";
import { datesInOrder } from "@/lib/study/checks/dates-in-order";
import { whenKnown } from "@/lib/study/checks/truth";

export const death = defineForm({
  id: "death",
  title: "Death",
  shortTitle: "Death",
  version: 1,
  repeats: false,
  fields: {
    deathDate: date({ label: "Date of death", criticality: "primary_endpoint", required: true, sdtm: "DM.DTHDTC" }),
    cause: choice({
      label: "Cause",
      options: { aml: "Leukaemia", infection: "Infection", haemorrhage: "Haemorrhage", toxicity: "Toxicity of treatment", other: "Other", unknown: "Not known" },
      criticality: "safety", required: true, sdtm: "DD.DDORRES where DDTESTCD=PRCDTH",
    }),
  },
  checks: [
    ...datesInOrder("death"),
    {
      id: "DE20",
      on: ["cause"],
      says: "Where toxicity is the cause of death, a fatal adverse event is recorded",
      protocol: "Adverse events, survival",
      holds: ({ cause }, context) => whenKnown([cause], (why) => why !== "toxicity" || textsIn(context, "adverse_event", "outcome").includes("fatal")),
      asks: () => "The cause of death is Toxicity of treatment, but no adverse event is recorded as fatal. Enter the event, or correct the cause.",
    },
  ],
});
