import { Decimal } from "decimal.js";
import { answered } from "@/lib/crf/condition";
import { dateTime } from "@/lib/crf/fields/date-time";
import { decimal } from "@/lib/crf/fields/decimal";
import { text } from "@/lib/crf/fields/text";
import { defineForm, type CheckContext } from "@/lib/study/checks/check-context";
import { courseOf, infusionBeside, infusionTime, planOf, rowsAbove, sayTime } from "@/lib/study/checks/dosing-context";
import { whenKnown } from "@/lib/study/checks/truth";
import { textOf } from "@/lib/study/derive/record-reading";
import { compareDose, doseTolerance } from "@/lib/study/dosing/dose-given";
import { infusionAmount } from "@/lib/study/dosing/infusion-amount";
import { bagGiven, bagRate } from "@/lib/study/dosing/infusion-bag-amount";

const beside = (name: string) => `SUPPDA.QVAL where QNAM=${name}`;
const { askAbovePct } = doseTolerance;
const section = { times: "Bag", amount: "Amounts", rate: "Only where rate or amount differ" };

const fields = {
  hungAt: dateTime({ label: "Hung", section: section.times, help: "When this bag began to run. A change of rate in the middle of a bag: end its line, and begin a new one with what was left.", criticality: "safety", required: true, sdtm: "DA.DADTC" }),
  endedAt: dateTime({ label: "Ended", section: section.times, help: "When it was empty, taken down, or ran at another rate.", criticality: "safety", required: true, sdtm: beside("DAENDTC") }),
  lotNumber: text({ label: "Lot number", section: section.times, help: "From the label of the drug, for accountability.", criticality: "administrative", required: true, missing: ["unknown"], sdtm: "DA.DAREFID and EC.ECLOT where ECTRT=CENERSEN" }),
  amountMg: decimal({ label: "Cenersen in the bag", section: section.amount, unit: "mg", possible: ["0.1", 10000], criticality: "safety", required: true, missing: ["unknown"], help: "At the beginning of this line.", sdtm: "DA.DAORRES where DATESTCD=DISPAMT" }),
  returnedMg: decimal({ label: "Left over", section: section.amount, unit: "mg", possible: [0, 10000], criticality: "safety", required: true, missing: ["unknown"], help: "Returned or discarded; 0 when the bag ran empty. With a change of rate: what was left at that time.", sdtm: "DA.DAORRES where DATESTCD=RETAMT" }),
  rateMgPerHour: decimal({ label: "Rate", section: section.rate, unit: "mg/h", possible: ["0.1", 100], criticality: "safety", help: "Leave blank for the rate of the infusion.", sdtm: beside("DARATE") }),
  concentrationMgPerMl: decimal({ label: "Concentration on the bag", section: section.rate, unit: "mg/mL", possible: ["0.001", 100], criticality: "safety", help: "Needed only when the pump's rate is in mL/h.", sdtm: beside("DACONC") }),
  rateMlPerHour: decimal({ label: "Rate of the pump", section: section.rate, unit: "mL/h", possible: ["0.1", 2000], criticality: "safety", when: answered("concentrationMgPerMl"), help: "The rate in mg/h follows from it.", sdtm: beside("DAFLRT") }),
  reason: text({ label: "Why they differ", help: "Why amount, rate and time do not agree, for example a leak or a pause of the pump.", section: section.rate, criticality: "safety", sdtm: beside("DARSNDIF") }),
} as const;

type Bag = { readonly [Name in keyof typeof fields]: string | null };

const rateOf = ({ rateMgPerHour, rateMlPerHour, concentrationMgPerMl }: Bag): string | null => bagRate(rateMgPerHour, rateMlPerHour, concentrationMgPerMl);
const fromPump = ({ rateMlPerHour, concentrationMgPerMl }: Bag): string | null => bagRate(null, rateMlPerHour, concentrationMgPerMl);

/** The amount by the rate and times of this bag alone, less the interruptions of the infusion. */
function byRate(bag: Bag, context: CheckContext): string | null {
  const { interruptions, rateMgPerHour } = infusionBeside(context);
  const amount = infusionAmount({ startAt: bag.hungAt, stopAt: bag.endedAt, rateMgPerHour: rateOf(bag) ?? rateMgPerHour, interruptions });
  return amount.state === "known" && amount.mg !== "0" ? amount.mg : null;
}

function plannedRate(context: CheckContext): string | null {
  const plan = planOf(context);
  return plan.state === "ready" ? plan.cenersen.mgPerHour : null;
}

/** A bag recorded above that ran at the same time. */
const overlapping = (context: CheckContext, hung: string, ended: string) =>
  rowsAbove(context, "infusion_bag").map((row) => ({ from: textOf(row, "hungAt"), to: textOf(row, "endedAt") })).find(({ from, to }) => from !== null && to !== null && from < ended && hung < to) ?? null;

