import { equals, isOneOf } from "@/lib/crf/condition";
import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { text } from "@/lib/crf/fields/text";
import { defineForm } from "@/lib/study/checks/check-context";
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
      criticality: "primary_endpoint", required: true, sdtm: "FA.FAORRES where FATESTCD=EXTRAMED",
    }),
    examinedOn: date({ label: "Date of examination", criticality: "primary_endpoint", required: true, when: isOneOf("disease", ["N", "Y"]), sdtm: "FA.FADTC where FATESTCD=EXTRAMED" }),
    site: text({ label: "Where", help: "For example gums, skin, meninges.", criticality: "evaluability", required: true, when: equals("disease", "Y"), sdtm: "FA.FALOC where FATESTCD=EXTRAMED" }),
  },
  checks: [insideVisitWindow("EM01", "examinedOn", "The examination")],
});
