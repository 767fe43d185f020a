import { equals } from "@/lib/crf/condition";
import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { text } from "@/lib/crf/fields/text";
import { sayDate } from "@/lib/kernel/calendar-date";
import { defineForm, earlierRows, textIn, type CheckContext } from "@/lib/study/checks/check-context";
import { notAfter, whenKnown } from "@/lib/study/checks/truth";
import { DEVIATION_CATEGORIES } from "@/lib/study/deviations/deviation-categories";
import { textOf } from "@/lib/study/derive/record-reading";
import { FREE_TEXT, yesNo, yesNoUnknown } from "@/lib/study/study-fields";

const section = { what: "What happened", effect: "What it means", done: "What was done" };

const answeredBefore = (context: CheckContext, subject: string | null) => earlierRows(context, "protocol_deviation").find((row) => textOf(row, "answers") === subject);

/** A departure from the protocol as the site records it. One that the rules found themselves is answered by the row that names it. */
export const protocolDeviation = defineForm({
  id: "protocol_deviation",
  title: "Protocol deviations",
  shortTitle: "Dev",
  version: 1,
  repeats: true,
  fields: {
    category: choice({ label: "Category", help: "The nearest one; with several, a row for each.", section: section.what, options: DEVIATION_CATEGORIES, criticality: "evaluability", required: true, sdtm: "DV.DVCAT" }),
    happenedOn: date({ label: "Happened on", section: section.what, help: "The day of the departure itself, not of its discovery.", criticality: "evaluability", required: true, missing: ["unknown"], sdtm: "DV.DVSTDTC" }),
    description: text({ label: "Description", section: section.what, unchecked: FREE_TEXT, help: "What the protocol asks, what was done instead, and why.", criticality: "evaluability", required: true, long: true, sdtm: "DV.DVTERM" }),
    answers: text({
      label: "Derived deviation that this row answers", section: section.what, given: true, help: "Filled in by \"Record\" in the list of deviations; blank for a deviation that the rules did not find.",
      criticality: "administrative", sdtm: "DV.DVSPID",
    }),
    important: yesNo({
      label: "Important protocol deviation", section: section.effect, help: "ICH E3: one that may significantly affect the data's completeness, accuracy or reliability, or a patient's rights, safety or well-being.",
      criticality: "evaluability", required: true, sdtm: "SUPPDV.QVAL where QNAM=DVIMPORT",
    }),
    affectsSafety: yesNoUnknown({ label: "Affects the patient's safety", help: "The investigator's judgement, apart from whether anything happened.", section: section.effect, criticality: "safety", required: true, sdtm: "SUPPDV.QVAL where QNAM=DVSAFETY" }),
    affectsData: yesNoUnknown({ label: "Affects the evaluation of the response", help: "Whether CR or CRp could come out differently because of it.", section: section.effect, criticality: "evaluability", required: true, sdtm: "SUPPDV.QVAL where QNAM=DVDATA" }),
    correctiveAction: text({ label: "Corrective and preventive action", help: "What was done about it, and what keeps it from happening again.", section: section.done, criticality: "administrative", required: true, missing: ["not_done", "not_applicable"], long: true, sdtm: "SUPPDV.QVAL where QNAM=DVACTION" }),
    reported: yesNo({ label: "Reported to the ethics committee", section: section.done, help: "Where the committee's rules ask for it.", criticality: "administrative", required: true, missing: ["not_applicable"], sdtm: "SUPPDV.QVAL where QNAM=DVIRB" }),
    reportedOn: date({ label: "Reported on", help: "The day the report was sent, from its copy in the file.", section: section.done, criticality: "administrative", required: true, when: equals("reported", "Y"), sdtm: "SUPPDV.QVAL where QNAM=DVIRBDTC" }),
  },
  checks: [
    {
      id: "PD01",
      on: ["happenedOn", "category"],
      says: "A deviation does not happen before consent, unless it is of the consent",
      protocol: "Protocol deviations",
      holds: ({ category, happenedOn }, context) => (category === "consent" ? "yes" : notAfter(textIn(context, "consent", "consentDate"), happenedOn)),
      asks: ({ category, happenedOn }, context) =>
        `The deviation${category === null ? "" : ` (${DEVIATION_CATEGORIES[category]})`} is dated ${sayDate(happenedOn ?? "")}, before consent on ${sayDate(textIn(context, "consent", "consentDate") ?? "")}. Correct the date, or choose the category Consent.`,
    },
    {
      id: "PD02",
      on: ["reportedOn", "happenedOn"],
      says: "A deviation is reported on or after the day on which it happened",
      protocol: "Protocol deviations",
      holds: ({ happenedOn, reportedOn }) => notAfter(happenedOn, reportedOn),
      asks: ({ happenedOn, reportedOn }) => `Reported on ${sayDate(reportedOn ?? "")}, before it happened on ${sayDate(happenedOn ?? "")}. Correct one of the dates.`,
    },
    {
      id: "PD03",
      on: ["important", "affectsSafety"],
      says: "A deviation that affects the patient's safety is important",
      protocol: "Protocol deviations, importance (ICH E3)",
      holds: ({ important, affectsSafety }) => whenKnown([important, affectsSafety], (is, affects) => affects !== "Y" || is === "Y"),
      asks: () => "It affects the patient's safety, and is not called important. Correct one of the answers, or say why.",
    },
    {
      id: "PD20",
      on: ["important", "affectsData"],
      says: "A deviation that affects the evaluation of the response is important",
      protocol: "Protocol deviations, importance (ICH E3)",
      holds: ({ important, affectsData }) => whenKnown([important, affectsData], (is, affects) => affects !== "Y" || is === "Y"),
      asks: () => "It affects the evaluation of the response, and is not called important. Correct one of the answers, or say why.",
    },
    {
      id: "PD04",
      on: ["answers"],
      says: "A derived deviation is answered by one row",
      protocol: "Protocol deviations",
      holds: ({ answers }, context) => whenKnown([answers], (subject) => answeredBefore(context, subject) === undefined),
      asks: ({ answers }, context) => `Row ${answeredBefore(context, answers)?.rowNo} answers the same derived deviation. Add to that row, and remove this one.`,
    },
    {
      id: "PD05",
      on: ["happenedOn"],
      says: "A deviation does not happen after death",
      protocol: "Survival",
      holds: ({ happenedOn }, context) => notAfter(happenedOn, textIn(context, "death", "deathDate")),
      asks: ({ happenedOn }, context) => `The deviation is dated ${sayDate(happenedOn ?? "")}, after death on ${sayDate(textIn(context, "death", "deathDate") ?? "")}. Correct one of the dates.`,
    },
  ],
});
