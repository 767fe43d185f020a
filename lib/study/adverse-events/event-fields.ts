import { equals, isOneOf } from "@/lib/crf/condition";
import { choice } from "@/lib/crf/fields/choice";
import { asksForWords, coded } from "@/lib/crf/fields/coded";
import { dateTime } from "@/lib/crf/fields/date-time";
import { partialDate } from "@/lib/crf/fields/partial-date";
import { text } from "@/lib/crf/fields/text";
import type { FieldSpec } from "@/lib/crf/field";
import { yesNo, yesNoUnknown } from "@/lib/study/study-fields";
import { CTCAE_5 } from "./ctcae-version";

const section = { event: "Event", when: "When", serious: "Seriousness", drugs: "Relation and action", done: "What was done" };
const criticality = "safety";

/** ICH E2A, section II B: one yes makes an event serious. */
const criterion = (label: string, sdtm: string, help: string) =>
  yesNo({ label, help, section: section.serious, criticality, required: true, when: equals("serious", "Y"), sdtm });

const action = (label: string, sdtm: string, more: Pick<FieldSpec, "help" | "missing"> = {}) => choice({
  label, section: section.drugs,
  options: { none: "Given as planned", reduced: "Reduced", interrupted: "Interrupted", withdrawn: "Stopped for good", finished: "Finished already", unknown: "Not known" },
  criticality, required: true, sdtm, ...more,
});

const NOT_IN_ARM = "Not applicable where the arm has no cytarabine.";
const DONE_WITH = "What was done with the drug because of this event; given as planned when nothing was.";

/** What is recorded of an adverse event, in the order in which a coordinator reads it from the chart. */
export const eventFields = {
  term: text({ label: "Event", help: "One event in a row, in the words of the chart. The diagnosis where there is one, else the symptom.", section: section.event, criticality, required: true, sdtm: "AE.AETERM" }),
  ctcaeTerm: coded({
    label: "CTCAE term", help: "Type any word of the term, or what it is commonly called: neutropenic fever, mouth sores, low platelets.",
    section: section.event, dictionary: CTCAE_5, load: () => import("./ctcae-5").then(({ ctcae5 }) => ctcae5), verbatim: "term", criticality, required: true, sdtm: "AE.AEDECOD, with the class in AE.AEBODSYS",
  }),
  ctcaeOther: text({ label: "Which event", help: "A term \"Other, specify\" says only the organ class: name the event.", section: section.event, criticality, required: true, when: asksForWords("ctcaeTerm"), sdtm: "AE.AEMODIFY" }),
  grade: choice({
    label: "Highest grade", help: `${CTCAE_5}. Only the grades that the term has.`, section: section.event,
    options: { "1": "1, mild", "2": "2, moderate", "3": "3, severe", "4": "4, life-threatening", "5": "5, death" },
    offeredBy: "ctcaeTerm", criticality, required: true, sdtm: "AE.AETOXGR",
  }),
  startDate: partialDate({ label: "Started", help: "The first day of the event at this grade or a lower one. A month or a year alone is accepted.", section: section.when, criticality, required: true, missing: ["unknown"], sdtm: "AE.AESTDTC" }),
  outcome: choice({
    label: "Outcome", help: "As of the day you enter this. Not recovered while it lasts; correct it when it ends.", section: section.when,
    options: { recovered: "Recovered", recovering: "Recovering", not_recovered: "Not recovered", sequelae: "Recovered with sequelae", fatal: "Fatal", unknown: "Not known" },
    criticality, required: true, sdtm: "AE.AEOUT",
  }),
  stopDate: partialDate({ label: "Ended", help: "The day it was over, or the day of death when it was fatal.", section: section.when, criticality, required: true, missing: ["unknown"], when: isOneOf("outcome", ["recovered", "sequelae", "fatal"]), sdtm: "AE.AEENDTC" }),
  serious: yesNo({
    label: "Serious", help: "Death, danger to life, hospital stay new or longer, lasting disability, birth defect, or medically important. Not the same as severe.",
    section: section.serious, criticality, required: true, sdtm: "AE.AESER",
  }),
  seriousDeath: criterion("Resulted in death", "AE.AESDTH", "The patient died of this event."),
  seriousLifeThreatening: criterion("Life-threatening", "AE.AESLIFE", "The patient was at risk of death at the time of the event."),
  seriousHospital: criterion("Hospital stay, new or longer", "AE.AESHOSP", "Admission, or a stay made longer, because of this event. A planned stay for treatment alone is none."),
  seriousDisability: criterion("Lasting disability", "AE.AESDISAB", "Persistent or significant disability or incapacity."),
  seriousCongenital: criterion("Birth defect", "AE.AESCONG", "Congenital anomaly in a child of the patient."),
  seriousMedical: criterion("Otherwise medically important", "AE.AESMIE", "Might have led to one of the above without intervention."),
  awareAt: dateTime({
    label: "Site became aware", help: "Date and time at which anyone at the site first knew that the event was serious. The time to report runs from here.",
    section: section.serious, criticality, required: true, when: equals("serious", "Y"), sdtm: "SUPPAE.QVAL where QNAM=AEAWDTC",
  }),
  reportedAt: dateTime({
    label: "Reported to the sponsor", help: "Date and time of the first report. Leave blank until it is sent.",
    section: section.serious, criticality, required: true, when: equals("serious", "Y"), sdtm: "SUPPAE.QVAL where QNAM=AEREPDTC",
  }),
  related: yesNoUnknown({ label: "Related to cenersen", help: "Yes when a causal link is at least a reasonable possibility.", section: section.drugs, criticality, required: true, sdtm: "AE.AEREL" }),
  actionCenersen: action("Cenersen was", "AE.AEACN", { help: DONE_WITH }),
  relatedIdarubicin: yesNoUnknown({ label: "Related to idarubicin", help: "The investigator's judgement, apart from cenersen: several drugs can be related.", section: section.drugs, criticality, required: true, sdtm: "SUPPAE.QVAL where QNAM=AEREL2" }),
  actionIdarubicin: action("Idarubicin was", "SUPPAE.QVAL where QNAM=AEACN2", { help: DONE_WITH }),
  relatedCytarabine: yesNoUnknown({ label: "Related to cytarabine", help: NOT_IN_ARM, section: section.drugs, criticality, required: true, missing: ["not_applicable"], sdtm: "SUPPAE.QVAL where QNAM=AEREL3" }),
  actionCytarabine: action("Cytarabine was", "SUPPAE.QVAL where QNAM=AEACN3", { help: NOT_IN_ARM, missing: ["not_applicable"] }),
  treatmentGiven: yesNo({ label: "Treated", help: "Any drug, transfusion or procedure because of the event. Record drugs in the medication log too.", section: section.done, criticality, required: true, sdtm: "AE.AECONTRT" }),
  treatment: text({ label: "How", help: "Drug, transfusion or procedure in a few words; “platelets, 2 units”.", section: section.done, criticality: "administrative", when: equals("treatmentGiven", "Y"), sdtm: "SUPPAE.QVAL where QNAM=AETRT" }),
  ledToWithdrawal: yesNo({ label: "Ended study treatment", help: "The patient left the study treatment because of this event.", section: section.done, criticality, required: true, sdtm: "SUPPAE.QVAL where QNAM=AEDIS" }),
} as const;

export type EventFields = typeof eventFields;
