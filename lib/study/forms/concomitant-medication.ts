import { answered, equals } from "@/lib/crf/condition";
import { choice } from "@/lib/crf/fields/choice";
import { decimal } from "@/lib/crf/fields/decimal";
import { partialDate } from "@/lib/crf/fields/partial-date";
import { text } from "@/lib/crf/fields/text";
import { isWholeDate, sayPartialDate } from "@/lib/kernel/partial-date";
import { defineForm, textIn } from "@/lib/study/checks/check-context";
import { datesInOrder } from "@/lib/study/checks/dates-in-order";
import { inhibitorIsClear, sayUnclearInhibitor } from "@/lib/study/checks/possible-inhibitor";
import { notAfter, whenKnown } from "@/lib/study/checks/truth";
import { yesNo } from "@/lib/study/study-fields";

const section = { what: "Medication", dose: "Dose", when: "When" };
const say = (date: string | null) => sayPartialDate(date ?? "");

export const concomitantMedication = defineForm({
  id: "concomitant_medication",
  title: "Concomitant medication",
  shortTitle: "Med",
  version: 1,
  repeats: true,
  fields: {
    medication: text({
      label: "Medication", help: "As written in the chart, brand or substance. Supplements and over-the-counter remedies too.",
      section: section.what, criticality: "evaluability", required: true, suggests: "drug_register", sdtm: "CM.CMTRT",
    }),
    doseValue: decimal({
      label: "Single dose", help: "What is taken at one time, as a number; the unit stands beside. Not applicable for creams and the like.", section: section.dose, possible: ["0.000001", 10000000], criticality: "evaluability", required: true, missing: ["unknown", "not_applicable"], sdtm: "CM.CMDOSE",
    }),
    doseUnit: choice({
      label: "Unit", help: "Of the single dose. For a tablet of known strength enter the strength in mg, or write it into the name.", section: section.dose,
      options: { mg: "mg", g: "g", ug: "µg", IU: "IU", mL: "mL", tablet: "tablet", capsule: "capsule", drop: "drop", sachet: "sachet" },
      criticality: "evaluability", required: true, missing: ["unknown"], when: answered("doseValue"), sdtm: "CM.CMDOSU",
    }),
    frequency: choice({
      label: "How often", help: "As ordered. With the dose it gives the amount a day, which decides for antioxidants.", section: section.dose,
      options: {
        once: "Once", daily: "Daily", twice_daily: "Twice daily", three_times_daily: "Three times daily", four_times_daily: "Four times daily",
        every_4_h: "Every 4 hours", every_6_h: "Every 6 hours", every_8_h: "Every 8 hours", weekly: "Weekly", as_needed: "As needed",
      },
      criticality: "evaluability", required: true, missing: ["unknown"], sdtm: "CM.CMDOSFRQ",
    }),
    route: choice({
      label: "Route", help: "As ordered. Eye drops, sprays and creams do not count as inhibitors; by vein any dose of some does.", section: section.dose,
      options: {
        oral: "Oral", iv: "Intravenous", im: "Intramuscular", sc: "Subcutaneous", rectal: "Rectal", topical: "Topical", inhaled: "Inhaled", nasal: "Nasal", ophthalmic: "Eye", other: "Other",
      },
      criticality: "evaluability", required: true, missing: ["unknown"], sdtm: "CM.CMROUTE",
    }),
    indication: text({ label: "Indication", help: "Why it is taken, in the words of the chart; the event's words when it treats an adverse event.", section: section.what, criticality: "administrative", missing: ["unknown"], sdtm: "CM.CMINDC" }),
    startDate: partialDate({ label: "Started", help: "The first day it was taken, also before the trial. A month or a year alone is accepted, and counts as every day in it.", section: section.when, criticality: "evaluability", required: true, missing: ["unknown"], sdtm: "CM.CMSTDTC" }),
    ongoing: yesNo({ label: "Still taken", help: "As of the day you enter this. Correct it, with the stop date, when it ends.", section: section.when, criticality: "evaluability", required: true, missing: ["unknown"], sdtm: "CM.CMENRTPT" }),
    stopDate: partialDate({ label: "Stopped", help: "The last day it was taken. Unknown leaves open whether it was taken in the window.", section: section.when, criticality: "evaluability", required: true, missing: ["unknown"], when: equals("ongoing", "N"), sdtm: "CM.CMENDTC" }),
  },
  checks: [
    ...datesInOrder("concomitant_medication"),
    {
      id: "CM01",
      on: ["stopDate", "startDate"],
      says: "A medication is not stopped before it is started",
      protocol: "Concomitant medication",
      holds: ({ startDate, stopDate }) => notAfter(startDate, stopDate),
      asks: ({ startDate, stopDate }) => `Stopped ${say(stopDate)}, before it was started ${say(startDate)}. Correct one of the dates.`,
    },
    {
      id: "CM02",
      on: ["frequency", "stopDate"],
      says: "A single dose is not spread over more than one day",
      protocol: "Concomitant medication",
      holds: ({ frequency, startDate, stopDate }) =>
        whenKnown([frequency, startDate, stopDate], (often, start, stop) => often !== "once" || !isWholeDate(start) || !isWholeDate(stop) || start === stop),
      asks: ({ startDate, stopDate }) => `Given once, but from ${say(startDate)} to ${say(stopDate)}. Correct how often, or the dates.`,
    },
    {
      id: "CM03",
      on: ["startDate"],
      says: "No medication starts after death",
      protocol: "Concomitant medication",
      holds: ({ startDate }, context) => notAfter(startDate, textIn(context, "death", "deathDate")),
      asks: ({ startDate }, context) => `Started ${say(startDate)}, after the death on ${say(textIn(context, "death", "deathDate"))}. Correct one of the dates.`,
    },
    {
      id: "CM21",
      on: ["ongoing", "frequency"],
      says: "What was taken once is not still taken",
      protocol: "Concomitant medication",
      holds: ({ ongoing, frequency }) => whenKnown([ongoing, frequency], (taken, often) => taken !== "Y" || often !== "once"),
      asks: () => '"Still taken" is Yes, but "How often" is Once. Correct one of them.',
    },
    {
      id: "CM04",
      on: ["medication", "doseValue", "doseUnit", "frequency", "route"],
      says: "Whether a medication in the exposure window is an inhibitor follows from its name and dose",
      protocol: "Inhibitors of cenersen: no acetaminophen and no high-dose antioxidant from 1 day before through 1 day after treatment",
      holds: (answers, context) => inhibitorIsClear(answers, context),
      asks: (answers, context) => sayUnclearInhibitor(answers, context),
    },
  ],
});
