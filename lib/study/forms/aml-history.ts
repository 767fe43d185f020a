import { Decimal } from "decimal.js";
import { equals, isOneOf } from "@/lib/crf/condition";
import { choice } from "@/lib/crf/fields/choice";
import { decimal } from "@/lib/crf/fields/decimal";
import { integer } from "@/lib/crf/fields/integer";
import { partialDate } from "@/lib/crf/fields/partial-date";
import { text } from "@/lib/crf/fields/text";
import { addMonths } from "@/lib/kernel/calendar-date";
import { earliestDay, latestDay, sayPartialDate } from "@/lib/kernel/partial-date";
import { defineForm } from "@/lib/study/checks/check-context";
import { datesInOrder } from "@/lib/study/checks/dates-in-order";
import { whenKnown } from "@/lib/study/checks/truth";
import { isWaived } from "@/lib/study/eligibility/is-waived";
import { eligibilityRules } from "@/lib/study/eligibility/eligibility-rules";
import { FREE_TEXT } from "@/lib/study/study-fields";

const FIRST_CR_BELOW_MONTHS = eligibilityRules.firstRemission.months;
/** The label's lifetime limit of idarubicin is 150 mg/m²; of doxorubicin, in whose equivalents the sum is given, 550. */
const ANTHRACYCLINE_ASKED_ABOVE_MG_M2 = 550;
const relapsed = equals("diseaseStatus", "relapsed");
const refractory = equals("diseaseStatus", "refractory");
const history = (event: string) => `MH.MHSTDTC where MHDECOD=ACUTE MYELOID LEUKAEMIA and MHEVDTYP=${event}`;
const finding = (code: string) => `FA.FAORRES where FATESTCD=${code} and FAOBJ=ACUTE MYELOID LEUKAEMIA`;
const say = (date: string | null) => sayPartialDate(date ?? "");

