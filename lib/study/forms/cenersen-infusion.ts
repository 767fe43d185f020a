import { Decimal } from "decimal.js";
import { dateTime } from "@/lib/crf/fields/date-time";
import { decimal } from "@/lib/crf/fields/decimal";
import { sayDate } from "@/lib/kernel/calendar-date";
import { defineForm, textIn, type CheckContext } from "@/lib/study/checks/check-context";
import { courseOf, infusionBeside, infusionTime, sayTime } from "@/lib/study/checks/dosing-context";
import { notAfter, whenKnown } from "@/lib/study/checks/truth";
import { dosePlanOf } from "@/lib/study/derive/dose-plan";
import { compareDose, doseTolerance } from "@/lib/study/dosing/dose-given";
import { infusionGiven } from "@/lib/study/dosing/infusion-given";
import { MINUTES_PER_HOUR, sayMinutes, wallMinutes } from "@/lib/study/dosing/wall-clock";
import { changeReason, deviationReason, isExplained, siteClock } from "@/lib/study/forms/dose-change";
import { versionOn } from "@/lib/study/version-on";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

const ECTRT = "where ECTRT=CENERSEN";

const day = (at: string | null): string | null => at?.slice(0, 10) ?? null;
const minutesBetween = (start: string | null, stop: string | null): number => (wallMinutes(stop) ?? 0) - (wallMinutes(start) ?? 0);
/** The version that the course is dosed by; its first day is being typed here. */
const versionFor = (context: CheckContext, startAt: string | null) => versionOn(context.record, courseOf(context), day(startAt));
const plannedMinutes = (context: CheckContext, startAt: string | null): number => protocolVersions[versionFor(context, startAt)].cenersen.hours * MINUTES_PER_HOUR;
const longEnough = (minutes: number, planned: number) => Math.abs(minutes - planned) * 100 <= planned * doseTolerance.deviationAbovePct.value;

function plannedRate(context: CheckContext, startAt: string | null): string | null {
  const plan = dosePlanOf(context.record, courseOf(context), undefined, versionFor(context, startAt));
  return plan.state === "ready" ? plan.cenersen.mgPerHour : null;
}

/** What the bags say against rate × time, with the answers of this form; null without a bag log, or while something is unknown. */
function bagsAgainstRate({ startAt, stopAt, rateMgPerHour }: Readonly<Record<"startAt" | "stopAt" | "rateMgPerHour", string | null>>, context: CheckContext) {
  const given = infusionGiven({ ...infusionBeside(context), startAt, stopAt, rateMgPerHour });
  return given.state === "known" ? given.bagsAgainstRate : null;
}

