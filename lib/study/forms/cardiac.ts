import { Decimal } from "decimal.js";
import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { decimal } from "@/lib/crf/fields/decimal";
import { defineForm } from "@/lib/study/checks/check-context";
import { datesInOrder } from "@/lib/study/checks/dates-in-order";
import { whenKnown } from "@/lib/study/checks/truth";
import { eligibilityRules } from "@/lib/study/eligibility/eligibility-rules";
import { isWaived } from "@/lib/study/eligibility/is-waived";

const { lvefAbovePct } = eligibilityRules;

export const cardiac = defineForm({
  id: "cardiac",
  title: "Cardiac function",
  shortTitle: "Heart",
  version: 1,
  repeats: false,
  fields: {
    examinedOn: date({ label: "Date of examination", help: "The day of the scan or echocardiogram itself, from its report.", criticality: "safety", required: true, missing: ["not_done"], sdtm: "CV.CVDTC" }),
    lvefPercent: decimal({
      label: "Left ventricular ejection fraction", help: "When a range is reported, its lower end.", unit: "%", possible: [1, 95],
      criticality: "safety", required: true, missing: ["not_done"], sdtm: "CV.CVORRES where CVTESTCD=LVEF",
    }),
    method: choice({
      label: "Method", help: "How the fraction above was measured; with both, the one whose value is entered.", unchecked: "Both methods are accepted, and no other value tells which was used.", options: { muga: "MUGA", echo: "Echocardiography" },
      criticality: "safety", required: true, missing: ["not_done"], sdtm: "CV.CVMETHOD where CVTESTCD=LVEF",
    }),
  },
  checks: [
    ...datesInOrder("cardiac"),
    {
      id: "CA03",
      on: ["lvefPercent"],
      says: `The ejection fraction is above ${lvefAbovePct.value} %`,
      protocol: "Eligibility, heart",
      holds: ({ lvefPercent }, { record }) => (isWaived(record, "LVEF") ? "yes" : whenKnown([lvefPercent], (percent) => new Decimal(percent).gt(lvefAbovePct.value))),
      asks: ({ lvefPercent }) => `The ejection fraction is ${lvefPercent} %; the trial takes patients above ${lvefAbovePct.value} %. Correct the value, or ask the sponsor for a waiver.`,
    },
  ],
});
