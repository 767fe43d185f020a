import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { sayDate } from "@/lib/kernel/calendar-date";
import { defineForm, textsIn, type CheckContext } from "@/lib/study/checks/check-context";
import { notAfter } from "@/lib/study/checks/truth";

/** Days on which the patient was seen alive. */
const SEEN_ALIVE = [
  ["consent", "consentDate"], ["vital_signs", "measuredOn"], ["haematology", "sampleDate"], ["marrow", "marrowDate"], ["extramedullary", "examinedOn"],
  ["idarubicin_dose", "doseDate"], ["cytarabine_dose", "doseDate"], ["transfusion", "givenOn"],
] as const;

const lastSeenAlive = (context: CheckContext): string | null => SEEN_ALIVE.flatMap(([form, field]) => textsIn(context, form, field)).toSorted().at(-1) ?? null;

export const death = defineForm({
  id: "death",
  title: "Death",
  shortTitle: "Death",
  version: 1,
  repeats: false,
  fields: {
    deathDate: date({ label: "Date of death", criticality: "primary_endpoint", required: true, sdtm: "DM.DTHDTC" }),
    cause: choice({
      label: "Cause",
      options: { aml: "Leukaemia", infection: "Infection", haemorrhage: "Haemorrhage", toxicity: "Toxicity of treatment", other: "Other", unknown: "Not known" },
      criticality: "safety", required: true, sdtm: "DD.DDORRES where DDTESTCD=PRCDTH",
    }),
  },
  checks: [
    {
      id: "DE01",
      on: ["deathDate"],
      says: "Nothing was examined, given or sampled after death",
      protocol: "Survival",
      holds: ({ deathDate }, context) => notAfter(lastSeenAlive(context), deathDate),
      asks: ({ deathDate }, context) => `Death is dated ${sayDate(deathDate ?? "")}, but the patient was examined or treated on ${sayDate(lastSeenAlive(context) ?? "")}. Correct one of the dates.`,
    },
  ],
});