export const cenersenInfusion = defineForm({
  id: "cenersen_infusion",
  title: "Cenersen infusion",
  shortTitle: "Cen",
  version: 1,
  repeats: false,
  fields: {
    startAt: dateTime({ label: "Started", help: siteClock("This day is day 1, from which all days of the course are counted."), criticality: "primary_endpoint", required: true, sdtm: `EC.ECSTDTC ${ECTRT}` }),
    stopAt: dateTime({
      label: "Stopped for good",
      help: siteClock("The real end: 96 hours that begin in the day end on calendar day 5. With a day before the start and after this day it is the window for inhibitors."),
      criticality: "primary_endpoint", required: true, sdtm: `EC.ECENDTC ${ECTRT}`,
    }),
    rateMgPerHour: decimal({
      label: "Rate", unit: "mg/h", help: "0.1 mg per kg and hour. A rate that was changed stands in the bag log, from the time of the change.",
      possible: ["0.1", 100], criticality: "safety", required: true, missing: ["unknown"], sdtm: `EC.ECDOSE ${ECTRT}`,
    }),
    changeReason: changeReason(ECTRT),
    deviationReason: deviationReason("Expected when rate or duration differ."),
  },
  checks: [
    {
      id: "IN01",
      on: ["stopAt", "startAt"],
      says: "The infusion stops after it starts",
      protocol: "Dosing, cenersen",
      holds: ({ startAt, stopAt }) => whenKnown([startAt, stopAt], (start, stop) => start < stop),
      asks: ({ startAt, stopAt }) => `Stopped ${sayTime(stopAt)}, not after it was started ${sayTime(startAt)}. Correct one of the times.`,
    },
    {
      id: "IN02",
      on: ["stopAt", "startAt", "changeReason", "deviationReason"],
      says: `The infusion lasts as long as the protocol says, within ${doseTolerance.deviationAbovePct.value} %, or a reason is recorded`,
      protocol: "Dosing, cenersen",
      holds: (answers, context) =>
        whenKnown([answers.startAt, answers.stopAt], (start, stop) => stop <= start || isExplained(answers) || longEnough(minutesBetween(start, stop), plannedMinutes(context, start))),
      asks: ({ startAt, stopAt }, context) =>
        `From ${sayTime(startAt)} to ${sayTime(stopAt)} are ${sayMinutes(minutesBetween(startAt, stopAt))}; ${sayMinutes(plannedMinutes(context, startAt))} are planned. Correct the times, or record why.`,
    },
    {
      id: "IN03",
      on: ["rateMgPerHour", "changeReason", "deviationReason"],
      says: `The rate differs by at most ${doseTolerance.askAbovePct.value} % from the plan, or a reason is recorded`,
      protocol: "Dosing, cenersen",
      holds: (answers, context) =>
        whenKnown([answers.rateMgPerHour, plannedRate(context, answers.startAt)], (rate, plan) => compareDose(plan, rate).verdict === "within" || isExplained(answers)),
      asks: ({ rateMgPerHour, startAt }, context) => `The rate is ${rateMgPerHour} mg/h; ${plannedRate(context, startAt)} mg/h follow from the weight. Check the rate, or record why.`,
    },
    {
      id: "IN04",
      on: ["startAt"],
      says: "Cenersen is not started before consent",
      protocol: "Consent and randomisation",
      holds: ({ startAt }, context) => notAfter(textIn(context, "consent", "consentDate"), day(startAt)),
      asks: ({ startAt }, context) => `Started ${sayTime(startAt)}, before consent on ${sayDate(textIn(context, "consent", "consentDate") ?? "")}. Correct the date, or report the deviation.`,
    },
    {
      id: "IN05",
      on: ["startAt"],
      says: "Cenersen is not started before randomisation",
      protocol: "Consent and randomisation",
      holds: ({ startAt }, { record }) => notAfter(record.randomisedOn, day(startAt)),
      asks: ({ startAt }, { record }) => `Started ${sayTime(startAt)}, before randomisation on ${sayDate(record.randomisedOn ?? "")}. Correct the date, or report the deviation.`,
    },
    {
      id: "IN06",
      on: ["rateMgPerHour", "changeReason", "deviationReason"],
      says: `The bags differ by at most ${doseTolerance.askAbovePct.value} % from rate × time, or a reason is recorded`,
      protocol: "Dosing, cenersen",
      holds: (answers, context) => whenKnown([bagsAgainstRate(answers, context)], ({ verdict }) => verdict === "within" || verdict === "unknown" || isExplained(answers)),
      asks: (answers, context) =>
        `By the bag log and by ${answers.rateMgPerHour} mg/h × time the infusion does not come to the same: ${new Decimal(bagsAgainstRate(answers, context)?.differencePct ?? 0).abs().toFixed()} % apart. Check bags, rate, times and interruptions, or record why.`,
    },
    {
      id: "IN07",
      on: ["startAt"],
      says: "The second course starts after the infusion of the first has stopped",
      protocol: "Dosing, courses",
      holds: ({ startAt }, context) => (courseOf(context) === 1 ? "yes" : whenKnown([startAt, infusionTime(context, 1, "stopAt")], (second, first) => first < second)),
      asks: ({ startAt }, context) => `The second course starts ${sayTime(startAt)}, but the infusion of the first stopped ${sayTime(infusionTime(context, 1, "stopAt"))}. Correct one of the times.`,
    },
  ],
});
