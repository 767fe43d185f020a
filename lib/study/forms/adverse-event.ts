import { isOneOf } from "@/lib/crf/condition";
import { choice } from "@/lib/crf/fields/choice";
import { partialDate } from "@/lib/crf/fields/partial-date";
import { text } from "@/lib/crf/fields/text";
import { sayPartialDate } from "@/lib/kernel/partial-date";
import { defineForm, textIn } from "@/lib/study/checks/check-context";
import { notAfter, whenKnown } from "@/lib/study/checks/truth";
import { yesNo, yesNoUnknown } from "@/lib/study/study-fields";

const say = (date: string | null) => sayPartialDate(date ?? "");

export const adverseEvent = defineForm({
  id: "adverse_event",
  title: "Adverse events",
  shortTitle: "AE",
  version: 1,
  repeats: true,
  fields: {
    term: text({ label: "Event", help: "One event in a row, as a CTCAE 5.0 term where there is one.", section: "Event", criticality: "safety", required: true, sdtm: "AE.AETERM" }),
    grade: choice({
      label: "Highest grade", help: "CTCAE 5.0.", section: "Event",
      options: { "1": "1, mild", "2": "2, moderate", "3": "3, severe", "4": "4, life-threatening", "5": "5, death" },
      criticality: "safety", required: true, sdtm: "AE.AETOXGR",
    }),
    serious: yesNo({
      label: "Serious", help: "Death, danger to life, hospital stay new or longer, lasting disability, birth defect, or medically important.",
      section: "Event", criticality: "safety", required: true, sdtm: "AE.AESER",
    }),
    startDate: partialDate({ label: "Started", section: "When", criticality: "safety", required: true, missing: ["unknown"], sdtm: "AE.AESTDTC" }),
    outcome: choice({
      label: "Outcome", section: "When",
      options: { recovered: "Recovered", recovering: "Recovering", not_recovered: "Not recovered", sequelae: "Recovered with sequelae", fatal: "Fatal", unknown: "Not known" },
      criticality: "safety", required: true, sdtm: "AE.AEOUT",
    }),
    stopDate: partialDate({
      label: "Ended", section: "When", criticality: "safety", required: true, missing: ["unknown"], when: isOneOf("outcome", ["recovered", "sequelae", "fatal"]), sdtm: "AE.AEENDTC",
    }),
    related: yesNoUnknown({ label: "Related to cenersen", section: "Event", criticality: "safety", required: true, sdtm: "AE.AEREL" }),
  },
  checks: [
    {
      id: "AE01",
      on: ["stopDate", "startDate"],
      says: "An event does not end before it starts",
      protocol: "Adverse events",
      holds: ({ startDate, stopDate }) => notAfter(startDate, stopDate),
      asks: ({ startDate, stopDate }) => `Ended ${say(stopDate)}, before it started ${say(startDate)}. Correct one of the dates.`,
    },
    {
      id: "AE02",
      on: ["grade", "outcome"],
      says: "Grade 5 goes with a fatal outcome, and a fatal outcome with grade 5",
      protocol: "Adverse events, CTCAE 5.0",
      holds: ({ grade, outcome }) => whenKnown([grade, outcome], (severity, end) => (severity === "5") === (end === "fatal")),
      asks: ({ grade, outcome }) => `Grade ${grade} and outcome "${outcome}" contradict each other: grade 5 means that the event was fatal. Correct one of them.`,
    },
    {
      id: "AE03",
      on: ["serious", "grade"],
      says: "Grade 5 is serious",
      protocol: "Adverse events, seriousness",
      holds: ({ grade, serious }) => whenKnown([grade, serious], (severity, answer) => severity !== "5" || answer === "Y"),
      asks: () => "An event of grade 5 is serious by definition. Correct the grade or the seriousness.",
    },
    {
      id: "AE04",
      on: ["startDate"],
      says: "An event starts on or after the day of consent",
      protocol: "Adverse events, period",
      holds: ({ startDate }, context) => notAfter(textIn(context, "consent", "consentDate"), startDate),
      asks: ({ startDate }, context) =>
        `The event started ${say(startDate)}, before consent on ${say(textIn(context, "consent", "consentDate"))}. Correct the date, or remove the row: what came before belongs to the history.`,
    },
  ],
});
