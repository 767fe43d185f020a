import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { text } from "@/lib/crf/fields/text";
import { sayDate } from "@/lib/kernel/calendar-date";
import { defineForm, firstCenersenDay, textsIn, type CheckContext } from "@/lib/study/checks/check-context";
import { notAfter } from "@/lib/study/checks/truth";
import { FREE_TEXT } from "@/lib/study/study-fields";

const lastDose = (context: CheckContext): string | null => [...textsIn(context, "idarubicin_dose", "doseDate"), ...textsIn(context, "cytarabine_dose", "doseDate")].toSorted().at(-1) ?? null;

export const newTherapy = defineForm({
  id: "new_therapy",
  title: "New anti-leukaemic therapy",
  shortTitle: "NewTx",
  version: 1,
  repeats: true,
  fields: {
    startDate: date({ label: "Started", help: "From then on no assessment counts for the response.", criticality: "primary_endpoint", required: true, sdtm: "CM.CMSTDTC where CMCAT=ANTI-LEUKAEMIC" }),
    kind: choice({
      label: "Kind",
      options: {
        chemotherapy: "Chemotherapy, intensive", low_intensity: "Low-intensity therapy", targeted: "Targeted or antibody therapy",
        allogeneic_transplant: "Allogeneic transplant", autologous_transplant: "Autologous transplant", donor_lymphocytes: "Donor lymphocytes", other: "Other",
      },
      help: "For a transplant, the date is the first day of conditioning.",
      unchecked: "No other value of the record contradicts it.", criticality: "evaluability", required: true, sdtm: "CM.CMSCAT where CMCAT=ANTI-LEUKAEMIC; of a transplant PR.PRSCAT",
    }),
    therapy: text({ label: "Therapy", unchecked: FREE_TEXT, help: "Drugs, or a transplant with its donor.", criticality: "evaluability", required: true, missing: ["unknown"], sdtm: "CM.CMTRT where CMCAT=ANTI-LEUKAEMIC" }),
  },
  checks: [
    {
      id: "NT01",
      on: ["startDate"],
      says: "New therapy starts after the first day of cenersen",
      protocol: "Response criteria, best response",
      holds: ({ startDate }, context) => notAfter(firstCenersenDay(context), startDate),
      asks: ({ startDate }, context) =>
        `New therapy starts on ${sayDate(startDate ?? "")}, before cenersen on ${sayDate(firstCenersenDay(context) ?? "")}. Correct the date; earlier therapy belongs to the history.`,
    },
    {
      id: "NT02",
      on: ["startDate"],
      says: "New therapy starts after the last dose of study drug",
      protocol: "Response criteria, best response",
      holds: ({ startDate }, context) => notAfter(lastDose(context), startDate),
      asks: ({ startDate }, context) => `New therapy starts on ${sayDate(startDate ?? "")}, but study drug was given on ${sayDate(lastDose(context) ?? "")}. Correct one of the dates.`,
    },
  ],
});
