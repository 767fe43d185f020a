import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { sayDate } from "@/lib/kernel/calendar-date";
import { defineForm, textIn } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";
import { insideVisitWindow } from "@/lib/study/checks/visit-window";
import { comment } from "@/lib/study/study-fields";

export const followUp = defineForm({
  id: "follow_up",
  title: "Survival follow-up",
  shortTitle: "FU",
  version: 1,
  repeats: false,
  fields: {
    contactDate: date({ label: "Date of contact", help: "The last day on which the patient was known to be alive, or the day of the attempt.", criticality: "primary_endpoint", required: true, sdtm: "SS.SSDTC" }),
    status: choice({ label: "Status", options: { alive: "Alive", dead: "Dead", lost: "Lost to follow-up" }, criticality: "primary_endpoint", required: true, sdtm: "SS.SSORRES where SSTESTCD=SURVSTAT" }),
    comment: comment("Comment", "CO.COVAL where RDOMAIN=SS"),
  },
  checks: [
    {
      id: "FU01",
      on: ["status"],
      says: "Where the patient is dead, the death is recorded",
      protocol: "Survival",
      holds: ({ status }, context) => whenKnown([status], (state) => state !== "dead" || textIn(context, "death", "deathDate") !== null),
      asks: () => "The patient is dead, but no date of death is recorded. Fill the form Death, or correct the status.",
    },
    {
      id: "FU02",
      on: ["contactDate", "status"],
      says: "A patient seen alive did not die before",
      protocol: "Survival",
      holds: ({ contactDate, status }, context) =>
        whenKnown([status, contactDate, textIn(context, "death", "deathDate")], (state, seen, died) => state !== "alive" || seen <= died),
      asks: ({ contactDate }, context) => `The patient was alive on ${sayDate(contactDate ?? "")}, but died on ${sayDate(textIn(context, "death", "deathDate") ?? "")}. Correct one of the dates.`,
    },
    insideVisitWindow("FU03", "contactDate", "The contact"),
  ],
});
