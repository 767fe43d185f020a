import { date } from "@/lib/crf/fields/date";
import { defineForm } from "@/lib/study/checks/check-context";
import { datesInOrder } from "@/lib/study/checks/dates-in-order";

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
  checks: datesInOrder("consent"),
});
