import { equals } from "@/lib/crf/condition";
import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { text } from "@/lib/crf/fields/text";
import { defineForm, textsIn } from "@/lib/study/checks/check-context";
import { datesInOrder } from "@/lib/study/checks/dates-in-order";
import { whenKnown } from "@/lib/study/checks/truth";
import { FREE_TEXT, yesNoUnknown } from "@/lib/study/study-fields";

export const death = defineForm({
  id: "death",
  title: "Death",
  shortTitle: "Death",
  version: 1,
  repeats: false,
  fields: {
    deathDate: date({ label: "Date of death", help: "From the death certificate or the chart. Survival ends on it; ask the family doctor when only the month is known.", criticality: "primary_endpoint", required: true, sdtm: "DM.DTHDTC" }),
    cause: choice({
      label: "Cause", help: "The main cause in the investigator's judgement; the certificate's wording goes into the next fields.",
      options: { aml: "Leukaemia", infection: "Infection", haemorrhage: "Haemorrhage", toxicity: "Toxicity of treatment", other: "Other", unknown: "Not known" },
      criticality: "safety", required: true, sdtm: "DD.DDSTRESC where DDTESTCD=PRCDTH",
    }),
    causeText: text({ label: "Which", help: "The cause in words, as on the certificate.", criticality: "safety", required: true, when: equals("cause", "other"), unchecked: FREE_TEXT, sdtm: "DD.DDORRES where DDTESTCD=PRCDTH" }),
    contributing: text({ label: "Contributing cause", help: "A second cause on the certificate, if there is one.", criticality: "administrative", sdtm: "DD.DDORRES where DDTESTCD=SECDTH" }),
    relatedToTreatment: yesNoUnknown({ label: "Related to study treatment", help: "In the investigator's judgement, to any study drug.", criticality: "safety", required: true, sdtm: "DD.DDORRES where DDTESTCD=DTHREL" }),
    autopsy: yesNoUnknown({ label: "Autopsy", help: "Whether one was done; its report may change the cause, which is then corrected with a reason.", criticality: "administrative", sdtm: "DD.DDORRES where DDTESTCD=AUTOPIND" }),
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
    {
      id: "DE21",
      on: ["cause", "relatedToTreatment"],
      says: "Toxicity of treatment as the cause of death is related to treatment",
      protocol: "Adverse events, survival",
      holds: ({ cause, relatedToTreatment }) => whenKnown([cause, relatedToTreatment], (why, related) => why !== "toxicity" || related === "Y"),
      asks: () => "The cause of death is Toxicity of treatment, but the death is not related to study treatment. Correct one of them.",
    },
  ],
});
