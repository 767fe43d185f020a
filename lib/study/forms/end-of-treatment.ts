import { equals } from "@/lib/crf/condition";
import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { text } from "@/lib/crf/fields/text";
import { defineForm, entriesOf } from "@/lib/study/checks/check-context";
import { datesInOrder } from "@/lib/study/checks/dates-in-order";
import { whenKnown } from "@/lib/study/checks/truth";
import { FREE_TEXT } from "@/lib/study/study-fields";

export const endOfTreatment = defineForm({
  id: "end_of_treatment",
  title: "End of treatment",
  shortTitle: "EOT",
  version: 1,
  repeats: false,
  fields: {
    endedOn: date({ label: "Treatment ended on", help: "The day it was decided that no more study drug is given, or the last day of the plan.", criticality: "evaluability", required: true, sdtm: "DS.DSSTDTC where DSCAT=DISPOSITION EVENT" }),
    reason: choice({
      label: "Reason", help: "The one that came first. Progression also stands for no response.",
      options: { completed: "Completed as planned", progression: "Progression or no response", adverse_event: "Adverse event", withdrawal: "Withdrawal by the patient", death: "Death", other: "Other" },
      criticality: "evaluability", required: true, sdtm: "DS.DSDECOD where DSCAT=DISPOSITION EVENT",
    }),
    reasonText: text({ label: "Which", help: "The reason in a few words, as in the chart.", criticality: "evaluability", required: true, when: equals("reason", "other"), unchecked: FREE_TEXT, sdtm: "DS.DSTERM where DSCAT=DISPOSITION EVENT" }),
    lastDoseOn: date({
      label: "Last dose of study drug", help: "Needed only where not every planned dose is recorded; otherwise it follows from the doses. Failure of treatment is counted from it.",
      criticality: "evaluability", sdtm: "DM.RFXENDTC and SUPPDS.QVAL where QNAM=LASTDOSE",
    }),
  },
  checks: [
    ...datesInOrder("end_of_treatment"),
    {
      id: "ET02",
      on: ["reason"],
      says: "Where death ended the treatment, the death is recorded",
      protocol: "Survival",
      holds: ({ reason }, context) => whenKnown([reason], (why) => why !== "death" || entriesOf(context, "death").some(({ answers }) => (answers["deathDate"] ?? null) !== null)),
      asks: () => "Death ended the treatment, but no date of death is recorded. Fill the form Death, or correct the reason.",
    },
  ],
});
