import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { decimal } from "@/lib/crf/fields/decimal";
import { sayDate } from "@/lib/kernel/calendar-date";
import { defineForm, firstCenersenDay } from "@/lib/study/checks/check-context";
import { notAfter } from "@/lib/study/checks/truth";

export const cardiac = defineForm({
  id: "cardiac",
  title: "Cardiac function",
  shortTitle: "Heart",
  version: 1,
  repeats: false,
  fields: {
    examinedOn: date({ label: "Date of examination", criticality: "safety", required: true, missing: ["not_done"], sdtm: "CV.CVDTC" }),
    lvefPercent: decimal({
      label: "Left ventricular ejection fraction", help: "When a range is reported, its lower end.", unit: "%", possible: [1, 95],
      criticality: "safety", required: true, missing: ["not_done"], sdtm: "CV.CVORRES where CVTESTCD=LVEF",
    }),
    method: choice({ label: "Method", options: { muga: "MUGA", echo: "Echocardiography" }, criticality: "safety", required: true, missing: ["not_done"], sdtm: "CV.CVMETHOD where CVTESTCD=LVEF" }),
  },
  checks: [
    {
      id: "CA01",
      on: ["examinedOn"],
      says: "The heart was examined on or before the first day of cenersen",
      protocol: "Eligibility, heart",
      holds: ({ examinedOn }, context) => notAfter(examinedOn, firstCenersenDay(context)),
      asks: ({ examinedOn }, context) =>
        `The heart was examined on ${sayDate(examinedOn ?? "")}, after cenersen was started on ${sayDate(firstCenersenDay(context) ?? "")}. Correct the date, or report the deviation.`,
    },
  ],
});
