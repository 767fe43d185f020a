import { date } from "@/lib/crf/fields/date";
import { text } from "@/lib/crf/fields/text";
import { sayDate } from "@/lib/kernel/calendar-date";
import { defineForm, textIn, textsIn } from "@/lib/study/checks/check-context";
import { datesInOrder } from "@/lib/study/checks/dates-in-order";
import { notAfter, whenKnown } from "@/lib/study/checks/truth";

export const relapse = defineForm({
  id: "relapse",
  title: "Relapse",
  shortTitle: "Rel",
  version: 1,
  repeats: false,
  fields: {
    relapseDate: date({ label: "Date of relapse", criticality: "primary_endpoint", required: true, sdtm: "DS.DSSTDTC where DSDECOD=DISEASE RELAPSE" }),
    evidence: text({ label: "Evidence", unchecked: "Free text; a person reads it, and no other value contradicts it.", help: "For example 12 % blasts in the marrow.", criticality: "primary_endpoint", required: true, missing: ["unknown"], sdtm: "DS.DSTERM where DSDECOD=DISEASE RELAPSE" }),
  },
  checks: [
    ...datesInOrder("relapse"),
    {
      id: "RE01",
      on: ["relapseDate"],
      says: "A relapse follows a CR or CRp",
      protocol: "Response criteria, relapse",
      holds: ({ relapseDate }, context) =>
        whenKnown([relapseDate], () => textsIn(context, "response_assessment", "investigatorResponse").some((response) => response === "CR" || response === "CRp")),
      asks: ({ relapseDate }) => `A relapse on ${sayDate(relapseDate ?? "")} is recorded, but no assessment is a CR or CRp. Enter the assessment, or remove the relapse.`,
    },
    {
      id: "RE02",
      on: ["relapseDate"],
      says: "A relapse is not after death",
      protocol: "Survival",
      holds: ({ relapseDate }, context) => notAfter(relapseDate, textIn(context, "death", "deathDate")),
      asks: ({ relapseDate }, context) => `The relapse of ${sayDate(relapseDate ?? "")} lies after the death on ${sayDate(textIn(context, "death", "deathDate") ?? "")}. Correct one of the dates.`,
    },
  ],
});
