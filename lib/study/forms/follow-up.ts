import { equals } from "@/lib/crf/condition";
import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { text } from "@/lib/crf/fields/text";
import { sayDate } from "@/lib/kernel/calendar-date";
import { defineForm, entriesOf, textIn, textsIn, type CheckContext } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";
import { insideVisitWindow } from "@/lib/study/checks/visit-window";
import { comment, FREE_TEXT, yesNo } from "@/lib/study/study-fields";

const treatedAfter = (context: CheckContext, from: string, to: string): boolean => textsIn(context, "new_therapy", "startDate").some((day) => from <= day && day <= to);

export const followUp = defineForm({
  id: "follow_up",
  title: "Survival follow-up",
  shortTitle: "FU",
  version: 1,
  repeats: false,
  fields: {
    contactDate: date({ label: "Date of contact", help: "The last day on which the patient was known to be alive, or the day of the attempt.", criticality: "primary_endpoint", required: true, sdtm: "SS.SSDTC" }),
    status: choice({ label: "Status", help: "Alive or dead on the day of contact. Lost only after the attempts that the site documents.", options: { alive: "Alive", dead: "Dead", lost: "Lost to follow-up" }, criticality: "primary_endpoint", required: true, sdtm: "SS.SSORRES where SSTESTCD=SURVSTAT" }),
    contactBy: choice({ label: "Seen or heard by", help: "How the status is known on that day; records also stand for a registry.", options: { visit: "Visit", telephone: "Telephone", records: "Records or family doctor" }, criticality: "administrative", sdtm: "SUPPSS.QVAL where QNAM=SSMETHOD" }),
    diseaseStatus: choice({
      label: "Disease", help: "As far as it was looked at for this contact. Disease-free survival is followed until the last time that it was.",
      options: { in_remission: "In remission", relapsed: "Relapsed", active: "Active, never in remission", not_assessed: "Not assessed" },
      criticality: "primary_endpoint", required: true, when: equals("status", "alive"), sdtm: "RS.RSORRES where RSTESTCD=DISSTAT",
    }),
    newTherapySince: yesNo({ label: "New anti-leukaemic therapy so far", help: "Since the end of study treatment. Then its row stands in the log of new therapy.", criticality: "evaluability", required: true, when: equals("status", "alive"), sdtm: "SS.SSORRES where SSTESTCD=NEWTX" }),
    lateToxicity: yesNo({ label: "Late toxicity since the last contact", help: "Anything new or persisting that the investigator relates to the study treatment. It is also an adverse event.", criticality: "safety", when: equals("status", "alive"), sdtm: "SS.SSORRES where SSTESTCD=LATETOX" }),
    lateToxicityText: text({ label: "Which", help: "The event in words, as in its row of the adverse events.", criticality: "safety", required: true, when: equals("lateToxicity", "Y"), unchecked: FREE_TEXT, sdtm: "SS.SSORRES where SSTESTCD=LATETOXS" }),
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
    {
      id: "FU04",
      on: ["diseaseStatus"],
      says: "A relapse seen at follow-up is recorded as one",
      protocol: "Response criteria, relapse",
      holds: ({ diseaseStatus }, context) => whenKnown([diseaseStatus], (disease) => disease !== "relapsed" || textIn(context, "relapse", "relapseDate") !== null),
      asks: () => "The disease is Relapsed, but no relapse is recorded. Fill the form Relapse, or correct the state of the disease.",
    },
    {
      id: "FU05",
      on: ["diseaseStatus", "contactDate"],
      says: "A patient in remission has not relapsed before",
      protocol: "Response criteria, relapse",
      holds: ({ diseaseStatus, contactDate }, context) =>
        whenKnown([diseaseStatus, contactDate, textIn(context, "relapse", "relapseDate")], (disease, seen, relapsed) => disease !== "in_remission" || seen < relapsed || treatedAfter(context, relapsed, seen)),
      asks: ({ contactDate }, context) => `The disease is In remission on ${sayDate(contactDate ?? "")}, but a relapse is recorded on ${sayDate(textIn(context, "relapse", "relapseDate") ?? "")} and no new therapy after it. Correct one of them, or enter the therapy.`,
    },
    {
      id: "FU06",
      on: ["newTherapySince"],
      says: "New therapy told at follow-up stands in its log",
      protocol: "Response criteria, best response",
      holds: ({ newTherapySince }, context) => whenKnown([newTherapySince], (therapy) => therapy !== "Y" || textsIn(context, "new_therapy", "startDate").length > 0),
      asks: () => "New anti-leukaemic therapy was given, but its log is empty. Enter the therapy with its start, or correct the answer.",
    },
    {
      id: "FU07",
      on: ["lateToxicity"],
      says: "Late toxicity is recorded as an adverse event",
      protocol: "Adverse events, survival",
      holds: ({ lateToxicity }, context) => whenKnown([lateToxicity], (toxicity) => toxicity !== "Y" || entriesOf(context, "adverse_event").length > 0),
      asks: () => "Late toxicity is Yes, but no adverse event is recorded. Enter the event, or correct the answer.",
    },
    insideVisitWindow("FU03", "contactDate", "The contact"),
  ],
});