export const amlHistory = defineForm({
  id: "aml_history",
  title: "AML history",
  shortTitle: "AML",
  version: 1,
  repeats: false,
  fields: {
    diseaseStatus: choice({
      label: "Disease status at entry",
      help: "Refractory: no complete remission after one induction course. Relapsed: a first complete remission of less than 12 months.",
      section: "Course of the disease",
      options: { refractory: "Refractory", relapsed: "Relapsed" },
      criticality: "evaluability",
      required: true,
      sdtm: finding("DISSTAT"),
    }),
    diagnosisDate: partialDate({
      label: "Diagnosis of AML", help: "The day of the marrow or blood report that first said AML. A month or a year alone is accepted.", section: "Course of the disease", criticality: "evaluability", required: true, missing: ["unknown"], sdtm: history("DIAGNOSIS"),
    }),
    inductionCourses: integer({
      label: "Induction courses received",
      help: "Courses given to reach the first remission, whether they did or not.",
      section: "Course of the disease",
      possible: [0, 10],
      criticality: "evaluability",
      required: true,
      missing: ["unknown"],
      sdtm: finding("NINDUCT"),
    }),
    firstCrDate: partialDate({
      label: "First complete remission", help: "The day of the marrow that showed it, from the discharge letter or the report. With the relapse it gives the length of the remission.", section: "Course of the disease", criticality: "evaluability", required: true, missing: ["unknown"], when: relapsed, sdtm: history("FIRST COMPLETE REMISSION"),
    }),
    firstRelapseDate: partialDate({
      label: "First relapse", help: "The day of the report that showed it: marrow, blood or a biopsy. The remission before it must have lasted less than 12 months.", section: "Course of the disease", criticality: "evaluability", required: true, missing: ["unknown"], when: relapsed, sdtm: history("FIRST RELAPSE"),
    }),
    refractoryDate: partialDate({
      label: "Resistant disease documented", help: "The day of the marrow after induction that showed no remission.", section: "Course of the disease", criticality: "evaluability", required: true, missing: ["unknown"], when: refractory, sdtm: history("RESISTANT DISEASE"),
    }),
    salvageCourses: integer({
      label: "Salvage courses received",
      help: "Courses of treatment since the disease proved refractory or relapsed, before this trial. 0 for first salvage.",
      section: "Treatment so far",
      possible: [0, 10],
      criticality: "evaluability",
      required: true,
      missing: ["unknown"],
      sdtm: finding("NSALVAGE"),
    }),
    priorTherapies: text({
      label: "Treatment of the leukaemia so far",
      help: "Regimens in their order, for example 7+3, high-dose cytarabine, transplantation.",
      unchecked: FREE_TEXT,
      section: "Treatment so far",
      criticality: "evaluability",
      missing: ["unknown"],
      long: true,
      sdtm: "CM.CMTRT where CMCAT=PRIOR LEUKAEMIA TREATMENT",
    }),
    priorAnthracyclineMgM2: decimal({
      label: "Anthracyclines so far, cumulative",
      help: "In doxorubicin equivalents. Idarubicin of this trial adds to it.",
      section: "Treatment so far",
      unit: "mg/m²",
      possible: [0, 2000],
      criticality: "safety",
      missing: ["unknown"],
      sdtm: finding("ANTHRCUM"),
    }),
    whoEdition: choice({
      label: "WHO classification, edition", help: "The edition that the pathology report names. Unknown when it names none; do not reclassify.",
      section: "Classification",
      options: { "2001": "2001, 3rd", "2008": "2008, 4th", "2016": "2016, 4th revised", "2022": "2022, 5th" },
      criticality: "administrative",
      missing: ["unknown"],
      sdtm: finding("WHOED"),
    }),
    whoCategory: text({
      label: "WHO category",
      help: "As reported, in the words of the edition above.",
      section: "Classification",
      criticality: "administrative",
      missing: ["unknown"],
      sdtm: finding("WHOCAT"),
    }),
    fab: choice({
      label: "FAB type", help: "From the first pathology report. Not known when it gives none; do not derive it from the WHO category.",
      section: "Classification",
      options: {
        M0: "M0, minimally differentiated", M1: "M1, without maturation", M2: "M2, with maturation", M3: "M3, promyelocytic", M4: "M4, myelomonocytic",
        M5a: "M5a, monoblastic", M5b: "M5b, monocytic", M6: "M6, erythroid", M7: "M7, megakaryoblastic", unknown: "Not known",
      },
      criticality: "administrative",
      required: true,
      sdtm: finding("FAB"),
    }),
    cytogenetics: choice({
      label: "Cytogenetics", help: "From the cytogenetic report before this treatment. −5, −7 or complex goes before other abnormalities.",
      section: "Classification",
      options: { normal: "Normal (diploid)", minus5_7_complex: "−5, −7 or complex", other: "Other abnormality", not_done: "Not done" },
      criticality: "evaluability",
      required: true,
      sdtm: "GF.GFORRES where GFTESTCD=CYTOGEN",
    }),
    karyotype: text({
      label: "Karyotype (ISCN)",
      help: "As reported, for example 46,XY,t(9;11)(p22;q23)[18]/46,XY[2].",
      section: "Classification",
      criticality: "administrative",
      missing: ["not_done", "unknown"],
      when: isOneOf("cytogenetics", ["normal", "minus5_7_complex", "other"]),
      sdtm: "GF.GFORRES where GFTESTCD=KARYOTYP",
    }),
  },
  checks: [
    ...datesInOrder("aml_history"),
    {
      id: "MH04",
      on: ["firstRelapseDate", "firstCrDate"],
      says: `The first remission lasted less than ${FIRST_CR_BELOW_MONTHS} months`,
      protocol: "Eligibility, relapsed disease",
      holds: ({ firstCrDate, firstRelapseDate }, { record }) =>
        isWaived(record, "DISEASE_STATUS") ? "yes" : whenKnown([firstCrDate, firstRelapseDate], (from, to) => earliestDay(to) < addMonths(latestDay(from), FIRST_CR_BELOW_MONTHS)),
      asks: ({ firstCrDate, firstRelapseDate }) =>
        `From ${say(firstCrDate)} to ${say(firstRelapseDate)} the first remission lasted ${FIRST_CR_BELOW_MONTHS} months or more; the trial takes less. Correct the dates, or ask the sponsor for a waiver.`,
    },
    {
      id: "MH07",
      on: ["inductionCourses"],
      says: "The patient received at least one induction course",
      protocol: "Eligibility, first salvage",
      holds: ({ inductionCourses }) => whenKnown([inductionCourses], (courses) => courses >= 1),
      asks: ({ inductionCourses }) => `${inductionCourses} induction courses are recorded, but refractory or relapsed disease follows at least one. Correct the number.`,
    },
    {
      id: "MH12",
      on: ["diseaseStatus", "inductionCourses"],
      says: "A patient called refractory received a single induction course",
      protocol: "Eligibility, refractory disease",
      holds: ({ diseaseStatus, inductionCourses }, { record }) =>
        isWaived(record, "DISEASE_STATUS") ? "yes" : whenKnown([diseaseStatus, inductionCourses], (status, courses) => status !== "refractory" || courses <= eligibilityRules.refractoryAfterCourses.value),
      asks: ({ inductionCourses }) =>
        `The disease is refractory after ${inductionCourses} induction courses; the trial takes patients who are refractory to a single one. Correct the number or the disease status, or ask the sponsor for a waiver.`,
    },
    {
      id: "MH08",
      on: ["karyotype", "cytogenetics"],
      says: "A normal karyotype is written as 46,XX or 46,XY only",
      protocol: "Classification of AML",
      holds: ({ cytogenetics, karyotype }) =>
        whenKnown([cytogenetics, karyotype], (group, iscn) => group !== "normal" || /^46,X[XY](\[\d+\])?$/i.test(iscn.replace(/\s/g, ""))),
      asks: ({ karyotype }) => `Cytogenetics is "normal", but the karyotype reads ${karyotype}. Correct one of them.`,
    },
    {
      id: "MH09",
      on: ["fab"],
      says: "FAB type is not M3",
      protocol: "Classification of AML",
      holds: ({ fab }) => whenKnown([fab], (type) => type !== "M3"),
      asks: () => "FAB M3 (promyelocytic leukaemia) is treated differently and rarely enters such a trial. Confirm the type against the report.",
    },
    {
      id: "MH20",
      on: ["salvageCourses"],
      says: "The trial is the first salvage treatment",
      protocol: "Eligibility, first salvage",
      holds: ({ salvageCourses }, { record }) => (isWaived(record, "FIRST_SALVAGE") ? "yes" : whenKnown([salvageCourses], (courses) => courses <= eligibilityRules.salvageCoursesAtMost.value)),
      asks: ({ salvageCourses }) =>
        `${salvageCourses} salvage ${salvageCourses === 1 ? "course was" : "courses were"} given before; the trial is for first salvage. Correct the number, or ask the sponsor for a waiver.`,
    },
    {
      id: "MH21",
      on: ["priorAnthracyclineMgM2"],
      says: `Anthracyclines so far come to at most ${ANTHRACYCLINE_ASKED_ABOVE_MG_M2} mg/m²`,
      protocol: "Eligibility, heart",
      holds: ({ priorAnthracyclineMgM2 }) => whenKnown([priorAnthracyclineMgM2], (sum) => new Decimal(sum).lte(ANTHRACYCLINE_ASKED_ABOVE_MG_M2)),
      asks: ({ priorAnthracyclineMgM2 }) =>
        `${priorAnthracyclineMgM2} mg/m² of anthracyclines is above ${ANTHRACYCLINE_ASKED_ABOVE_MG_M2} mg/m², and idarubicin adds to it. Check the sum against the charts.`,
    },
    {
      id: "MH22",
      on: ["whoCategory", "whoEdition"],
      says: "A WHO category names its edition",
      protocol: "Classification of AML",
      holds: ({ whoCategory, whoEdition }) => whenKnown([whoCategory], () => whoEdition !== null),
      asks: ({ whoCategory }) => `The WHO category "${whoCategory}" is given without its edition, and the categories differ between editions. Add the edition.`,
    },
  ],
});
