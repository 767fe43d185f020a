import { equals, isOneOf } from "@/lib/crf/condition";
import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { text } from "@/lib/crf/fields/text";
import { defineForm } from "@/lib/study/checks/check-context";
import { datesInOrder } from "@/lib/study/checks/dates-in-order";
import { insideVisitWindow } from "@/lib/study/checks/visit-window";

export const extramedullary = defineForm({
  id: "extramedullary",
  title: "Extramedullary disease",
  shortTitle: "EMD",
  version: 1,
  repeats: false,
  fields: {
    disease: choice({
      label: "Leukaemia outside the marrow", help: "By physical examination, or by imaging where it was done.", options: { N: "None found", Y: "Present", U: "Not examined" },
      unchecked: "A remission without an examination, or with disease, is asked about at the investigator's response.",
      criticality: "primary_endpoint", required: true, sdtm: "TU.TUORRES where TUTESTCD=TUEXMIND",
    }),
    examinedOn: date({ label: "Date of examination", help: "The day the patient was examined or imaged, within the visit.", criticality: "primary_endpoint", required: true, when: isOneOf("disease", ["N", "Y"]), sdtm: "TU.TUDTC where TUTESTCD=TUEXMIND" }),
    method: choice({
      label: "Looked for by", options: { clinical: "Physical examination", imaging: "Imaging", csf: "Cerebrospinal fluid", biopsy: "Biopsy" }, when: isOneOf("disease", ["N", "Y"]),
      help: "The method that decided.", unchecked: "No other value of the record contradicts it.", criticality: "evaluability", sdtm: "TU.TUMETHOD where TUTESTCD=TUEXMIND",
    }),
    site: text({
      label: "Where", help: "For example gums, skin, meninges.", unchecked: "Free text; no other value says where disease was found.",
      criticality: "evaluability", required: true, when: equals("disease", "Y"), sdtm: "SUPPTU.QVAL where QNAM=TULOCTXT",
    }),
  },
  checks: [
    ...datesInOrder("extramedullary"),
    insideVisitWindow("EM01", "examinedOn", "The examination"),
  ],
});
