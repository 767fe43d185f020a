import { date } from "@/lib/crf/fields/date";
import { sayDate } from "@/lib/kernel/calendar-date";
import { defineForm } from "@/lib/study/checks/check-context";
import { notAfter } from "@/lib/study/checks/truth";

export const consent = defineForm({
  id: "consent",
  title: "Informed consent",
  shortTitle: "Cons",
  version: 1,
  repeats: false,
  fields: {
    consentDate: date({
      label: "Date of written consent",
      help: "The day on which the patient signed, before any procedure of the study.",
      criticality: "safety",
      required: true,
      sdtm: "DS.DSSTDTC where DSDECOD=INFORMED CONSENT OBTAINED",
    }),
  },
  checks: [
    {
      id: "CO01",
      on: ["consentDate"],
      says: "Consent was given on or before the day of randomisation",
      protocol: "Consent and randomisation",
      holds: ({ consentDate }, { record }) => notAfter(consentDate, record.randomisedOn),
      asks: ({ consentDate }, { record }) =>
        `Consent is dated ${sayDate(consentDate ?? "")}, after randomisation on ${sayDate(record.randomisedOn ?? "")}. Correct the date, or report the deviation.`,
    },
  ],
});
