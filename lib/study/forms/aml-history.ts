import { equals, isOneOf } from "@/lib/crf/condition";
import { choice } from "@/lib/crf/fields/choice";
import { integer } from "@/lib/crf/fields/integer";
import { partialDate } from "@/lib/crf/fields/partial-date";
import { text } from "@/lib/crf/fields/text";
import { sayDate } from "@/lib/kernel/calendar-date";
import { addMonths } from "@/lib/kernel/calendar-date";
import { earliestDay, latestDay, sayPartialDate } from "@/lib/kernel/partial-date";
import { defineForm, textIn } from "@/lib/study/checks/check-context";
import { notAfter, whenKnown } from "@/lib/study/checks/truth";

const FIRST_CR_BELOW_MONTHS = 12;
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
      label: "Diagnosis of AML", section: "Course of the disease", criticality: "evaluability", required: true, missing: ["unknown"], sdtm: history("DIAGNOSIS"),
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
      label: "First complete remission", section: "Course of the disease", criticality: "evaluability", required: true, missing: ["unknown"], when: relapsed, sdtm: history("FIRST COMPLETE REMISSION"),
    }),
    firstRelapseDate: partialDate({
      label: "First relapse", section: "Course of the disease", criticality: "evaluability", required: true, missing: ["unknown"], when: relapsed, sdtm: history("FIRST RELAPSE"),
    }),
    refractoryDate: partialDate({
      label: "Resistant disease documented", section: "Course of the disease", criticality: "evaluability", required: true, missing: ["unknown"], when: refractory, sdtm: history("RESISTANT DISEASE"),
    }),
    fab: choice({
      label: "FAB type",
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
      label: "Cytogenetics",
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
    {
      id: "MH01",
      on: ["diagnosisDate"],
      says: "Diagnosis is not after consent",
      protocol: "Eligibility, disease",
      holds: ({ diagnosisDate }, context) => notAfter(diagnosisDate, textIn(context, "consent", "consentDate")),
      asks: ({ diagnosisDate }, context) =>
        `AML was diagnosed on ${say(diagnosisDate)}, after consent on ${say(textIn(context, "consent", "consentDate"))}. Correct one of the dates.`,
    },
    {
      id: "MH02",
      on: ["firstCrDate", "diagnosisDate"],
      says: "The first remission is not before the diagnosis",
      protocol: "Eligibility, disease",
      holds: ({ diagnosisDate, firstCrDate }) => notAfter(diagnosisDate, firstCrDate),
      asks: ({ diagnosisDate, firstCrDate }) => `The first remission, ${say(firstCrDate)}, lies before the diagnosis, ${say(diagnosisDate)}. Correct one of the dates.`,
    },
    {
      id: "MH03",
      on: ["firstRelapseDate", "firstCrDate"],
      says: "The first relapse is not before the first remission",
      protocol: "Eligibility, disease",
      holds: ({ firstCrDate, firstRelapseDate }) => notAfter(firstCrDate, firstRelapseDate),
      asks: ({ firstCrDate, firstRelapseDate }) => `The first relapse, ${say(firstRelapseDate)}, lies before the first remission, ${say(firstCrDate)}. Correct one of the dates.`,
    },
    {
      id: "MH04",
      on: ["firstRelapseDate", "firstCrDate"],
      says: `The first remission lasted less than ${FIRST_CR_BELOW_MONTHS} months`,
      protocol: "Eligibility, relapsed disease",
      holds: ({ firstCrDate, firstRelapseDate }) =>
        whenKnown([firstCrDate, firstRelapseDate], (from, to) => earliestDay(to) < addMonths(latestDay(from), FIRST_CR_BELOW_MONTHS)),
      asks: ({ firstCrDate, firstRelapseDate }) =>
        `From ${say(firstCrDate)} to ${say(firstRelapseDate)} the first remission lasted ${FIRST_CR_BELOW_MONTHS} months or more; the trial takes less. Correct the dates, or do not enrol.`,
    },
    {
      id: "MH05",
      on: ["firstRelapseDate"],
      says: "The first relapse is not after consent",
      protocol: "Eligibility, relapsed disease",
      holds: ({ firstRelapseDate }, context) => notAfter(firstRelapseDate, textIn(context, "consent", "consentDate")),
      asks: ({ firstRelapseDate }, context) =>
        `The first relapse, ${say(firstRelapseDate)}, lies after consent on ${sayDate(textIn(context, "consent", "consentDate") ?? "")}. Correct one of the dates.`,
    },
    {
      id: "MH06",
      on: ["refractoryDate", "diagnosisDate"],
      says: "Resistant disease is not documented before the diagnosis",
      protocol: "Eligibility, refractory disease",
      holds: ({ diagnosisDate, refractoryDate }) => notAfter(diagnosisDate, refractoryDate),
      asks: ({ diagnosisDate, refractoryDate }) => `Resistant disease, ${say(refractoryDate)}, lies before the diagnosis, ${say(diagnosisDate)}. Correct one of the dates.`,
    },
    {
      id: "MH07",
      on: ["inductionCourses"],
      says: "The patient received at least one induction course",
      protocol: "Eligibility, first salvage",
      holds: ({ inductionCourses }) => whenKnown([inductionCourses], (courses) => courses >= 1),
      asks: () => "No induction course is recorded, but refractory or relapsed disease follows at least one. Correct the number.",
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
  ],
});