const startOf = (context: CheckContext) => infusionTime(context, courseOf(context), "startAt");
const stopOf = (context: CheckContext) => infusionTime(context, courseOf(context), "stopAt");

export const infusionBag = defineForm({
  id: "infusion_bag",
  title: "Bags of the infusion",
  shortTitle: "Bags",
  version: 1,
  repeats: true,
  fields,
  checks: [
    {
      id: "IB01",
      on: ["endedAt", "hungAt"],
      says: "A bag ends after it was hung",
      protocol: "Dosing, cenersen",
      holds: ({ hungAt, endedAt }) => whenKnown([hungAt, endedAt], (hung, ended) => hung < ended),
      asks: ({ hungAt, endedAt }) => `Ended ${sayTime(endedAt)}, not after it was hung ${sayTime(hungAt)}. Correct one of the times.`,
    },
    {
      id: "IB02",
      on: ["hungAt", "endedAt"],
      says: "A bag runs between the start and the stop of the infusion",
      protocol: "Dosing, cenersen",
      holds: ({ hungAt, endedAt }, context) => whenKnown([hungAt, endedAt, startOf(context), stopOf(context)], (hung, ended, start, stop) => start <= hung && ended <= stop),
      asks: ({ hungAt, endedAt }, context) => `This bag ran ${sayTime(hungAt)} to ${sayTime(endedAt)}, the infusion ${sayTime(startOf(context))} to ${sayTime(stopOf(context))}. Correct one of the times.`,
    },
    {
      id: "IB03",
      on: ["hungAt", "endedAt"],
      says: "No two bags run at the same time",
      protocol: "Dosing, cenersen",
      holds: ({ hungAt, endedAt }, context) => whenKnown([hungAt, endedAt], (hung, ended) => overlapping(context, hung, ended) === null),
      asks: ({ hungAt, endedAt }, context) => {
        const other = overlapping(context, hungAt ?? "", endedAt ?? "");
        return `This bag ran ${sayTime(hungAt)} to ${sayTime(endedAt)}, and a bag above ${sayTime(other?.from ?? null)} to ${sayTime(other?.to ?? null)}. Correct the times.`;
      },
    },
    {
      id: "IB04",
      on: ["returnedMg", "amountMg"],
      says: "Not more is left over than was in the bag",
      protocol: "Drug accountability",
      holds: ({ amountMg, returnedMg }) => whenKnown([amountMg, returnedMg], (amount, left) => new Decimal(left).lte(amount)),
      asks: ({ amountMg, returnedMg }) => `${returnedMg} mg were left of a bag of ${amountMg} mg. Correct one of the amounts.`,
    },
    {
      id: "IB05",
      on: ["rateMlPerHour", "concentrationMgPerMl", "rateMgPerHour"],
      says: `The rate in mg/h and that of the pump agree within ${askAbovePct.value} %`,
      protocol: "Dosing, cenersen",
      holds: (bag) => whenKnown([bag.rateMgPerHour, fromPump(bag)], (stated, pump) => compareDose(stated, pump).verdict === "within"),
      asks: (bag) => `${bag.rateMlPerHour} mL/h × ${bag.concentrationMgPerMl} mg/mL = ${fromPump(bag)} mg/h, but ${bag.rateMgPerHour} mg/h are recorded. Correct one of them.`,
    },
    {
      id: "IB06",
      on: ["returnedMg", "amountMg", "reason"],
      says: `What went out of the bag differs by at most ${askAbovePct.value} % from its rate × time, or a reason is recorded`,
      protocol: "Dosing, cenersen",
      holds: (bag, context) => whenKnown([byRate(bag, context), bagGiven(bag)], (expected, given) => compareDose(expected, given).verdict === "within" || bag.reason !== null),
      asks: (bag, context) => `${bag.amountMg} mg less ${bag.returnedMg} mg left over are ${bagGiven(bag)?.toFixed()} mg; by its rate and time it is ${byRate(bag, context)} mg. Check amounts, rate, times and interruptions, or record why.`,
    },
    {
      id: "IB07",
      on: ["rateMgPerHour", "rateMlPerHour", "reason"],
      says: `The rate of a bag differs by at most ${askAbovePct.value} % from the plan, or a reason is recorded`,
      protocol: "Dosing, cenersen",
      holds: (bag, context) => whenKnown([rateOf(bag), plannedRate(context)], (rate, plan) => compareDose(plan, rate).verdict === "within" || bag.reason !== null),
      asks: (bag, context) => `The rate of this bag is ${rateOf(bag)} mg/h; ${plannedRate(context)} mg/h follow from the weight. Check the rate, or record why.`,
    },
  ],
});
