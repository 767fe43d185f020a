import { Decimal } from "decimal.js";
import { dateTime } from "@/lib/crf/fields/date-time";
import { decimal } from "@/lib/crf/fields/decimal";
import { text } from "@/lib/crf/fields/text";
import { sayDate } from "@/lib/kernel/calendar-date";
import { defineForm, textIn, type CheckContext } from "@/lib/study/checks/check-context";
import { notAfter, whenKnown } from "@/lib/study/checks/truth";
import { dosePlanOf } from "@/lib/study/derive/dose-plan";
import { compareDose, doseTolerance } from "@/lib/study/dosing/dose-given";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

const HOUR_MS = 3_600_000;
const EXTRT = "where EXTRT=CENERSEN";

const hoursBetween = (start: string, stop: string): number => (Date.parse(`${stop}Z`) - Date.parse(`${start}Z`)) / HOUR_MS;
const plannedHours = ({ record }: CheckContext): number => protocolVersions[record.protocolVersion].cenersen.hours;
const longEnough = (hours: number, planned: number) => Math.abs(hours - planned) * 100 <= planned * doseTolerance.deviationAbovePct.value;

function plannedRate(context: CheckContext): string | null {
  const plan = dosePlanOf(context.record);
  return plan.state === "ready" ? plan.cenersen.mgPerHour : null;
}

const day = (at: string | null): string | null => at?.slice(0, 10) ?? null;
const say = (at: string | null): string => `${sayDate(day(at) ?? "")} ${at?.slice(11) ?? ""}`;

export const cenersenInfusion = defineForm({
  id: "cenersen_infusion",
  title: "Cenersen infusion",
  shortTitle: "Cen",
  version: 1,
  repeats: false,
  fields: {
    startAt: dateTime({ label: "Started", help: "This day is day 1, from which all days are counted.", criticality: "primary_endpoint", required: true, sdtm: `EX.EXSTDTC ${EXTRT}` }),
    stopAt: dateTime({
      label: "Stopped for good", help: "Until then the infusion runs, and with a day before and after it is the window for inhibitors.",
      criticality: "primary_endpoint", required: true, sdtm: `EX.EXENDTC ${EXTRT}`,
    }),
    rateMgPerHour: decimal({ label: "Rate", unit: "mg/h", possible: ["0.1", 100], criticality: "safety", required: true, missing: ["unknown"], sdtm: `EX.EXDOSE ${EXTRT}` }),
    deviationReason: text({ label: "Why it differs from the plan", help: "Expected when rate or duration differ.", criticality: "safety", sdtm: `EX.EXADJ ${EXTRT}` }),
  },
  checks: [
    {
      id: "IN01",
      on: ["stopAt", "startAt"],
      says: "The infusion stops after it starts",
      protocol: "Dosing, cenersen",
      holds: ({ startAt, stopAt }) => whenKnown([startAt, stopAt], (start, stop) => start < stop),
      asks: ({ startAt, stopAt }) => `Stopped ${say(stopAt)}, not after it was started ${say(startAt)}. Correct one of the times.`,
    },
    {
      id: "IN02",
      on: ["stopAt", "startAt", "deviationReason"],
      says: `The infusion lasts as long as the protocol says, within ${doseTolerance.deviationAbovePct.value} %, or a reason is recorded`,
      protocol: "Dosing, cenersen",
      holds: ({ startAt, stopAt, deviationReason }, context) =>
        whenKnown([startAt, stopAt], (start, stop) => stop <= start || deviationReason !== null || longEnough(hoursBetween(start, stop), plannedHours(context))),
      asks: ({ startAt, stopAt }, context) =>
        `From ${say(startAt)} to ${say(stopAt)} are ${new Decimal(hoursBetween(startAt ?? "", stopAt ?? "")).toDecimalPlaces(1).toFixed()} h; ${plannedHours(context)} h are planned. Correct the times, or record why.`,
    },
    {
      id: "IN03",
      on: ["rateMgPerHour", "deviationReason"],
      says: `The rate differs by at most ${doseTolerance.askAbovePct.value} % from the plan, or a reason is recorded`,
      protocol: "Dosing, cenersen",
      holds: ({ rateMgPerHour, deviationReason }, context) =>
        whenKnown([rateMgPerHour, plannedRate(context)], (rate, plan) => compareDose(plan, rate).verdict === "within" || deviationReason !== null),
      asks: ({ rateMgPerHour }, context) => `The rate is ${rateMgPerHour} mg/h; ${plannedRate(context)} mg/h follow from the weight. Check the rate, or record why.`,
    },
    {
      id: "IN04",
      on: ["startAt"],
      says: "Cenersen is not started before consent",
      protocol: "Consent and randomisation",
      holds: ({ startAt }, context) => notAfter(textIn(context, "consent", "consentDate"), day(startAt)),
      asks: ({ startAt }, context) => `Started ${say(startAt)}, before consent on ${sayDate(textIn(context, "consent", "consentDate") ?? "")}. Correct the date, or report the deviation.`,
    },
    {
      id: "IN05",
      on: ["startAt"],
      says: "Cenersen is not started before randomisation",
      protocol: "Consent and randomisation",
      holds: ({ startAt }, { record }) => notAfter(record.randomisedOn, day(startAt)),
      asks: ({ startAt }, { record }) => `Started ${say(startAt)}, before randomisation on ${sayDate(record.randomisedOn ?? "")}. Correct the date, or report the deviation.`,
    },
  ],
});
